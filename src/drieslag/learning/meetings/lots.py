"""What can be drawn in a step: the slips of the team's jar, or the cards of an earlier step."""

from dataclasses import dataclass
from uuid import UUID

from drieslag.learning.meetings.models import Contribution, JarSlip, Meeting
from drieslag.privacy.anonymous import draw as recipe

JAR = "jar"
DRAWN = "drawn"  # the box of the contribution that holds a drawn question
NUMBERS = 2


@dataclass(frozen=True)
class Lot:
    """One thing that can be drawn: its key, its hash as it is listed before the draw, and what the hash is made of."""

    key: UUID
    hash: str
    text: str
    nonce: bytes


def lots(meeting: Meeting, source: str) -> list[Lot]:
    """Return what can be drawn, in the order of the hashes."""
    if source == JAR:
        slips = JarSlip.objects.filter(team=meeting.team_id)
        found = [_lot(one.pk, one.text, bytes(one.nonce)) for one in slips]
    else:
        cards = Contribution.objects.filter(meeting=meeting, step_key=source, withdrawn_at=None, hidden_at=None)
        found = [_lot(one.pk, one.text, one.pk.bytes) for one in cards]
    return sorted(found, key=lambda lot: lot.hash)


def _lot(key: UUID, text: str, nonce: bytes) -> Lot:
    return Lot(key, recipe.commitment(text, nonce), text, nonce)
