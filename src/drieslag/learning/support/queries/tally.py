"""Tallies of a team's meetings: counts, where it was silent, and the figures that may be shown."""

import json
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from drieslag.core.verdict import NotFound
from drieslag.kernel.disclosure import MINIMUMS
from drieslag.learning.meetings.enums import LIVE_PHASES
from drieslag.learning.meetings.models import Meeting
from drieslag.learning.meetings.queries import visible_to
from drieslag.learning.support.enums import Room
from drieslag.learning.support.models import Tally, TallyPart, TallySlider
from drieslag.people.models import Membership, Person
from drieslag.people.queries import Me


@dataclass(frozen=True, slots=True)
class Counted:
    """One tally as its page shows it."""

    tally: Tally
    part: int
    parts: tuple[TallyPart, ...]
    sums: dict[Room, int]
    own: dict[Room, int]
    """One's own figures, as long as they are not counted."""
    enough: bool
    """Whether there are answers enough to show something. How many there are is not told before."""
    figures: dict[str, Any] | None

    @property
    def here(self) -> TallyPart | None:
        """The half hour that goes on, once something happened in it."""
        return next((part for part in self.parts if part.number == self.part), None)


def get_tally(person: Person, key: UUID) -> Tally:
    """Return a tally of one's teams. Raises NotFound."""
    found = Tally.objects.filter(pk=key).select_related("team").first()
    if found is None or not Membership.objects.filter(person=person, team=found.team_id, until=None).exists():
        raise NotFound
    return found


def tally_of(meeting: Meeting) -> Tally | None:
    """Return the tally of a meeting, or None."""
    return Tally.objects.filter(meeting_id=meeting.pk).first()


def counted(person: Person, tally: Tally) -> Counted:
    """Return what was counted, and one's own figures (three queries)."""
    parts = tuple(tally.parts.order_by("number"))
    own = TallySlider.objects.filter(tally=tally, person=person).first()
    return Counted(
        tally,
        tally.part_now,
        parts,
        {room: sum(getattr(part, room.value) for part in parts) for room in Room},
        {Room(key): value for key, value in json.loads(own.values).items()} if own else {},
        tally.sliders.count() >= MINIMUMS.live_anonymous,
        tally.figures,
    )


def tallies_of(me: Me, limit: int = 10) -> list[Tally]:
    """Return the latest tallies of one's teams (one query)."""
    return list(Tally.objects.filter(team__in=me.team_ids).select_related("team").order_by("-opened_at")[:limit])


def live_meetings(me: Me) -> list[Meeting]:
    """Return the meetings of one's teams that run now."""
    rows = visible_to(me.person).filter(team__in=me.team_ids, phase__in=LIVE_PHASES)
    return list(rows.select_related("team").order_by("started_at"))


def is_live(tally: Tally) -> bool:
    """Whether the meeting of a tally runs, so that one can count along."""
    return Meeting.objects.filter(pk=tally.meeting_id, phase__in=LIVE_PHASES).exists()
