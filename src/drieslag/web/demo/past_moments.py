"""What became of the moments of a year and a half, written in one go: a thousand presses take longer than one waits."""

from datetime import date, datetime, timedelta

from drieslag.core import clock
from drieslag.core.ids import new_id
from drieslag.journal.models import Statement
from drieslag.journal.verbs import Verb
from drieslag.learning.rhythm.enums import Reason, Shape, State
from drieslag.learning.rhythm.models import Agreement, Occurrence
from drieslag.learning.rhythm.terms import starts_at
from drieslag.web.demo import seasons
from drieslag.web.demo.founding import Stage

TOLD = timedelta(days=58)  # what comes now and then is told of one by one since then
WEEK = timedelta(weeks=1)
FRIDAY = 4


def live_through(stage: Stage) -> None:
    """Write what became of every moment before the last weeks."""
    told: list[Statement] = []
    for key, team in stage.teams.items():
        agreements = {row.pk: row for row in Agreement.objects.filter(team=team)}
        for row in agreements.values():
            if row.shape == Shape.AT_LEAST:
                _now_and_then(key, row, stage.timeline.today - TOLD)
        rows = list(Occurrence.objects.filter(agreement__in=agreements, state=State.PLANNED, starts_at__lt=clock.now()))
        for each in rows:
            each.agreement = agreements[each.agreement_id]
            _become(key, each)
            told.append(_statement(each))
        Occurrence.objects.bulk_update(rows, ["starts_at", "state", "moved", "reason", "sequence", "settled_at"])
    Statement.objects.bulk_create(told)


def _now_and_then(team: str, agreement: Agreement, last: date) -> None:
    """Make the moments of "at least once in so many weeks", each about when it was due."""
    weeks = agreement.at_least_weeks or 1
    day = agreement.starts_on + timedelta(days=3) + 2 * WEEK
    while day < last:
        late = seasons.dice(team, agreement.kind, day).choice((-1, 0, 0, 1))
        at = starts_at(agreement, day)
        Occurrence.objects.create(
            organisation_id=agreement.organisation_id, agreement=agreement, original_on=day, starts_at=at, extra=True
        )
        day += max(weeks + late, 2) * WEEK


def _become(team: str, each: Occurrence) -> None:
    """Say what became of a moment."""
    fate = seasons.fate(team, each.agreement.kind, each.original_on)
    each.settled_at = each.ends_at + timedelta(minutes=5)
    if isinstance(fate, Reason):
        each.state, each.reason, each.sequence = State.GIVEN_UP, fate, each.sequence + 1
        return
    each.state = State.HELD
    if fate:
        each.starts_at = working(each.starts_at, fate)
        each.settled_at += each.starts_at - starts_at(each.agreement, each.original_on)
        each.moved, each.sequence = not each.extra, each.sequence + 1


def _statement(each: Occurrence) -> Statement:
    given_up = each.state == State.GIVEN_UP
    context = {"kind": str(each.agreement.kind), "agreement": str(each.agreement_id)}
    return Statement(
        id=new_id(),
        organisation_id=each.organisation_id,
        at=each.settled_at or each.ends_at,
        verb=Verb.GAVE_UP if given_up else Verb.HELD,
        object_kind="moment",
        object_id=each.pk,
        place=each.agreement.team_id,
        context={**context, "reason": str(each.reason)} if given_up else context,
    )


def working(at: datetime, days: int) -> datetime:
    """Return the same time on the clock so many days later, on a working day."""
    local = at.astimezone(clock.AMSTERDAM)
    day = local.date() + timedelta(days=days)
    while day.weekday() > FRIDAY:
        day += timedelta(days=1)
    return datetime.combine(day, local.time(), clock.AMSTERDAM)
