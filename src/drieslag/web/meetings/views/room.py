"""The room: as a participant, with text alone, as facilitator and on the big screen; and one's own part of it."""

from typing import Any

from django.http import HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.views.decorators.http import require_safe

from drieslag.core.verdict import NotFound
from drieslag.kernel.visibility import Viewer
from drieslag.learning.meetings import queries
from drieslag.learning.meetings.enums import MeetingPhase
from drieslag.learning.meetings.models import Meeting, Participant
from drieslag.learning.meetings.rules import may_facilitate
from drieslag.web.live.listens import stream_url
from drieslag.web.meetings import presenters
from drieslag.web.meetings.access import in_room
from drieslag.web.meetings.answers import is_htmx
from drieslag.web.requests import Request

UNPROCESSABLE = 422


@require_safe
@in_room
def participant(request: Request, meeting: Meeting, seat: Participant) -> HttpResponse:
    """The room for who takes part; `?text=1` gives it as text alone."""
    if gone := _elsewhere(request, meeting, seat):
        return gone
    return render(request, _template(request), participant_page(request, meeting, seat))


def _template(request: Request) -> str:
    return "meetings/room_text.html" if request.GET.get("text") else "meetings/room.html"


def participant_page(request: Request, meeting: Meeting, seat: Participant) -> dict[str, Any]:
    """Return what the participant's page shows: the shared part as the stream would bring it, and one's own."""
    audience = "text" if request.GET.get("text") else "participant"
    url = stream_url(request, (meeting.topic, audience), (meeting.presence_topic, audience))
    reading = queries.read(meeting)
    room = queries.room(meeting, Viewer.PARTICIPANT, reading=reading)
    return {
        "meeting": meeting,
        "seat": seat,
        "stream": url,
        "stage": presenters.stage(room),
        "own": presenters.own(room, meeting, seat, reading=reading),
        "leads": bool(may_facilitate(seat, meeting)),
        "renew": reverse("meetings:renew", args=[meeting.pk]) if seat.is_guest else "",
    }


@require_safe
@in_room
def mine(request: Request, meeting: Meeting, seat: Participant) -> HttpResponse:
    """One's own part alone, for when the step or the turn changed."""
    if meeting.phase == MeetingPhase.CLOSED:
        return HttpResponse(status=204, headers={"HX-Redirect": reverse("meetings:room", args=[meeting.pk])})
    reading = queries.read(meeting)
    room = queries.room(meeting, Viewer.PARTICIPANT, reading=reading)
    page = {
        "meeting": meeting,
        "seat": seat,
        "stage": presenters.stage(room),
        "own": presenters.own(room, meeting, seat, reading=reading),
    }
    return render(request, "meetings/mine.html", page)


def mine_response(
    request: Request,
    meeting: Meeting,
    seat: Participant,
    *,
    problem: str | Promise = "",
    kept: str = "",
    field: str = "",
    kept_field: str = "",
    over: bool = False,
    form: Any = None,
) -> HttpResponse:
    """Answer an act with one's own part as it is now; 422 with what is wrong beside what was typed."""
    meeting.refresh_from_db(fields=["phase", "step", "facilitator"])
    reading = queries.read(meeting)
    room = queries.room(meeting, Viewer.PARTICIPANT, reading=reading)
    own = presenters.own(
        room, meeting, seat, reading=reading, problem=problem, kept=kept, field=field, over=over, form=form
    )
    status = UNPROCESSABLE if problem or form is not None else 200
    page = {"meeting": meeting, "seat": seat, "stage": presenters.stage(room), "own": own, "kept_field": kept_field}
    if is_htmx(request):
        return render(request, "meetings/mine.html", page, status=status)
    whole = participant_page(request, meeting, seat) | page
    return render(request, "meetings/room.html", whole, status=status)


@require_safe
@in_room
def past(request: Request, meeting: Meeting, seat: Participant, step: str) -> HttpResponse:
    """Look back at an earlier step while the meeting goes on."""
    room = queries.room(meeting, Viewer.PARTICIPANT, seat)
    page = {"meeting": meeting, "row": presenters.past_step(room, step), "steps": presenters.past_steps(room)}
    return render(request, "meetings/past.html", page)


@require_safe
@in_room
def facilitator(request: Request, meeting: Meeting, seat: Participant) -> HttpResponse:
    """The desk: what to say now, the script with its minutes, who is there, and the controls."""
    if gone := _elsewhere(request, meeting, seat):
        return gone
    if not may_facilitate(seat, meeting):
        return redirect("meetings:room", meeting.pk)
    url = stream_url(request, (meeting.topic, "facilitator"), (meeting.presence_topic, "facilitator"))
    reading = queries.read(meeting)
    room = queries.room(meeting, Viewer.FACILITATOR, reading=reading)
    page = {
        "meeting": meeting,
        "seat": seat,
        "stream": url,
        "stage": presenters.stage(room, hides=True, token=get_token(request)),
        "own": presenters.own(room, meeting, seat, reading=reading),
        "desk": presenters.desk(room),
        "token": get_token(request),
    }
    return render(request, "meetings/facilitator.html", page)


@require_safe
@in_room
def screen(request: Request, meeting: Meeting, seat: Participant) -> HttpResponse:
    """The big screen: one question, one turn, one line of time. Shown by a colleague who is in the room: nobody reads
    along unseen.
    """
    if seat.is_guest:
        raise NotFound
    if meeting.phase in {MeetingPhase.PLANNED, MeetingPhase.CANCELLED, MeetingPhase.CLOSED}:
        return redirect("meetings:meeting", meeting.pk)
    url = stream_url(request, (meeting.topic, "screen"))
    room = queries.room(meeting, Viewer.SCREEN)
    return render(request, "meetings/screen.html", {"meeting": meeting, "stream": url, "stage": presenters.stage(room)})


def _elsewhere(request: Request, meeting: Meeting, seat: Participant) -> HttpResponse | None:
    """Return the page to be on when the meeting is not going on."""
    if meeting.phase == MeetingPhase.CLOSED:
        return (
            render(request, "meetings/ended.html", {"meeting": meeting})
            if seat.is_guest
            else redirect("meetings:report", meeting.pk)
        )
    if meeting.is_live:
        return None
    if seat.is_guest:
        return render(request, "meetings/waiting.html", {"meeting": meeting, "seat": seat})
    return redirect("meetings:meeting", meeting.pk)
