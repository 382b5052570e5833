"""What a team agrees on, as data; what it means in the kernel's words; and what is offered to begin with."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date, datetime, time, timedelta
from types import MappingProxyType
from typing import Final
from uuid import UUID

from django.utils.translation import gettext as _

from drieslag.core.verdict import Refused
from drieslag.kernel import cadence
from drieslag.kernel.cadence import AtLeast, Cadence, CadenceError, NeverEnds, NeverOccurs
from drieslag.learning.formats import queries as formats
from drieslag.learning.rhythm.enums import Kind, Shape, Unit
from drieslag.learning.rhythm.models import Agreement

DATED: Final = ("shape", "every", "unit", "weekday", "nth", "at", "minutes", "at_least_weeks")


@dataclass(frozen=True)
class Terms:
    """One thing to come back to. `at` is on the clock in Amsterdam; of AT_LEAST it is only the usual time."""

    kind: str
    minutes: int
    starts_on: date
    shape: str = Shape.RECURS
    every: int = 1
    unit: str = Unit.WEEK
    weekday: int | None = None
    nth: int | None = None
    at: time | None = None
    until: date | None = None
    at_least_weeks: int | None = None
    name: str = ""
    format_code: str = ""
    place: str = ""
    holder: UUID | None = None


type Agreed = Terms | Agreement


def rule_of(agreed: Agreed) -> Cadence | AtLeast:
    """Return what was agreed in the kernel's words. Raises CadenceError for what cannot be."""
    if agreed.shape == Shape.AT_LEAST:
        return AtLeast(agreed.at_least_weeks or 0, agreed.starts_on, agreed.minutes)
    return Cadence(
        every=agreed.every,
        unit=cadence.Unit(agreed.unit),
        weekday=agreed.weekday,
        nth=agreed.nth,
        starts_on=agreed.starts_on,
        until=agreed.until,
        at=agreed.at or time(9),
        minutes=agreed.minutes,
    )


def cadence_of(agreed: Agreed) -> Cadence | None:
    """Return the recurrence, or nothing where there is none (any more)."""
    try:
        rule = rule_of(agreed)
    except CadenceError:
        return None
    return rule if isinstance(rule, Cadence) else None


def starts_at(agreed: Agreed, day: date) -> datetime:
    """Return when a moment of it begins on that day."""
    return cadence.starts_at(day, agreed.at or time(9))


def sound(terms: Terms, today: date) -> Terms:
    """Return the terms with only what belongs to their shape. Raises Refused, in words, for what cannot be."""
    if terms.starts_on < today:
        raise Refused(_("A rhythm begins today or later. What was, was."))
    plain = _of_one_shape(terms)
    try:
        rule_of(plain)
    except NeverEnds as error:
        raise Refused(_("You can agree for five years at most. Choose an earlier last day.")) from error
    except NeverOccurs as error:
        raise Refused(_("There is no such day before the last day. Choose a later one.")) from error
    except CadenceError as error:
        raise Refused(_("That is no rhythm yet. Look at how often and on which day.")) from error
    return plain


def _of_one_shape(terms: Terms) -> Terms:
    if terms.shape == Shape.AT_LEAST:
        return replace(terms, every=1, unit=Unit.WEEK, weekday=None, nth=None, until=None)
    weekday = terms.starts_on.weekday() if terms.weekday is None else terms.weekday
    return replace(terms, weekday=weekday, at=terms.at or time(9), at_least_weeks=None)


def terms_of(agreement: Agreement) -> Terms:
    """Return a row as terms, to change a part of them."""
    return Terms(**{field.name: getattr(agreement, field.name) for field in fields(Terms)})


def nth_of(day: date) -> int:
    """Return which of its weekday it is in the month: 1 to 4, and the fifth is the last."""
    number = (day.day - 1) // 7 + 1
    return number if number <= 4 else -1  # noqa: PLR2004 — every month has four


