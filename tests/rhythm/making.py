"""Making rhythms in tests: a Tuesday in autumn, and a weekly board session."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from drieslag.core import clock
from drieslag.learning.rhythm import actions
from drieslag.learning.rhythm.enums import Kind, Reason, Shape
from drieslag.learning.rhythm.models import Agreement, Occurrence
from drieslag.learning.rhythm.terms import Terms
from tests.factories.world import World

NOW = datetime(2026, 11, 24, 11, 50, tzinfo=UTC)  # Tuesday, ten to one in the Netherlands
TODAY = date(2026, 11, 24)


def weekly(kind: Kind = Kind.BOARD_SESSION, **changes: object) -> Terms:
    """Every Tuesday at nine, from today."""
    given: dict[str, object] = {
        "kind": kind, "minutes": 15, "starts_on": clock.today(), "weekday": 1, "at": time(9), "format_code": "W03",
    }  # fmt: skip
    return Terms(**{**given, **changes})  # type: ignore[arg-type]


def at_least(kind: Kind = Kind.INTERVISION, **changes: object) -> Terms:
    """At least once in six weeks, an hour and a half."""
    given: dict[str, object] = {
        "kind": kind, "minutes": 90, "starts_on": clock.today(), "shape": Shape.AT_LEAST, "at_least_weeks": 6,
        "at": time(13), "format_code": "W09a",
    }  # fmt: skip
    return Terms(**{**given, **changes})  # type: ignore[arg-type]


@contextmanager
def on(day: date, at: time = time(12)) -> Iterator[None]:
    """Hold the clock still on a day."""
    with clock.frozen(datetime.combine(day, at, clock.AMSTERDAM)):
        yield


def agreed(world: World, terms: Terms | None = None, weeks_ago: int = 0) -> Agreement:
    """Agree, so many weeks ago."""
    with on(TODAY - timedelta(weeks=weeks_ago), time(7)):
        given = terms or weekly()
        begins = clock.today() if weeks_ago else given.starts_on
        return actions.agree(by=world.bram, team=world.team, terms=replace(given, starts_on=begins))


def moment(agreement: Agreement, day: date) -> Occurrence:
    """Return the moment of a day."""
    return Occurrence.objects.select_related("agreement__team", "meeting").get(agreement=agreement, original_on=day)


def give_up(world: World, agreement: Agreement, day: date, reason: Reason = Reason.CRISIS) -> Occurrence:
    """Give up the moment of a day."""
    return actions.give_up(by=world.bram, occurrence=moment(agreement, day), reason=reason)
