"""Who stands where in a meeting: the one way in which a view gets a meeting and a seat."""

from collections.abc import Callable
from functools import wraps
from uuid import UUID

from django.contrib.auth.views import redirect_to_login
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from drieslag.core.middleware import GUEST_COOKIE
from drieslag.core.verdict import NotFound, Refused
from drieslag.learning.meetings import queries
from drieslag.learning.meetings.enums import SeatState
from drieslag.learning.meetings.models import Meeting, Participant
from drieslag.web.requests import Request

type RoomView = Callable[..., HttpResponse]

GONE = frozenset({SeatState.LEFT, SeatState.REMOVED})  # who left reads no further; a colleague can take a seat again


def get_place(request: Request, key: UUID) -> tuple[Meeting, Participant | None]:
    """Return the meeting and the seat of whoever asks; no seat for a member of the team who is not in the room. Raises
    NotFound.

    What only reads sees one moment, so there the page and the rules of its stream share what was found.
    """
    if not _reads(request):
        return _find_place(request, key)
    known: dict[UUID, tuple[Meeting, Participant | None]] = request.__dict__.setdefault("_places", {})
    if key not in known:
        known[key] = _find_place(request, key)
    return known[key]


def _find_place(request: Request, key: UUID) -> tuple[Meeting, Participant | None]:
    if request.guest_seat is not None:
        seat = queries.seat_of_guest(key, request.guest_seat)
        return seat.meeting, seat
    if request.me is None:
        raise NotFound
    return queries.get_place(request.me, key)


def in_room(view: RoomView) -> RoomView:
    """Give the view `meeting` and `seat`. Who has no seat yet is brought to the meeting's page, a waiting guest waits.

    An act (POST) by someone without a seat is refused; whoever is not signed in and no guest signs in first.
    """

    @wraps(view)
    def wrapped(request: Request, key: UUID, **kwargs: object) -> HttpResponse:
        if request.guest_seat is None and request.me is None:
            return (
                _was_guest(request, key)
                if GUEST_COOKIE in request.COOKIES
                else redirect_to_login(request.get_full_path())
            )
        meeting, seat = get_place(request, key)
        if seat is None or seat.state in GONE:
            return _without_seat(request, meeting)
        if seat.state == SeatState.WAITING:
            return render(
                request,
                "meetings/waiting.html",
                {"meeting": meeting, "seat": seat},
                status=200 if _reads(request) else 403,
            )
        return view(request, meeting, seat, **kwargs)

    return wrapped


def _was_guest(request: Request, key: UUID) -> HttpResponse:
    """A guest whose door is closed: the meeting ended, or they were put out. Which of the two is not theirs to know
    any more, and signing in would be no way for them.
    """
    if request.htmx:
        return HttpResponse(status=204, headers={"HX-Redirect": reverse("meetings:room", args=[key])})
    return render(request, "meetings/ended.html", status=404)


def _reads(request: Request) -> bool:
    return request.method in {"GET", "HEAD"}


def _without_seat(request: Request, meeting: Meeting) -> HttpResponse:
    if _reads(request) and request.me is not None:
        if request.htmx:  # the meeting closed, and with it the seat
            return HttpResponse(status=204, headers={"HX-Redirect": reverse("meetings:meeting", args=[meeting.pk])})
        return redirect("meetings:meeting", meeting.pk)
    if request.me is None:
        raise NotFound
    raise Refused(_("You are not in this meeting. Join first, then go on."))
