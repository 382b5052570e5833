"""How an act in the room is answered: with the part of the page that changed, or by going back to the room without
JavaScript.
"""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from drieslag.learning.meetings.models import Meeting, Participant
from drieslag.web.requests import Request

NO_CONTENT = 204


def is_htmx(request: Request) -> bool:
    """Whether a script asks for a part, rather than a browser for a page."""
    return bool(request.htmx) or request.headers.get("X-Outbox") == "1"


def back(request: Request, meeting: Meeting, seat: Participant | None = None) -> HttpResponse:
    """Answer a control: nothing for a script, since the stream brings what changed; the room for a browser."""
    if is_htmx(request):
        return HttpResponse(status=NO_CONTENT)
    return redirect(room_address(meeting, seat))


def room_address(meeting: Meeting, seat: Participant | None) -> str:
    """Return the address of the room as this seat sees it."""
    leads = seat is not None and seat.person_id is not None and seat.person_id == meeting.facilitator_id
    return reverse("meetings:facilitator" if leads else "meetings:room", args=[meeting.pk])
