"""What the facilitator presses. Each is one action; the stream brings what changed."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from drieslag.core.verdict import NotFound
from drieslag.learning.meetings import actions, queries
from drieslag.learning.meetings.models import Meeting, Participant
from drieslag.web.meetings.access import in_room
from drieslag.web.meetings.answers import NO_CONTENT, back, is_htmx
from drieslag.web.requests import Request

TWO_MINUTES = 2
MOST_MINUTES = 60
MOST_DIGITS = 4


@require_POST
@in_room
def move(request: Request, meeting: Meeting, seat: Participant) -> HttpResponse:
    """Go to the next step or back. Two people who press at once move one step: the form says which step it leaves."""
    actions.move(by=seat, meeting=meeting, from_step=request.POST.get("from", ""), to_step=request.POST.get("to", ""))
    return back(request, meeting, seat)


@require_POST
@in_room
def pause(request: Request, meeting: Meeting, seat: Participant) -> HttpResponse:
    """Stop the clock, or let it run again."""
    act = actions.resume if request.POST.get("go_on") else actions.pause
    act(by=seat, meeting=meeting)
    return back(request, meeting, seat)


@require_POST
@in_room
def time(request: Request, meeting: Meeting, seat: Participant) -> HttpResponse:
    """Give the step more time: two minutes unless the form says otherwise."""
    asked = request.POST.get("minutes", "")
    minutes = int(asked) if asked.isdecimal() and len(asked) <= MOST_DIGITS else TWO_MINUTES
    minutes = minutes if minutes <= MOST_MINUTES else TWO_MINUTES
    actions.add_time(by=seat, meeting=meeting, step=request.POST.get("step", meeting.step), minutes=minutes)
    return back(request, meeting, seat)


@require_POST
@in_room
def hand_over(request: Request, meeting: Meeting, seat: Participant) -> HttpResponse:
    """Let someone else facilitate from now on."""
    other = queries.get_seat_of_meeting(meeting, _key(request.POST.get("to", "")))
    actions.hand_over(by=seat, meeting=meeting, to=other)
    return _to(request, "meetings:room", meeting)


@require_POST
@in_room
def take_over(request: Request, meeting: Meeting, seat: Participant) -> HttpResponse:
    """Stand in for a facilitator whose pages give no sign."""
    actions.take_over(by=seat, meeting=meeting)
    return _to(request, "meetings:facilitator", meeting)


@require_POST
@in_room
def give_back(request: Request, meeting: Meeting, seat: Participant) -> HttpResponse:
    """Give the meeting back to who facilitated it."""
    actions.give_back(by=seat, meeting=meeting)
    return _to(request, "meetings:room", meeting)


@require_POST
@in_room
def beat(request: Request, meeting: Meeting, seat: Participant) -> HttpResponse:
    """A sign of life of the facilitator's pages, every 20 seconds."""
    actions.beat(by=seat, meeting=meeting)
    return HttpResponse(status=NO_CONTENT)


@require_POST
@in_room
def opening(request: Request, meeting: Meeting, seat: Participant) -> HttpResponse:
    """Turn the closed cards, or open the slips without names."""
    actions.open_step(by=seat, meeting=meeting, step=request.POST.get("step", meeting.step))
    return back(request, meeting, seat)


@require_POST
@in_room
def box(request: Request, meeting: Meeting, seat: Participant, step: str) -> HttpResponse:
    """Set the box out after all, or go on with names where too few are there to be anonymous."""
    act = actions.make_named if request.POST.get("named") else actions.offer_box
    act(by=seat, meeting=meeting, step=step)
    return back(request, meeting, seat)


@require_POST
@in_room
def groups(request: Request, meeting: Meeting, seat: Participant) -> HttpResponse:
    """Divide who is there into pairs or small groups."""
    actions.form_groups(by=seat, meeting=meeting, step=request.POST.get("step", meeting.step))
    return back(request, meeting, seat)


@require_POST
@in_room
def closure(request: Request, meeting: Meeting, seat: Participant) -> HttpResponse:
    """End the meeting; its report is there at once."""
    actions.close(by=seat, meeting=meeting)
    return _to(request, "meetings:report", meeting)


def _to(request: Request, name: str, meeting: Meeting) -> HttpResponse:
    """Go to another page, also when a script asked."""
    if is_htmx(request):
        return HttpResponse(status=NO_CONTENT, headers={"HX-Redirect": reverse(name, args=[meeting.pk])})
    return redirect(name, meeting.pk)


def _key(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as error:
        raise NotFound from error
