"""When something comes back: on a fixed day of so many weeks or months, or at least once in so many weeks.

No clock in here. A recurrence is a wall time in Amsterdam: it stays at ten when the clocks change. What begins at a
wall time that does not exist moves on by the gap; one that exists twice begins at the first (as RFC 5545 reads it).
"""

import calendar
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import Final
from zoneinfo import ZoneInfo

from drieslag.kernel.disclosure import MINIMUMS, Minimums, Shown, Withheld, enough

AMSTERDAM: Final = ZoneInfo("Europe/Amsterdam")
YEARS_AHEAD: Final = 5
EVERY_MOST: Final = {"week": 52, "month": 12}
WEEK: Final = timedelta(days=7)
PROPOSED_AHEAD: Final = 2 * WEEK
MOST_FROM: Final = 0.7
HALF_FROM: Final = 0.3
DAYS: Final = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
NTHS: Final = (1, 2, 3, 4, -1)
WEEKEND: Final = (5, 6)
WEEKS_A_MONTH: Final = 365.2425 / 12 / 7


class Unit(StrEnum):
    """What is counted between two times."""

    WEEK = "week"
    MONTH = "month"


class CadenceError(ValueError):
    """A recurrence that cannot be."""


class NeverEnds(CadenceError):
    """It goes on for more than five years: nobody agrees on that."""


class NeverOccurs(CadenceError):
    """No day is in it."""


class Unsound(CadenceError):
    """A part of it has no meaning: the fifth Monday, every nought weeks."""


@dataclass(frozen=True)
class Cadence:
    """A recurrence: every so many weeks on a weekday, or every so many months on the nth weekday (-1: the last).

    Without `until` it holds for five years. Raises a CadenceError for one that cannot be.
    """

    every: int
    unit: Unit
    weekday: int | None  # 0 is Monday; None: the weekday of `starts_on`
    nth: int | None
    starts_on: date
    until: date | None
    at: time
    minutes: int

    def __post_init__(self) -> None:
        if not 1 <= self.every <= EVERY_MOST[self.unit.value]:
            raise Unsound("every")
        if not 0 <= self.day_of_week <= 6:  # noqa: PLR2004 — a week
            raise Unsound("weekday")
        if (self.nth is None) is (self.unit is Unit.MONTH) or (self.nth is not None and self.nth not in NTHS):
            raise Unsound("nth")
        if self.at.tzinfo is not None or not 0 < self.minutes <= 24 * 60:
            raise Unsound("minutes")
        if max(self.ends_on, self.starts_on) > last_possible(self.starts_on):
            raise NeverEnds(self.ends_on.isoformat())
        if next(_days(self, self.starts_on, self.ends_on), None) is None:
            raise NeverOccurs(self.starts_on.isoformat())

    @property
    def day_of_week(self) -> int:
        """The weekday on which it is."""
        return self.starts_on.weekday() if self.weekday is None else self.weekday

    @property
    def ends_on(self) -> date:
        """The last day on which it can be."""
        return self.until or last_possible(self.starts_on)


@dataclass(frozen=True)
class AtLeast:
    """At least once in so many weeks; no moment is fixed."""

    weeks: int
    starts_on: date
    minutes: int

    def __post_init__(self) -> None:
        if not 1 <= self.weeks <= EVERY_MOST["week"]:
            raise Unsound("weeks")
        if not 0 < self.minutes <= 24 * 60:
            raise Unsound("minutes")


def occurrences(cadence: Cadence, first: date, last: date) -> list[date]:
    """Return the days from first to last, both included, on which it is."""
    return list(_days(cadence, first, last))


def starts_at(day: date, at: time) -> datetime:
    """Return when it begins on that day, in UTC: `at` on the clock in Amsterdam.

    Fold 0 gives the first of two, and for a time that was skipped the one after the gap.
    """
    return datetime.combine(day, at, AMSTERDAM).astimezone(UTC)


def rrule(cadence: Cadence) -> str:
    """Return the recurrence in the words of RFC 5545, for a series whose first event is its first occurrence.

    UNTIL is the last second of the last day in Amsterdam, in UTC, as a series with a time zone asks.
    """
    day = DAYS[cadence.day_of_week]
    last = datetime.combine(cadence.ends_on, time(23, 59, 59), AMSTERDAM).astimezone(UTC)
    freq = "WEEKLY" if cadence.unit is Unit.WEEK else "MONTHLY"
    by_day = day if cadence.nth is None else f"{cadence.nth}{day}"
    return f"FREQ={freq};INTERVAL={cadence.every};BYDAY={by_day};UNTIL={last:%Y%m%dT%H%M%SZ};WKST=MO"


def minutes_a_week(rhythm: Iterable[Cadence | AtLeast]) -> float:
    """Return what all of it asks of somebody in a week, on average."""
    return sum(each.minutes / _weeks_between(each) for each in rhythm)


def share(minutes: float, hours: float) -> float:
    """Return minutes a week as a percentage of so many hours of work a week."""
    return 100 * minutes / (hours * 60)


@dataclass(frozen=True)
class Due:
    """Something that is to come back by a day; `since` is when it last was, or None when it never was."""

    by: date
    since: date | None

    def is_late(self, today: date) -> bool:
        """Whether the day has passed."""
        return today > self.by


