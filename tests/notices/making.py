"""Calendars in tests: read by real parsers, never by our own."""

from datetime import date, datetime, time, timedelta
from itertools import pairwise

import recurring_ical_events
from icalendar import Calendar

from drieslag.core import clock
from drieslag.learning.notices import moments
from drieslag.learning.notices.ics import Entry
from drieslag.learning.rhythm import actions as rhythm
from drieslag.learning.rhythm.enums import Kind, Shape
from drieslag.learning.rhythm.models import Agreement, Occurrence
from drieslag.learning.rhythm.terms import Terms
from tests.factories.world import World

type Spans = list[tuple[datetime, datetime]]


def at(day: date, hour: int, minute: int = 0) -> datetime:
    """Return a moment on the clock in Amsterdam."""
    return datetime.combine(day, time(hour, minute), clock.AMSTERDAM)


def weekly(world: World, kind: Kind = Kind.BOARD_SESSION, **changes: object) -> Agreement:
    """Agree on something every week, from today on."""
    given: dict[str, object] = {
        "kind": kind, "minutes": 45, "starts_on": clock.today(), "shape": Shape.RECURS, "weekday": 1, "at": time(10),
        "format_code": "W03",
    }  # fmt: skip
    return rhythm.agree(by=world.bram, team=world.team, terms=Terms(**{**given, **changes}))  # type: ignore[arg-type]


def moment(agreement: Agreement, day: date) -> Occurrence:
    """Return the moment that was on that day at first."""
    return Occurrence.objects.select_related("agreement__team", "meeting").get(agreement=agreement, original_on=day)


def parsed(body: bytes, window: moments.Window) -> Spans:
    """Return when everything is, as `icalendar` and `recurring-ical-events` read it."""
    for line in body.split(b"\r\n"):
        assert len(line) <= 75
    assert b"\n" not in body.replace(b"\r\n", b"")
    calendar = Calendar.from_ical(body)
    found = recurring_ical_events.of(calendar).between(window.since, window.until)
    kept = [event for event in found if str(event.get("STATUS")) != "CANCELLED"]
    return sorted((event.start.astimezone(clock.AMSTERDAM), event.end.astimezone(clock.AMSTERDAM)) for event in kept)


def own(entries: list[Entry], window: moments.Window) -> Spans:
    """Return the same as we compute it."""
    here = clock.AMSTERDAM
    return [(first.astimezone(here), last.astimezone(here)) for first, last in moments.instants(entries, window)]


def in_order(spans: Spans) -> bool:
    """Whether they stand in order of time."""
    return all(one <= other for one, other in pairwise(spans))


WEEK = timedelta(weeks=1)
