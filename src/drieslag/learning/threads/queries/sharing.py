"""What teams let other teams find."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from drieslag.core import clock
from drieslag.learning.threads.enums import Seen
from drieslag.learning.threads.models import SharedResult
from drieslag.people.models import Membership, Person

SEARCHED = 2000


@dataclass(frozen=True, slots=True)
class Found:
    """What another team shared of a try-out, as it is found: in the words of that team, without persons."""

    id: UUID
    try_out_id: UUID
    team_id: UUID
    team: str
    tried: str
    learned: str
    seen: Seen
    shared_on: date

    @property
    def said(self) -> str:
        """What came of it, in words."""
        return str(self.seen.label)


def findable(person: Person, text: str = "", *, seen: Seen | None = None, team_id: UUID | None = None) -> list[Found]:
    """Return what teams of this organisation shared, newest first, among the newest two thousand.

    Whoever is in a team may find it. All words of `text` must be in it; encrypted text has no index, so it is read.
    """
    if not Membership.objects.filter(person=person, until=None).exists():
        return []
    rows = SharedResult.objects.select_related("team").order_by("-shared_at", "-pk")
    rows = rows.filter(seen=seen) if seen else rows
    rows = rows.filter(team=team_id) if team_id else rows
    words = text.casefold().split()
    found = (_shared(row) for row in rows[:SEARCHED])
    return [each for each in found if all(word in f"{each.tried} {each.learned}".casefold() for word in words)]


def _shared(row: SharedResult) -> Found:
    day = row.shared_at.astimezone(clock.AMSTERDAM).date()
    return Found(row.pk, row.try_out_id, row.team_id, row.team.name, row.tried, row.learned, Seen(row.seen), day)
