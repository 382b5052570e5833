"""Reading somebody's own calendar: only when they are busy comes out. Run apart, with bounds of time and memory:

    python -m drieslag.learning.notices.reading <from> <until>   (seconds since 1970; the calendar on standard input)

It answers with one line: `ok` and spans in minutes, or the name of a problem. What it reads comes from strangers, so it
runs in a process of its own, which may be ended at any moment, and it drops every line of text before it parses.
"""

import re
import resource
import subprocess
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

AMSTERDAM: Final = ZoneInfo("Europe/Amsterdam")
MAX_BYTES: Final = 20 * 1000 * 1000
MAX_EVENTS: Final = 8_000
MAX_MOMENTS: Final = 12_000
MAX_LINE: Final = 4_000
SECONDS: Final = 8
MEMORY: Final = 768 * 2**20
MINUTE: Final = 60
LONGEST: Final = timedelta(days=60)
# Only these say when, and whether it counts; summaries, people, places and attachments are not looked at.
WANTED: Final = frozenset(
    {
        "BEGIN", "END", "UID", "DTSTART", "DTEND", "DURATION", "RRULE", "RDATE", "EXDATE", "RECURRENCE-ID", "STATUS",
        "TRANSP", "SEQUENCE", "TZID", "TZOFFSETFROM", "TZOFFSETTO", "TZNAME", "X-MICROSOFT-CDO-BUSYSTATUS",
    }
)  # fmt: skip
PARTS: Final = frozenset({"VCALENDAR", "VEVENT", "VTIMEZONE", "STANDARD", "DAYLIGHT"})
NAME: Final = re.compile(rb"[A-Za-z0-9-]{1,60}")
TOO_OFTEN: Final = re.compile(r"FREQ=(SECONDLY|MINUTELY|HOURLY)", re.IGNORECASE)
FREE: Final = frozenset({"FREE", "WORKINGELSEWHERE"})

type Span = tuple[int, int]


class Unreadable(Exception):
    """It cannot be read; `problem` is the value of an enums.Problem."""

    def __init__(self, problem: str) -> None:
        super().__init__(problem)
        self.problem = problem


def busy_times(data: bytes, since: datetime, until: datetime) -> list[Span]:
    """Return when the owner of this calendar is busy, in minutes since 1970, in order and joined. Raises Unreadable."""
    if len(data) > MAX_BYTES:
        raise Unreadable("too_large")
    command = [sys.executable, "-m", __name__, str(int(since.timestamp())), str(int(until.timestamp()))]
    try:
        done = subprocess.run(  # noqa: S603 — our own module, and what it reads comes by standard input
            command, input=data, capture_output=True, timeout=SECONDS + 3, check=False, env={"PYTHONPATH": _path()}
        )
    except subprocess.TimeoutExpired as error:
        raise Unreadable("too_slow") from error
    answer = done.stdout.decode("ascii", "replace").split()
    if done.returncode != 0 or not answer:
        raise Unreadable("too_slow" if done.returncode < 0 else "broken")
    if answer[0] != "ok":
        raise Unreadable(answer[0])
    return parsed(" ".join(answer[1:]))


def parsed(text: str) -> list[Span]:
    """Return spans that were written down."""
    pairs = (one.split("-") for one in text.split())
    return [(int(first), int(last)) for first, last in pairs]


def written(spans: Iterable[Span]) -> str:
    """Write spans down."""
    return " ".join(f"{first}-{last}" for first, last in spans)


def joined(spans: Iterable[Span]) -> list[Span]:
    """Return spans in order, those that touch as one."""
    found: list[Span] = []
    for first, last in sorted(spans):
        if found and first <= found[-1][1]:
            found[-1] = (found[-1][0], max(last, found[-1][1]))
        else:
            found.append((first, last))
    return found


