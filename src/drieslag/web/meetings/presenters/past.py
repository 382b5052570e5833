"""Earlier steps, to look back at while the meeting goes on."""

from dataclasses import dataclass

from django.utils.safestring import SafeString

from drieslag.core.verdict import NotFound
from drieslag.learning.meetings.queries import Room
from drieslag.web.meetings.presenters import tallies
from drieslag.web.meetings.presenters.formats import say
from drieslag.web.meetings.presenters.items import by_field, cards


@dataclass(frozen=True)
class PastStep:
    """One earlier step."""

    key: str
    title: str
    boxes: list[tuple[str, SafeString]]
    tally: tallies.Tally | None


def past_steps(room: Room) -> list[tuple[str, str]]:
    """Return key and title of each step that the meeting was in."""
    return [(row.key, say(row.title)) for row in room.steps if row.state == "past"]


def past_step(room: Room, key: str) -> PastStep:
    """Return an earlier step as this viewer may see it. Raises NotFound for one that was not reached."""
    if key not in dict(past_steps(room)):
        raise NotFound
    step = room.format.step(key)
    boxes = [(name, cards(own, room.meeting.pk)) for name, own in by_field(room.past.get(key, ()), step)]
    return PastStep(key, say(step.title), boxes, tallies.of(room, step))
