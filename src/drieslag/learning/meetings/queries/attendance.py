"""Where one noted to have been: read by that person alone."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from drieslag.learning.meetings.models import Attendance, Meeting
from drieslag.people.models import Person


@dataclass(frozen=True, slots=True)
class Noted:
    """A meeting at which one noted to have been."""

    meeting: UUID
    title: str
    on: date


def was_there(person: Person, meeting: Meeting) -> bool:
    """Whether this person noted to have been at the meeting: for that person alone."""
    return any(said.get("meeting") == str(meeting.pk) for said in _said(person))


def noted_since(person: Person, since: date) -> list[Noted]:
    """Return the meetings since a day at which this person noted to have been: for that person alone (one query).

    A moment of a rhythm that was held elsewhere has no meeting, and is not among them.
    """
    return [
        Noted(UUID(said["meeting"]), said["title"], on)
        for said in _said(person)
        if said.get("meeting") and (on := date.fromisoformat(said["on"])) >= since
    ]


def days_noted(person: Person, since: date) -> list[tuple[str, date]]:
    """Return what this person noted to have been at since a day, moments of a rhythm as well: each as `meeting:<key>`
    or `moment:<key>`, with its day. For that person alone (one query).
    """
    return [
        (f"meeting:{said['meeting']}" if said.get("meeting") else f"moment:{said.get('moment', '')}", on)
        for said in _said(person)
        if (on := date.fromisoformat(said["on"])) >= since
    ]


def _said(person: Person) -> Iterator[dict[str, Any]]:
    return (json.loads(row.text) for row in Attendance.objects.filter(person=person))
