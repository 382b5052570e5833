"""When somebody last had intervision: from their own private rows, for that person alone."""

import json
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from drieslag.core import clock
from drieslag.learning.meetings.models import Attendance
from drieslag.learning.rhythm.enums import Kind
from drieslag.learning.rhythm.models import Agreement, Occurrence
from drieslag.people.models import Membership, Person

SIX_WEEKS = timedelta(days=42)
FORMATS = "W09"  # intervision and its variants


@dataclass(frozen=True, slots=True)
class OwnIntervision:
    """What only this person sees: when the last one was, of those noted."""

    last_on: date | None

    @property
    def weeks_ago(self) -> int | None:
        """How many whole weeks ago."""
        return (clock.today() - self.last_on).days // 7 if self.last_on else None

    @property
    def is_long_ago(self) -> bool:
        """Whether it is longer ago than six weeks."""
        return self.last_on is None or clock.today() - self.last_on > SIX_WEEKS


def own_intervision(person: Person) -> OwnIntervision | None:
    """Return when this person last had intervision; nothing where the own teams did not agree on any."""
    teams = Membership.objects.filter(person=person, until=None).values("team")
    if not Agreement.objects.filter(kind=Kind.INTERVISION, ended_at=None, team__in=teams).exists():
        return None
    return OwnIntervision(max(intervisions_of(person.pk), default=None))


def intervisions_of(person: UUID) -> list[date]:
    """Return the days of the intervisions that this person noted to have been at. Never to be shown to another."""
    rows = [json.loads(row.text) for row in Attendance.objects.filter(person=person)]
    plain = [row for row in rows if str(row.get("format", "")).startswith(FORMATS) or _is_intervision(row)]
    asked = {row["meeting"] for row in rows if row not in plain and row.get("meeting")}
    made = Occurrence.objects.filter(meeting__in=asked, agreement__kind=Kind.INTERVISION) if asked else []
    by_moment = {str(row.meeting_id) for row in made}
    return [date.fromisoformat(row["on"]) for row in rows if row in plain or row.get("meeting") in by_moment]


def said_there(person: Person, occurrence: Occurrence) -> bool:
    """Whether this person noted to have been there: for that person alone."""
    rows = Attendance.objects.filter(person=person)
    return any(json.loads(row.text).get("moment") == str(occurrence.pk) for row in rows)


def _is_intervision(row: dict[str, object]) -> bool:
    return row.get("kind") == Kind.INTERVISION.value
