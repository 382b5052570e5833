"""The format that a meeting runs on, its history, and the state that follows from both."""

import dataclasses
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from drieslag.kernel import moves
from drieslag.kernel.format import Format
from drieslag.kernel.script import State, fold
from drieslag.learning.formats import queries as known_formats
from drieslag.learning.meetings.models import Meeting, MeetingEvent
from drieslag.library import formats

KINDS: Mapping[str, type[moves.Event]] = {
    "started": moves.Started,
    "moved": moves.Moved,
    "paused": moves.Paused,
    "resumed": moves.Resumed,
    "time_added": moves.TimeAdded,
    "handed_over": moves.HandedOver,
    "taken_over": moves.TakenOver,
    "given_back": moves.GivenBack,
    "turns_ordered": moves.TurnsOrdered,
    "turn_passed": moves.TurnPassed,
    "opened": moves.Opened,
    "made_named": moves.MadeNamed,
    "drawn": moves.Drawn,
    "put_back": moves.PutBack,
    "shown": moves.Shown,
    "groups_formed": moves.GroupsFormed,
    "closed": moves.Closed,
}
NAMES: Mapping[type[moves.Event], str] = {event: name for name, event in KINDS.items()}
PERSONAL = ("turns_ordered", "turn_passed", "groups_formed")  # erased at closing: they hold the seats
NOBODY = UUID(int=0)  # stands where a person was erased


def format_of(meeting: Meeting) -> Format:
    """Return the format of a meeting: its own copy once it started; until then the library's, or the version of an own
    format with which it was planned (one query). Of a format of several meetings only the steps of this one.
    """
    if meeting.script:
        return formats.pinned(meeting.script)
    return of_sitting(known_formats.find(meeting.format_code, _version(meeting)), meeting.sitting)


def formats_of(meetings: Iterable[Meeting]) -> dict[UUID, Format]:
    """Return the formats of many meetings by their keys (one query, if one waits with a format of one's own)."""
    rows = list(meetings)
    waiting = [(row.format_code, row.format_version) for row in rows if not row.script]
    found = known_formats.find_versions(waiting)
    return {
        row.pk: formats.pinned(row.script)
        if row.script
        else of_sitting(found[row.format_code, row.format_version], row.sitting)
        for row in rows
    }


def of_sitting(format_: Format, number: int) -> Format:
    """Return the script of one of the meetings; the whole when there is one."""
    return format_.one_sitting(number) if number and format_.sittings > 1 else format_


def _version(meeting: Meeting) -> int | None:
    return meeting.format_version if known_formats.is_own(meeting.format_code) else None


def state_of(meeting: Meeting) -> State:
    """Return the state that the events give (one query)."""
    return fold(format_of(meeting), history(meeting))


def history(meeting: Meeting) -> list[moves.Event]:
    """Return what happened in a meeting, in order."""
    return [revive(row) for row in MeetingEvent.objects.filter(meeting=meeting).order_by("seq")]


def revive(row: MeetingEvent) -> moves.Event:
    """Return the event that a row holds."""
    kind = KINDS[row.kind]
    return kind(at=row.at, **{name: _READERS[row.kind, name](value) for name, value in row.payload.items()})


def payload_of(event: moves.Event) -> dict[str, Any]:
    """Return what is written of an event beside its moment: keys and enumerated values."""
    names = [field.name for field in dataclasses.fields(event) if field.name != "at"]
    return {name: _plain(getattr(event, name)) for name in names}


def _plain(value: object) -> object:
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value


def _seats(values: Iterable[str]) -> tuple[UUID, ...]:
    return tuple(UUID(value) for value in values)


def _groups(values: Iterable[Iterable[str]]) -> tuple[tuple[UUID, ...], ...]:
    return tuple(_seats(group) for group in values)


def _same(value: Any) -> Any:
    return value


def _reader(name: str) -> Any:
    if name in {"facilitator", "to", "by", "seat", "slip"}:
        return UUID
    return {
        "order": _seats,
        "readers": _seats,
        "hashes": tuple,
        "numbers": tuple,
        "groups": _groups,
        "reason": moves.CloseReason,
    }.get(name, _same)


_READERS = {
    (kind, field.name): _reader(field.name)
    for kind, event in KINDS.items()
    for field in dataclasses.fields(event)
    if field.name != "at"
}


QUIET = timedelta(minutes=60)  # past the planned end
ABANDONED = timedelta(hours=4)  # whatever was planned


def is_forgotten(meeting: Meeting, last_event_at: datetime, now: datetime) -> bool:
    """Whether a running meeting was left: nothing moved for an hour past its planned end, or for four hours."""
    assert meeting.started_at is not None
    planned_end = meeting.started_at + timedelta(minutes=meeting.minutes)
    return now - max(last_event_at, planned_end) >= QUIET or now - last_event_at >= ABANDONED