def read(data: bytes, since: datetime, until: datetime) -> list[Span]:
    """Return when its owner is busy. Raises Unreadable. Takes as long as it takes: `busy_times` bounds that."""
    import recurring_ical_events
    from icalendar import Calendar

    plain = "\r\n".join(wanted_lines(data)) + "\r\n"
    try:
        calendar = Calendar.from_ical(plain)
        found = recurring_ical_events.of(calendar, skip_bad_series=True).between(since, until)
    except RecursionError as error:
        raise Unreadable("too_much") from error
    except Exception as error:  # whatever a stranger's calendar makes a library say
        raise Unreadable("broken") from error
    if len(found) > MAX_MOMENTS:
        raise Unreadable("too_much")
    low, high = int(since.timestamp()) // MINUTE, int(until.timestamp()) // MINUTE
    spans = (_span(event) for event in found if _counts(event))
    return joined((max(first, low), min(last, high)) for first, last in spans if first < high and last > low)


def wanted_lines(data: bytes) -> Iterator[str]:
    """Return the lines that say when, unfolded. Raises Unreadable for what is no calendar, or holds too much."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        data = data.decode("utf-16", "replace").encode()
    data = data.removeprefix(b"\xef\xbb\xbf").lstrip()
    if not data[:15].upper().startswith(b"BEGIN:VCALENDAR") or b"\x00" in data[:4096]:
        raise Unreadable("no_calendar")
    nest = Nest()
    for line in _unfolded(data):
        name = (NAME.match(line) or [b""])[0].upper().decode()
        if name in WANTED and len(line) <= MAX_LINE:
            text = line.decode("utf-8", "replace").strip()
            if nest.takes(name, text):
                yield text
    if nest.parts or nest.skipped:
        raise Unreadable("broken")


@dataclass
class Nest:
    """In which parts of a calendar one is. An alarm, a task or a note says nothing of when somebody is busy."""

    parts: list[str] = field(default_factory=list)
    skipped: str = ""
    events: int = 0

    def takes(self, name: str, text: str) -> bool:
        """Whether a line counts. Raises Unreadable where parts are not closed in order, or there are too many."""
        part = text.partition(":")[2].strip().upper()
        if self.skipped:
            self.skipped = "" if name == "END" and part == self.skipped else self.skipped
            return False
        if name == "BEGIN":
            return self._open(part)
        if name == "END" and (not self.parts or self.parts.pop() != part):
            raise Unreadable("broken")
        if name == "RRULE" and TOO_OFTEN.search(text):
            raise Unreadable("too_much")
        return True

    def _open(self, part: str) -> bool:
        if part not in PARTS:
            self.skipped = part
            return False
        self.events += part == "VEVENT"
        self.parts.append(part)
        if self.events > MAX_EVENTS or len(self.parts) > len(PARTS):
            raise Unreadable("too_much")
        return True


def _unfolded(data: bytes) -> Iterator[bytes]:
    """Return whole lines; of a very long one only the beginning, for a line of text may hold a whole picture."""
    current = b""
    for line in data.splitlines():
        if line[:1] in (b" ", b"\t"):
            current += line[1:] if len(current) <= MAX_LINE else b""
        else:
            if current:
                yield current
            current = line
    if current:
        yield current


def _counts(event: Any) -> bool:
    """Whether it makes its owner busy: not what was cancelled, is free, or is only a note of the day."""
    if str(event.get("STATUS", "")).upper() == "CANCELLED" or str(event.get("TRANSP", "")).upper() == "TRANSPARENT":
        return False
    return str(event.get("X-MICROSOFT-CDO-BUSYSTATUS", "")).upper() not in FREE


def _span(event: Any) -> Span:
    start = _moment(event.start)
    end = min(max(_moment(event.end), start), start + LONGEST)
    return int(start.timestamp()) // MINUTE, -(-int(end.timestamp()) // MINUTE)


def _moment(value: date | datetime) -> datetime:
    """Return a moment; without a zone it is as the clock says here, and a day begins at its beginning."""
    if not isinstance(value, datetime):
        value = datetime.combine(value, time())
    return value.replace(tzinfo=AMSTERDAM) if value.tzinfo is None else value


def _path() -> str:
    return ":".join(part for part in sys.path if part)


def main(given: list[str]) -> int:
    """Read the calendar on standard input."""
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    since, until = (datetime.fromtimestamp(int(value), tz=UTC) for value in given)
    try:
        answer = f"ok {written(read(sys.stdin.buffer.read(MAX_BYTES + 1), since, until))}"
    except Unreadable as error:
        answer = error.problem
    except MemoryError:
        answer = "too_much"
    sys.stdout.write(answer)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
