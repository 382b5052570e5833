"""Writing in a step, changing and withdrawing one's own, hiding what is improper."""

from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_POST

from drieslag.learning.meetings import actions, queries
from drieslag.learning.meetings.models import Meeting, Participant
from drieslag.learning.meetings.rules import TextRefused
from drieslag.web.meetings.access import in_room
from drieslag.web.meetings.answers import back, is_htmx
from drieslag.web.meetings.views.room import mine_response
from drieslag.web.requests import Request


def client_key(request: Request) -> UUID | None:
    """Return the key that the device gave this text, so that a second sending is the first one."""
    try:
        return UUID(request.POST.get("client_key", ""))
    except ValueError:
        return None


@require_POST
@in_room
def contribute(request: Request, meeting: Meeting, seat: Participant, step: str) -> HttpResponse:
    """Hand in what one wrote. A text that is refused comes back with the reason, and stays in the box."""
    text, field = request.POST.get("text", ""), request.POST.get("field", "")
    try:
        actions.contribute(by=seat, meeting=meeting, step=step, text=text, field=field, client_key=client_key(request))
    except TextRefused as refused:
        return mine_response(request, meeting, seat, problem=refused.reason, kept=text, field=field, over=refused.over)
    if request.POST.get("and_pass"):
        actions.pass_turn(by=seat, meeting=meeting, seat=seat.pk)
    if is_htmx(request):
        return mine_response(request, meeting, seat, kept_field=field)
    return back(request, meeting, seat)


@require_POST
@in_room
def change(request: Request, meeting: Meeting, seat: Participant, contribution: UUID) -> HttpResponse:
    """Change one's own text while the step runs."""
    found = queries.get_own_contribution(meeting, seat, contribution)
    text = request.POST.get("text", "")
    try:
        actions.change_contribution(by=seat, contribution=found, text=text)
    except TextRefused as refused:
        return mine_response(
            request, meeting, seat, problem=refused.reason, kept=text, field=found.field_key, over=refused.over
        )
    return mine_response(request, meeting, seat) if is_htmx(request) else back(request, meeting, seat)


@require_POST
@in_room
def withdrawal(request: Request, meeting: Meeting, seat: Participant, contribution: UUID) -> HttpResponse:
    """Take back one's own text; it returns to the box, so that nothing is lost."""
    found = queries.get_own_contribution(meeting, seat, contribution)
    text = found.text
    actions.withdraw(by=seat, contribution=found)
    if is_htmx(request):
        return mine_response(request, meeting, seat, kept=text, field=found.field_key)
    return back(request, meeting, seat)


@require_POST
@in_room
def hiding(request: Request, meeting: Meeting, seat: Participant, contribution: UUID) -> HttpResponse:
    """Hide an improper contribution, or show it again; who wrote it stays unknown."""
    act = actions.show_contribution if request.POST.get("show") else actions.hide_contribution
    act(by=seat, meeting=meeting, contribution_id=contribution)
    return back(request, meeting, seat)