def due(rule: AtLeast, *, held: Sequence[date], planned: Sequence[date], today: date) -> Due | None:
    """Return by when the next one should be, or None while that lies far off or one is planned in time.

    Once it is late, any planned one will do. One proposes two weeks ahead: a day that suits everybody takes that long.
    """
    found = term(rule, held, today)
    coming = [day for day in planned if day >= today]
    if any(day <= found.by for day in coming) or (coming and found.is_late(today)):
        return None
    return found if found.by - today <= PROPOSED_AHEAD else None


def term(rule: AtLeast, held: Sequence[date], today: date) -> Due:
    """Return by when the next one should be, however far off."""
    since = max((day for day in held if day <= today), default=None)
    return Due((since or rule.starts_on) + rule.weeks * WEEK, since)


def proposed_day(first: date, last: date, weekday: int | None, taken: Collection[date]) -> date:
    """Return a working day from first to last on which nothing is yet, the usual weekday before others.

    Where every day is taken it is the first working day: better one to move than none.
    """
    days = [first + timedelta(days=number) for number in range(max((last - first).days, 0) + 1)]
    working = [day for day in days if day.weekday() not in WEEKEND] or [first + timedelta(days=7 - first.weekday())]
    free = [day for day in working if day not in taken]
    return next((day for day in free if day.weekday() == weekday), (free or working)[0])


class Happened(StrEnum):
    """What became of a moment."""

    PLANNED = "planned"
    HELD = "held"
    GIVEN_UP = "given_up"


@dataclass(frozen=True)
class Kept:
    """Counts of moments. `moved` ones are among the held."""

    held: int
    moved: int
    given_up: int
    open: int

    @property
    def settled(self) -> int:
        """How many of them came to something."""
        return self.held + self.given_up


def kept(moments: Iterable[tuple[str, bool]]) -> Kept:
    """Count moments by what became of each, and whether it was moved."""
    counts = Counter(moments)
    held, moved = counts[Happened.HELD, False] + counts[Happened.HELD, True], counts[Happened.HELD, True]
    given_up = counts[Happened.GIVEN_UP, False] + counts[Happened.GIVEN_UP, True]
    return Kept(held, moved, given_up, counts[Happened.PLANNED, False] + counts[Happened.PLANNED, True])


class Part(StrEnum):
    """How many of a team, as a word."""

    MOST = "most"
    HALF = "half"
    FEW = "few"


def part(count: int, size: int, *, minimums: Minimums = MINIMUMS) -> Shown[Part] | Withheld:
    """Return most, about half or few of a team; nothing of a team that is too small for it."""
    if isinstance(small := enough(size, minimums.team_habit), Withheld):
        return small
    if count > size * MOST_FROM:
        return Shown(Part.MOST)
    return Shown(Part.HALF if count >= size * HALF_FROM else Part.FEW)


def _weeks_between(each: Cadence | AtLeast) -> float:
    if isinstance(each, AtLeast):
        return each.weeks
    return each.every * (1 if each.unit is Unit.WEEK else WEEKS_A_MONTH)


def _days(cadence: Cadence, first: date, last: date) -> Iterator[date]:
    low, high = max(first, cadence.starts_on), min(last, cadence.ends_on)
    if low > high:
        return iter(())
    return _weekly(cadence, low, high) if cadence.unit is Unit.WEEK else _monthly(cadence, low, high)


def _weekly(cadence: Cadence, low: date, high: date) -> Iterator[date]:
    """Count weeks from the week of `starts_on`, so that asking for a later stretch changes nothing."""
    begin = cadence.starts_on.toordinal()
    anchor = begin - cadence.starts_on.weekday() + cadence.day_of_week
    step = cadence.every * 7
    first = anchor + -(-(low.toordinal() - anchor) // step) * step
    return map(date.fromordinal, range(first, high.toordinal() + 1, step))


def _monthly(cadence: Cadence, low: date, high: date) -> Iterator[date]:
    begin = cadence.starts_on.year * 12 + cadence.starts_on.month - 1
    now = low.year * 12 + low.month - 1
    month = begin + -(-(now - begin) // cadence.every) * cadence.every
    while (day := nth_weekday(month // 12, month % 12 + 1, cadence.day_of_week, cadence.nth or 1)) <= high:
        if day >= low:
            yield day
        month += cadence.every


def last_possible(starts_on: date) -> date:
    """Return the day five years on: further ahead nothing is agreed. Raises NeverEnds beyond what a calendar has."""
    year = starts_on.year + YEARS_AHEAD
    if year > date.max.year:
        raise NeverEnds(starts_on.isoformat())
    return starts_on.replace(year=year, day=min(starts_on.day, calendar.monthrange(year, starts_on.month)[1]))


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> date:
    """Return the nth weekday of a month; -1 is the last one."""
    if nth > 0:
        first = date(year, month, 1)
        return first + timedelta(days=(weekday - first.weekday()) % 7 + (nth - 1) * 7)
    last = date(year, month, calendar.monthrange(year, month)[1])
    return last - timedelta(days=(last.weekday() - weekday) % 7)
