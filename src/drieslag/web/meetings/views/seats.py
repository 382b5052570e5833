"""Taking a seat, being away for a moment, letting guests in."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from drieslag.core.middleware import GUEST_COOKIE
from drieslag.learning.meetings import actions, queries
from drieslag.learning.meetings.models import Meeting, Participant
from drieslag.web.meetings.access import in_room
from drieslag.web.meetings.answers import back, room_address
from drieslag.web.requests import Request, SignedInRequest, signed_in


@signed_in
@require_POST
def enter(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Take one's seat, or come back to it."""
    meeting = queries.get_meeting(request.person, key)
    seat = actions.enter(by=request.person, meeting=meeting)
    return redirect(room_address(meeting, seat))


@require_POST
@in_room
def absence(request: Request, meeting: Meeting, seat: Participant) -> HttpResponse:
    """Be away for a moment, come back, or leave."""
    what = request.POST.get("what", "away")
    if what == "leave":
        actions.leave(by=seat)
        response = redirect("meetings:join" if seat.is_guest else "today:home")
        if seat.is_guest:
            response.delete_cookie(GUEST_COOKIE, path=f"/meetings/{meeting.pk}/")
        return response
    (actions.back if what == "back" else actions.away)(by=seat)
    return back(request, meeting, seat)


@require_POST
@in_room
def admission(request: Request, meeting: Meeting, seat: Participant, other: UUID) -> HttpResponse:
    """Let a guest in."""
    actions.admit_guest(by=seat, guest=queries.get_seat_of_meeting(meeting, other))
    return back(request, meeting, seat)


@require_POST
@in_room
def removal(request: Request, meeting: Meeting, seat: Participant, other: UUID) -> HttpResponse:
    """Let a guest out, or not in."""
    actions.remove_seat(by=seat, other=queries.get_seat_of_meeting(meeting, other))
    return back(request, meeting, seat)


@require_POST
@in_room
def role(request: Request, meeting: Meeting, seat: Participant, other: UUID) -> HttpResponse:
    """Give someone a role of the format."""
    found = queries.get_seat_of_meeting(meeting, other)
    actions.give_role(by=seat, other=found, role=request.POST.get("role", "participant"))
    return back(request, meeting, seat)
