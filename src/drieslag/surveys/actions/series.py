"""Pulses: a round that comes back every so many weeks, one at a time."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from drieslag.core import clock
from drieslag.core.ids import new_id
from drieslag.core.verdict import NotFound, Refused, require
from drieslag.journal.actions import record
from drieslag.journal.verbs import Verb
from drieslag.learning.threads.actions.writing import earlier, within
from drieslag.people.models import Person
from drieslag.surveys.actions.rounds import make_round, open_round
from drieslag.surveys.enums import Asked, RoundState
from drieslag.surveys.models import TITLE_MAX, Series
from drieslag.surveys.queries.instruments import find
from drieslag.surveys.rules.instruments import may_be_asked
from drieslag.surveys.rules.rounds import may_ask, may_end_series, may_use_mode

WEEKS_MAX = 52
GOING = (RoundState.DRAFT, RoundState.PREPARING, RoundState.OPEN, RoundState.LATE)


def make_series(
    *,
    by: Person,
    instrument_code: str,
    title: str,
    mode: str,
    teams: Collection[UUID] | None,
    persons: Sequence[UUID] = (),
    open_days: int = 7,
    every_weeks: int,
    first_on: date,
    team_first_days: int = 7,
    reader_role: str = "",
    reader: UUID | None = None,
    key: UUID | None = None,
) -> Series:
    """Plan a pulse: each round is open for `open_days`, and ends, with its day for late answers, before the next one
    begins. The job opens the first on `first_on`.
    """
    words = within(title, TITLE_MAX)
    _check(open_days, every_weeks, first_on)
    instrument = find(instrument_code)
    asked = Asked.TEAMS if teams else Asked.ORGANISATION if teams is None and not persons else Asked.PEOPLE
    plan = {
        "mode": mode, "teams": None if teams is None else sorted(map(str, teams)),
        "persons": [str(person) for person in persons], "open_days": open_days, "team_first_days": team_first_days,
        "reader_role": reader_role, "reader": str(reader) if reader else None,
    }  # fmt: skip
    with transaction.atomic():
        require(may_ask(by, asked, teams or (), mode))
        require(may_be_asked(instrument))
        require(may_use_mode(instrument, mode, reader_role=reader_role, reader=reader))
        if known := earlier(Series, key, made_by=by.pk):
            return known
        made = Series.objects.create(
            id=key or new_id(),
            organisation_id=by.organisation_id,
            instrument_code=instrument.code,
            title=words,
            plan=plan,
            every_weeks=every_weeks,
            next_on=first_on,
            made_by=by.pk,
        )
        record(verb=Verb.PLANNED, object_kind="pulse", object_id=made.pk, by=by.pk)
    return made


def end_series(*, by: Person, series_id: UUID) -> Series:
    """Let it not come back any more. A round that is open goes on. Twice changes nothing."""
    with transaction.atomic():
        found = Series.objects.select_for_update().filter(pk=series_id).first()
        if found is None:
            raise NotFound
        require(may_end_series(by, found))
        if found.ended_at is None:
            _end(found)
            record(verb=Verb.ENDED, object_kind="pulse", object_id=found.pk, by=by.pk)
    return found


def open_due() -> int:
    """Open the rounds that are due today. One at a time: while the former is open, this one is skipped, and so is
    whatever should have come while nobody was there to open it. Returns how many were opened.
    """
    due = Series.objects.filter(ended_at=None, next_on__lte=clock.today()).order_by("pk")
    return sum(_open_next(key) for key in due.values_list("pk", flat=True))


def _open_next(key: UUID) -> bool:
    with transaction.atomic():
        found = Series.objects.select_for_update().get(pk=key)
        if found.ended_at is not None or found.next_on > clock.today():
            return False
        found.next_on = _after(found.next_on, found.every_weeks)
        found.save(update_fields=["next_on"])
        maker = Person.objects.filter(pk=found.made_by, left_on=None).first() if found.made_by else None
        if maker is None:
            _end(found)  # nobody is there to answer for it
            return False
        if found.rounds.filter(state__in=GOING).exists():
            return False
        try:
            with transaction.atomic():
                _make(found, maker)
        except (Refused, NotFound):
            return False  # too few people this time, a consent that ended, a questionnaire put away
    return True


def _make(series: Series, maker: Person) -> None:
    plan: Mapping[str, object] = series.plan
    teams, reader = plan["teams"], plan["reader"]
    made = make_round(
        by=maker,
        instrument_code=series.instrument_code,
        title=series.title,
        mode=str(plan["mode"]),
        teams=[UUID(team) for team in teams] if isinstance(teams, list) else None,
        persons=[UUID(person) for person in series.plan["persons"]],
        closes_at=_end_of_day(clock.today() + timedelta(days=series.plan["open_days"])),
        team_first_days=series.plan["team_first_days"],
        reader_role=str(plan["reader_role"]),
        reader=UUID(str(reader)) if reader else None,
        series=series,
    )
    open_round(by=maker, round_id=made.pk)


def _after(day: date, weeks: int) -> date:
    """The first day of the pulse that is still to come: none is asked about the past."""
    step = timedelta(weeks=weeks)
    while day <= clock.today():
        day += step
    return day


def _end_of_day(day: date) -> datetime:
    return datetime.combine(day, time(hour=17), clock.AMSTERDAM)


def _end(series: Series) -> None:
    series.ended_at = clock.now()
    series.save(update_fields=["ended_at"])


def _check(open_days: int, every_weeks: int, first_on: date) -> None:
    if first_on < clock.today():
        raise Refused(_("That day is over. Choose a later one."))
    if not 1 <= every_weeks <= WEEKS_MAX:
        said = ngettext("Choose 1 to %(most)d week.", "Choose 1 to %(most)d weeks.", WEEKS_MAX)
        raise Refused(said % {"most": WEEKS_MAX})
    if not 1 <= open_days <= every_weeks * 7 - 2:
        raise Refused(_("Let each round be closed before the next one begins: choose fewer days, or more weeks."))
