"""Writing calendars (RFC 5545): entries to text, folded and escaped, wall times in Amsterdam. Knows no database."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import Final
from uuid import UUID
from zoneinfo import ZoneInfo

from drieslag.learning.notices.enums import Thing

AMSTERDAM: Final = ZoneInfo("Europe/Amsterdam")
PRODUCT: Final = "-//Drieslag//Learning together//NL"
HERE: Final = "drieslag"  # behind the @ of a UID: the same wherever the program stands, or a move would double all
LINE: Final = 75  # bytes
ZONE: Final = """BEGIN:VTIMEZONE
TZID:Europe/Amsterdam
X-LIC-LOCATION:Europe/Amsterdam
BEGIN:DAYLIGHT
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
TZNAME:CEST
DTSTART:19700329T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
END:DAYLIGHT
BEGIN:STANDARD
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
TZNAME:CET
DTSTART:19701025T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
END:STANDARD
END:VTIMEZONE""".splitlines()

type Key = tuple[Thing, UUID, date | None]


@dataclass(frozen=True)
class Entry:
    """One event as calendars see it. A change of one moment has `recurrence`: when the series had it."""

    thing: Thing
    object_id: UUID
    team_id: UUID
    team: str
    starts_at: datetime
    minutes: int
    summary: str
    sequence: int = 0
    stamp: datetime = datetime(2026, 1, 1, tzinfo=UTC)
    place: str = ""
    url: str = ""
    recurrence: datetime | None = None
    rule: str = ""
    ends_on: date | None = None  # the last day of a series
    without: tuple[datetime, ...] = field(default=())
    cancelled: bool = False
    differs: bool = True  # a moment that is just as the series has it need not be told of
    series: int = 0  # of a change: the version of its series
    row_id: UUID | None = None  # the meeting or the moment

    @property
    def key(self) -> Key:
        """What it is about, and which moment."""
        on = self.recurrence.astimezone(AMSTERDAM).date() if self.recurrence else None
        return self.thing, self.object_id, on

    @property
    def uid(self) -> str:
        """The name by which calendars know it; a series and its changes share one."""
        kind = {Thing.MEETING: "meeting", Thing.MOMENT: "moment"}.get(self.thing, "rhythm")
        return f"{kind}-{self.object_id}@{HERE}"

    @property
    def ends_at(self) -> datetime:
        """When it is over; of a series its first moment."""
        return self.starts_at + timedelta(minutes=self.minutes)


@dataclass(frozen=True)
class Party:
    """Somebody with a mail address: who invites, or the one who is invited."""

    name: str
    email: str


def publish(entries: Iterable[Entry], name: str) -> bytes:
    """Return a feed: what a calendar subscribes to."""
    head = [
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{escape(name)}",
        f"NAME:{escape(name)}",
        "X-WR-TIMEZONE:Europe/Amsterdam",
        "REFRESH-INTERVAL;VALUE=DURATION:PT2H",
        "X-PUBLISHED-TTL:PT2H",
    ]
    return _whole(head, (line for entry in entries for line in _event(entry)))


def invite(entry: Entry, organizer: Party, attendee: Party) -> bytes:
    """Return what goes with a mail: an invitation or its change, or with a cancelled entry its cancellation.

    It names one attendee, whoever else was invited.
    """
    return _whole([f"METHOD:{method(entry)}"], _event(entry, organizer, attendee))


def method(entry: Entry) -> str:
    """Return what the mail asks the calendar to do."""
    return "CANCEL" if entry.cancelled else "REQUEST"


def _whole(head: Iterable[str], body: Iterable[str]) -> bytes:
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{PRODUCT}", "CALSCALE:GREGORIAN", *map(fold, head), *ZONE]
    return ("\r\n".join([*lines, *body, "END:VCALENDAR"]) + "\r\n").encode()


def _event(entry: Entry, organizer: Party | None = None, attendee: Party | None = None) -> list[str]:
    """Return the lines of one event; those that can be long are folded here, the others never are."""
    lines = [
        "BEGIN:VEVENT",
        f"UID:{entry.uid}",
        f"DTSTAMP:{_utc(entry.stamp)}",
        f"SEQUENCE:{entry.sequence}",
        f"DTSTART{_local(entry.starts_at)}",
        f"DTEND{_local(entry.ends_at)}",
        fold(f"SUMMARY:{escape(entry.summary)}"),
        f"STATUS:{'CANCELLED' if entry.cancelled else 'CONFIRMED'}",
        "TRANSP:OPAQUE",
        "CLASS:PRIVATE",
    ]
    if entry.recurrence is not None:
        lines.append(f"RECURRENCE-ID{_local(entry.recurrence)}")
    if entry.rule:
        lines.append(fold(f"RRULE:{entry.rule}"))
        lines += [f"EXDATE{_local(moment)}" for moment in entry.without]
    if entry.place:
        lines.append(fold(f"LOCATION:{escape(entry.place)}"))
    if entry.url:
        lines += [fold(f"URL:{entry.url}"), fold(f"DESCRIPTION:{escape(entry.url)}")]
    if organizer and attendee:
        lines += _parties(organizer, attendee)
    lines.append("END:VEVENT")
    return lines


def _parties(organizer: Party, attendee: Party) -> list[str]:
    asked = "CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=FALSE"
    return [
        fold(f"ORGANIZER;CN={parameter(organizer.name)}:mailto:{organizer.email}"),
        fold(f"ATTENDEE;{asked};CN={parameter(attendee.name)}:mailto:{attendee.email}"),
        "X-MICROSOFT-CDO-BUSYSTATUS:BUSY",
        "X-MICROSOFT-DISALLOW-COUNTER:TRUE",
    ]


def _local(at: datetime) -> str:
    """Return a moment as a wall time; the second of two that look alike, in the night of October, in UTC."""
    wall = at.astimezone(AMSTERDAM)
    if wall.fold:
        return f":{_utc(at)}"
    return f";TZID=Europe/Amsterdam:{_digits(wall)}"


def _utc(at: datetime) -> str:
    return f"{_digits(at.astimezone(UTC))}Z"


def _digits(at: datetime) -> str:
    """Write a moment as calendars do; by hand, for a feed has thousands of them."""
    return f"{at.year:04}{at.month:02}{at.day:02}T{at.hour:02}{at.minute:02}{at.second:02}"


_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f]")


@lru_cache(maxsize=4096)
def escape(text: str) -> str:
    """Return a text as a value."""
    plain = _CONTROL.sub(" ", text.replace("\r\n", "\n"))
    return plain.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def parameter(text: str) -> str:
    """Return a text as a parameter's value: quoted, and without what cannot stand in quotes."""
    return '"' + _CONTROL.sub(" ", text.replace("\n", " ")).replace('"', "'") + '"'


@lru_cache(maxsize=4096)
def fold(line: str) -> str:
    """Return a line as lines of at most 75 bytes, never parting a letter."""
    if line.isascii():
        rest = (line[place : place + LINE - 1] for place in range(LINE, len(line), LINE - 1))
        return "\r\n ".join([line[:LINE], *rest]) if len(line) > LINE else line
    parts, current, size = [], "", 0
    for letter in line:
        width = len(letter.encode())
        if size + width > LINE:
            parts.append(current)
            current, size = " ", 1
        current, size = current + letter, size + width
    return "\r\n".join([*parts, current])