@dataclass(frozen=True)
class Preset:
    """How a kind of moment mostly goes. `after` is how many minutes after the beginning of the weekly hour."""

    kind: Kind
    formats: tuple[str, ...]
    minutes: int
    every: int = 1
    unit: Unit = Unit.WEEK
    nth: int | None = None
    at_least_weeks: int | None = None
    after: int = 0
    lighter: tuple[int, ...] = ()
    """Every how many weeks it may be when time is short; after that it is left out."""

    @property
    def format_code(self) -> str:
        """The first of its formats that there is."""
        return next((code for code in self.formats if _there_is(code)), "")

    @property
    def minutes_a_week(self) -> float:
        """What it asks in a week."""
        return cadence.minutes_a_week([rule_of(self.terms(date(2026, 1, 5), time(9)))])

    def terms(self, starts_on: date, at: time, holder: UUID | None = None) -> Terms:
        """Return it as terms for a team whose weekly hour is on the weekday of `starts_on`, at `at`."""
        begins = (datetime.combine(starts_on, at) + timedelta(minutes=self.after)).time()
        fixed = self.at_least_weeks is None
        return Terms(
            kind=self.kind,
            minutes=self.minutes,
            starts_on=starts_on,
            shape=Shape.RECURS if fixed else Shape.AT_LEAST,
            every=self.every,
            unit=self.unit,
            weekday=starts_on.weekday() if fixed else None,
            nth=self.nth,
            at=begins,
            at_least_weeks=self.at_least_weeks,
            format_code=self.format_code,
            holder=holder,
        )


# The check-in, the board session and the case discussion make one weekly hour, one after the other.
PRESETS: Final[Mapping[Kind, Preset]] = MappingProxyType(
    {
        each.kind: each
        for each in (
            Preset(Kind.CHECK_IN, ("W11",), 5),
            Preset(Kind.BOARD_SESSION, ("W03",), 15, after=5),
            Preset(Kind.CASE_DISCUSSION, ("W08",), 45, after=20, lighter=(2, 4)),
            Preset(Kind.BUDDY_TALK, ("W12",), 30, every=2, after=75, lighter=(4,)),
            Preset(Kind.INTERVISION, ("W09", "W09a"), 90, at_least_weeks=6),
            Preset(Kind.ACTION_LEARNING, ("W01",), 75, every=6),
            Preset(Kind.COACHING_TALK, (), 45, at_least_weeks=13),
            Preset(Kind.TEAM_DAY, (), 360, every=6, unit=Unit.MONTH, nth=1),
            Preset(Kind.QUESTION_JAR, ("W10",), 25, unit=Unit.MONTH, nth=1),
            Preset(Kind.SLOWING_DOWN, ("W34",), 45, every=4),
            Preset(Kind.OTHER, (), 30),
        )
    }
)
DEFAULTS: Final = (Kind.CHECK_IN, Kind.BOARD_SESSION, Kind.INTERVISION, Kind.BUDDY_TALK, Kind.CASE_DISCUSSION)


def fitting(room: float, without: Iterable[str] = ()) -> list[Preset]:
    """Return what is offered to begin with, in at most `room` minutes a week: lighter where it must, then without.

    What makes room first is what comes back most and lasts longest.
    """
    left_out = set(without)
    chosen = [PRESETS[kind] for kind in DEFAULTS if kind not in left_out]
    while chosen and sum(each.minutes_a_week for each in chosen) > room:
        heaviest = max((each for each in chosen if each.lighter), key=lambda each: each.minutes_a_week, default=None)
        if heaviest is None:
            chosen.remove(max(chosen, key=lambda each: each.minutes_a_week))
        else:
            slower = replace(heaviest, every=heaviest.lighter[0], lighter=heaviest.lighter[1:])
            chosen[chosen.index(heaviest)] = slower
    return chosen


def shorter(kind: str, code: str, minutes: int) -> tuple[str, int]:
    """Return a shorter format for a kind of moment, and how long it takes: after one was given up, less is more likely.

    Where no shorter format is known, the same one in half the time.
    """
    for other in SHORTER.get(kind, ()):
        if other != code and _there_is(other) and (length := formats.find(other).minutes) < minutes:
            return other, length
    return code, max(5, minutes // 10 * 5)


SHORTER: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        Kind.INTERVISION: ("W19e", "W19d", "W09a"),
        Kind.CASE_DISCUSSION: ("W19e", "W19d"),
        Kind.ACTION_LEARNING: ("W19c", "W19e"),
    }
)


def _there_is(code: str) -> bool:
    try:
        formats.find(code)
    except formats.UnknownFormat:
        return False
    return True
