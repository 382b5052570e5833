"""Help while one writes: what could identify a client, and a friendly word about a closed question. Nothing is kept."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from drieslag.learning.meetings.models import Meeting, Participant
from drieslag.web.meetings.access import in_room
from drieslag.web.requests import Request

MOST = 2000


@require_POST
@in_room
def shield(request: Request, meeting: Meeting, seat: Participant) -> HttpResponse:
    """Find what could identify a client."""
    from drieslag.web.shield.views import answer

    return answer(request)


@require_POST
@in_room
def hint(request: Request, meeting: Meeting, seat: Participant, step: str) -> HttpResponse:
    """Say when a question is closed, leads or gives advice, and how it could begin instead."""
    from drieslag.kernel import questions

    found = questions.hint(request.POST.get("text", "")[:MOST])
    return render(request, "meetings/hint.html", {"hint": found})
