"""Calendars in tests: read by real parsers, never by our own."""

from datetime import date, datetime, time, timedelta

import recurring_ical_events
from icalendar import Calendar

from drieslag.core import clock
from drieslag.kernel.cadence import occurrences, starts_at
from drieslag.learning.notices.ics import Entry
from drieslag.learning.notices.queries import moments
from drieslag.learning.rhythm import actions as rhythm
from drieslag.learning.rhythm.enums import Kind, Shape
from drieslag.learning.rhythm.models import Agreement, Occurrence
from drieslag.learning.rhythm.terms import Terms, cadence_of
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
    """Return the same as the kernel computes it: series unfolded by it, changed moments in the place of those that they
    change, cancelled ones left out.
    """
    changed = {(row.object_id, row.recurrence) for row in entries if row.recurrence}
    spans = [(row.starts_at, row.ends_at) for row in entries if not row.rule and not row.cancelled]
    for row in entries:
        starts = _unfolded(row, window) if row.rule else []
        kept = (start for start in starts if (row.object_id, start) not in changed and start not in row.without)
        spans += [(start, start + timedelta(minutes=row.minutes)) for start in kept]
    here = clock.AMSTERDAM
    within = [span for span in spans if span[1] > window.since and span[0] < window.until]
    return sorted((first.astimezone(here), last.astimezone(here)) for first, last in within)


def _unfolded(row: Entry, window: moments.Window) -> list[datetime]:
    cadence = cadence_of(Agreement.objects.get(pk=row.object_id))
    assert cadence is not None
    first, last = window.days
    return [starts_at(day, cadence.at) for day in occurrences(cadence, first - timedelta(days=1), last)]


WEEK = timedelta(weeks=1)
