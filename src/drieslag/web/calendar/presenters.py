"""What the pages of calendars and messages print."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from drieslag.core import clock
from drieslag.kernel.disclosure import Shown
from drieslag.kernel.working import is_working_day
from drieslag.learning.notices import queries
from drieslag.learning.notices.enums import Fit, Problem, Source
from drieslag.learning.notices.models import Feed, OwnCalendar
from drieslag.people.models import Person, Team
from drieslag.web.components.dates import long_day, moment, week_day

DAYS_AHEAD = 15  # working days
HOURS = (9, 10, 11, 13, 14, 15, 16)
LOCAL = frozenset({"localhost", "127.0.0.1", "[::1]"})


@dataclass(frozen=True)
class FeedRow:
    """An address that was made."""

    key: UUID
    name: str
    with_titles: bool
    line: str


@dataclass(frozen=True)
class OwnRow:
    """A calendar of one's own."""

    key: UUID
    name: str
    line: str
    problem: str


def feeds(person: Person) -> list[FeedRow]:
    """Return the addresses that somebody made."""
    return [_feed(row) for row in queries.feeds_of(person)]


def _feed(row: Feed) -> FeedRow:
    line = _("made on %(day)s") % {"day": long_day(row.changed_at)}
    return FeedRow(row.pk, row.team.name if row.team else _("All my teams"), row.with_titles, line)


def calendars(person: Person) -> list[OwnRow]:
    """Return the calendars from which somebody's busy times come."""
    return [_own(row) for row in queries.calendars_of(person)]


def _own(row: OwnCalendar) -> OwnRow:
    name = _("From a file") if row.source == Source.FILE else _("From an address")
    given = {"day": long_day(row.read_at) if row.read_at else "", "time": moment(row.read_at) if row.read_at else ""}
    line = _("read on %(day)s at %(time)s") % given if row.read_at else ""
    return OwnRow(row.pk, name, line, str(Problem(row.problem).label) if row.problem else "")


def may_push(request: HttpRequest) -> bool:
    """Whether this browser could get messages: over HTTPS, or on this machine."""
    return request.is_secure() or request.get_host().rpartition(":")[0] in LOCAL or request.get_host() in LOCAL


@dataclass(frozen=True)
class Slot:
    """A moment that could be."""

    url: str
    time: str
    fit: str
    word: str
    am_busy: bool


@dataclass(frozen=True)
class Day:
    """A working day with its moments."""

    name: str
    slots: Sequence[Slot]


@dataclass(frozen=True)
class Fitting:
    """The moments of the coming weeks, and whether enough colleagues share a calendar to say what fits."""

    shown: bool
    days: Sequence[Day]
    helps: bool
    """Whether the hours say anything: what suits colleagues, or when oneself cannot."""


def fitting(team: Team, person: Person, minutes: int) -> Fitting:
    """Return the moments that could be, on the hour: a finer question than that is not answered."""
    days = _working_days(clock.today())
    first, last = (datetime.combine(day, time(), clock.AMSTERDAM) for day in (days[0], days[-1] + timedelta(days=1)))
    calendars = queries.Calendars(team, person, first, last)
    helps = calendars.shown or bool(calendars.mine)
    return Fitting(calendars.shown, [_day(day, team, calendars, minutes) for day in days] if helps else [], helps)


def _working_days(today: date) -> list[date]:
    days = (today + timedelta(days=number) for number in range(1, 60))
    return [day for day in days if is_working_day(day)][:DAYS_AHEAD]


def _day(day: date, team: Team, calendars: queries.Calendars, minutes: int) -> Day:
    return Day(week_day(day), [_slot(day, hour, team, calendars, minutes) for hour in HOURS])


def _slot(day: date, hour: int, team: Team, calendars: queries.Calendars, minutes: int) -> Slot:
    start = datetime.combine(day, time(hour), clock.AMSTERDAM)
    end = start + timedelta(minutes=minutes)
    found = calendars.fit(start, end)
    fit = found.value if isinstance(found, Shown) else None
    asked = {"team": team.pk, "day": day.isoformat(), "at": f"{hour:02}:00"}
    return Slot(
        url=f"{reverse('meetings:new')}?{urlencode(asked)}",
        time=moment(start),
        fit=fit or "",
        word=str(Fit(fit).label) if fit else "",
        am_busy=calendars.am_busy(start, end),
    )
