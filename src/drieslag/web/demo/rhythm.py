"""The rhythm of each team in a year and a half: what was agreed on, and what became of its moments.

The last weeks are played by the actions of the pages, day by day. What lies before them is written in one go: a
thousand presses would take longer than anybody waits for a demo.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

from drieslag.core import clock
from drieslag.core.ids import new_id
from drieslag.journal.models import Statement
from drieslag.journal.verbs import Verb
from drieslag.learning.meetings.models import Meeting
from drieslag.learning.rhythm import actions
from drieslag.learning.rhythm.enums import Kind, Reason, Shape, State
from drieslag.learning.rhythm.models import Agreement, Occurrence
from drieslag.learning.rhythm.terms import Terms, starts_at, terms_of
from drieslag.people.models import Person
from drieslag.web.demo import content, seasons
from drieslag.web.demo.founding import Stage

AHEAD = timedelta(days=92)
PRESSED = 30  # days that are played press by press
TOLD = timedelta(days=58)  # what comes now and then is told of one by one since then
AROUND = timedelta(days=21)  # so near a meeting was the moment of which it was made
WEEK = timedelta(weeks=1)
FRIDAY = 4


def put_on_timeline(stage: Stage) -> None:
    """Put all that teams agreed on, and every day of the last weeks, on the timeline."""
    told = content.part("rhythm")
    for row in told["agreements"]:
        stage.at(row["ago"], "09:00", _agree, stage, row)
    for row in told["changes"]:
        stage.at(row["ago"], "09:20", _change, stage, row)
    stage.at(PRESSED, "07:30", _live_through, stage)
    for row in told["moments"]:
        stage.at(row["ago"], "16:55", _special, stage, row)
    for ago in range(PRESSED, 0, -1):
        stage.at(ago, "17:30", _end_of_day, stage)
    for row in told["moved"]:
        stage.at(row["ago"], "17:40", _move_next, stage, row)
    stage.at(0, "06:00", actions.freeze_week)


def going(stage: Stage, team: str, kind: str) -> Agreement:
    """Return what a team agreed on, as it holds now."""
    return Agreement.objects.select_related("team").get(team=stage.teams[team], kind=kind, ended_at=None)


def join(stage: Stage, row: dict[str, Any], meeting: Meeting) -> None:
    """Let a meeting be that of the moment nearest to it."""
    if "moment" not in row:
        return
    agreement = going(stage, row["team"], row["moment"])
    now = _nearest(agreement, meeting)
    now.starts_at, now.meeting, now.reason = meeting.planned_at, meeting, ""
    now.moved = not now.extra and now.starts_at != starts_at(agreement, now.original_on)
    now.sequence += now.moved
    now.state = State.HELD if meeting.closed_at else State.PLANNED
    now.settled_at = meeting.closed_at
    now.save()


def _nearest(agreement: Agreement, meeting: Meeting) -> Occurrence:
    day = meeting.planned_at.astimezone(clock.AMSTERDAM).date()
    fresh = Occurrence(organisation_id=agreement.organisation_id, agreement=agreement, original_on=day, extra=True)
    if agreement.shape == Shape.AT_LEAST:
        return fresh
    rows = agreement.occurrences.filter(meeting=None, extra=False).select_related("agreement")
    if not meeting.closed_at:
        rows = rows.filter(state=State.PLANNED, starts_at__gt=clock.now())
    near = rows.filter(original_on__range=(day - AROUND, day + 2 * AROUND))
    return min(near, key=lambda each: abs(each.original_on - day), default=fresh)


def _agree(stage: Stage, row: dict[str, Any]) -> None:
    today = clock.today()
    monday = today + timedelta(days=7 - today.weekday())
    holder = stage.person(row, "holder")
    agreement = actions.agree(
        by=stage.people[row["by"]],
        team=stage.teams[row["team"]],
        terms=Terms(
            kind=row["kind"],
            minutes=row["minutes"],
            starts_on=monday,
            shape=Shape.AT_LEAST if "at_least_weeks" in row else Shape.RECURS,
            every=row.get("every", 1),
            unit=row.get("unit", "week"),
            weekday=row.get("weekday"),
            nth=row.get("nth"),
            at=time.fromisoformat(row["at"]),
            at_least_weeks=row.get("at_least_weeks"),
            name=row.get("name", ""),
            format_code=row.get("format", ""),
            place=row.get("place", ""),
            holder=holder.pk if holder else None,
        ),
    )
    actions.unfold(agreement, last=stage.timeline.today + AHEAD)
    if hours := row.get("hours"):
        actions.set_hours(by=stage.people[row["by"]], team=stage.teams[row["team"]], hours=hours)


def _change(stage: Stage, row: dict[str, Any]) -> None:
    """Change an agreement "from then on"."""
    old = going(stage, row["team"], row["kind"])
    begins = clock.today() + timedelta(days=7 - clock.today().weekday())
    at = time.fromisoformat(row["at"])
    terms = replace(terms_of(old), weekday=row["weekday"], at=at, minutes=row["minutes"], starts_on=begins)
    new = actions.change(by=stage.people[row["by"]], agreement=old, terms=terms, from_on=begins)
    actions.unfold(new, last=stage.timeline.today + AHEAD)


def _live_through(stage: Stage) -> None:
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
        each.starts_at = _working(each.starts_at, fate)
        each.settled_at += each.starts_at - starts_at(each.agreement, each.original_on)
        each.moved, each.sequence = not each.extra, each.sequence + 1


def _working(at: datetime, days: int) -> datetime:
    """Return the same time on the clock so many days later, on a working day."""
    local = at.astimezone(clock.AMSTERDAM)
    day = local.date() + timedelta(days=days)
    while day.weekday() > FRIDAY:
        day += timedelta(days=1)
    return datetime.combine(day, local.time(), clock.AMSTERDAM)


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


def _end_of_day(stage: Stage) -> None:
    """Say what became of the moments of the day; of the last of De Linde nobody said so yet."""
    actions.follow_meetings()
    for key, team in stage.teams.items():
        rows = Occurrence.objects.filter(
            agreement__team=team, state=State.PLANNED, meeting=None, starts_at__lt=clock.now()
        ).select_related("agreement")
        for each in _but_the_last(stage, key, rows):
            by, fate = _presser(stage, key), seasons.fate(key, each.agreement.kind, each.original_on)
            if isinstance(fate, Reason):
                actions.give_up(by=by, occurrence=each, reason=fate)
            else:
                actions.hold(by=by, occurrence=each)


def _but_the_last(stage: Stage, team: str, rows: Iterable[Occurrence]) -> list[Occurrence]:
    """Leave out the last board session of De Linde: the home page asks what became of it."""
    asked = clock.today() > stage.timeline.today - WEEK
    left = Kind.BOARD_SESSION if team == "linde" and asked else None
    return [each for each in rows if each.agreement.kind != left]


def _presser(stage: Stage, team: str) -> Person:
    return stage.people[content.part("rhythm")["pressed_by"][team]]


def _special(stage: Stage, row: dict[str, Any]) -> None:
    """Play a moment that is told of: planned two weeks before, then held or given up; or planned for later."""
    by, agreement = stage.people[row["by"]], going(stage, row["team"], row["kind"])
    at = datetime.combine(clock.today(), time.fromisoformat(row["at"]), clock.AMSTERDAM)
    if ahead := row.get("planned_in"):
        actions.plan_moment(by=by, agreement=agreement, at=_working(at, ahead))
        return
    with clock.frozen(clock.now() - 2 * WEEK):
        each = actions.plan_moment(by=by, agreement=agreement, at=at)
    if reason := row.get("given_up"):
        actions.give_up(by=by, occurrence=each, reason=Reason(reason))
        return
    actions.hold(by=by, occurrence=each)
    for key in row.get("there", []):
        actions.say_there(by=stage.people[key], occurrence=each)


def _move_next(stage: Stage, row: dict[str, Any]) -> None:
    """Move the next moment of a kind by some days."""
    agreement = going(stage, row["team"], row["kind"])
    coming = agreement.occurrences.filter(state=State.PLANNED, meeting=None, original_on__gt=stage.day(-2))
    each = coming.order_by("original_on").first()
    assert each is not None
    actions.move(by=stage.people[row["by"]], occurrence=each, to=_working(each.starts_at, row["days"]))
