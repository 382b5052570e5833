"""Who may listen to a meeting, and as what."""

from uuid import UUID

from django.http import HttpRequest

from drieslag.core.verdict import NotFound
from drieslag.learning.meetings import rules
from drieslag.learning.meetings.enums import PRESENT
from drieslag.live.channels import Topic
from drieslag.web.live.listens import listens
from drieslag.web.meetings.access import get_place
from drieslag.web.requests import Request


@listens("meeting")
def meeting(request: HttpRequest, topic: Topic, audience: str) -> tuple[UUID, ...] | None:
    """A present seat listens as a participant; the facilitator also as such; a colleague who is there shows the big
    screen.
    """
    assert isinstance(request, HttpRequest)
    asker: Request = request  # type: ignore[assignment]
    try:
        found, seat = get_place(asker, topic.key)
    except NotFound:
        return None
    person = asker.me.id if asker.me else None
    keys = tuple(key for key in (seat.pk if seat else None, person) if key is not None)
    if seat is None or seat.state not in PRESENT:
        return None
    if audience == "facilitator":
        return keys if rules.may_facilitate(seat, found) else None
    if audience == "screen":
        return None if seat.is_guest else keys
    return keys if audience in {"participant", "text"} else None
