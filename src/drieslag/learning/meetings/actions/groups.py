"""Forming pairs and small groups of whoever is in the room."""

import random
import secrets
from uuid import UUID

from drieslag.kernel import moves
from drieslag.kernel.script import State
from drieslag.learning.meetings.enums import PRESENT
from drieslag.learning.meetings.models import Meeting, Participant
from drieslag.learning.meetings.scene import on_stage


def form_groups(*, by: Participant, meeting: Meeting, step: str, seed: int | None = None) -> State:
    """Divide everybody into groups of about the step's size; nobody is ever alone. Again forms new groups."""
    with on_stage(meeting) as scene:
        seat = scene.facilitator(by)
        found = scene.step_named(step)
        seats = list(scene.meeting.seats.filter(state__in=PRESENT).order_by("pk").values_list("pk", flat=True))
        random.Random(secrets.randbits(32) if seed is None else seed).shuffle(seats)  # noqa: S311 — no secret hangs on it
        if scene.happen(moves.GroupsFormed(scene.now, step, divide(seats, found.group_size)), seat.person_id):
            scene.announce()
        return scene.state


def divide(seats: list[UUID], size: int) -> tuple[tuple[UUID, ...], ...]:
    """Return groups that differ by at most one person: of `size` or a little more, since a group of one is none."""
    count = max(1, len(seats) // max(2, size))
    return tuple(tuple(seats[number::count]) for number in range(count) if seats)
