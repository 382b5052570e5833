"""The tally of a meeting: four large buttons, a look every half hour, four sliders at the end."""

from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from drieslag.learning.meetings.queries import get_meeting
from drieslag.learning.support import actions, queries
from drieslag.learning.support.enums import Room
from drieslag.learning.support.models import Tally
from drieslag.web.components.forms import status_of
from drieslag.web.requests import SignedInRequest, number_in, signed_in
from drieslag.web.support.forms import SlidersForm
from drieslag.web.support.presenters import shown

MIDDLE = 5


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def tallies(request: SignedInRequest) -> HttpResponse:
    """Begin to count along in a meeting that runs; and the tallies that were. `?meeting=` names one meeting."""
    if request.method == "POST" and "meeting" not in request.POST:
        return redirect("support:tallies")
    if request.method == "POST":
        meeting = get_meeting(request.person, _key(request.POST.get("meeting", "")))
        return redirect("support:tally", actions.open_tally(by=request.person, meeting=meeting).pk)
    if "meeting" in request.GET:
        meeting = get_meeting(request.person, _key(request.GET["meeting"]))
        if (known := queries.tally_of(meeting)) is not None and meeting.team_id in request.me.team_ids:
            return redirect("support:tally", known.pk)
    page = {"live": queries.live_meetings(request.me), "past": queries.tallies_of(request.me)}
    return render(request, "support/tallies.html", page)


@signed_in
@require_safe
def tally(request: SignedInRequest, key: UUID) -> HttpResponse:
    """The observer's page, and at the end everyone's."""
    return _page(request, queries.get_tally(request.person, key))


@signed_in
@require_POST
def taps(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Count one, or undo the last."""
    found = queries.get_tally(request.person, key)
    back = reverse("support:tally", args=[key])
    room = _room(request.POST.get("room", ""))
    if room is None:
        return redirect(back)
    if request.POST.get("undo") is not None:
        actions.untap(by=request.person, tally=found, room=room, number=_number(request.POST["undo"]))
        return redirect(back)
    part = actions.tap(by=request.person, tally=found, room=room)
    return redirect(f"{back}?{urlencode({'last': room.value, 'part': part.number})}")


@signed_in
@require_POST
def silence(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Note where it was silent."""
    found = queries.get_tally(request.person, key)
    if "part" not in request.POST:
        return redirect("support:tally", key)
    number, room = _number(request.POST["part"]), _room(request.POST.get("room", ""))
    actions.note_silence(by=request.person, tally=found, number=number, room=room)
    return redirect("support:tally", key)


@signed_in
@require_POST
def sliders(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Give one's own four figures."""
    found = queries.get_tally(request.person, key)
    form = SlidersForm(request.POST)
    if not form.is_valid():
        return _page(request, found, sliders=form)
    actions.give_sliders(by=request.person, tally=found, values=form.values())
    return redirect("support:tally", key)


@signed_in
@require_POST
def sliders_withdrawal(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Take one's own figures back."""
    found = queries.get_tally(request.person, key)
    actions.take_sliders_back(by=request.person, tally=found)
    return redirect("support:tally", key)


@signed_in
@require_POST
def figures(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Make the figures, once and for good."""
    found = queries.get_tally(request.person, key)
    actions.freeze(by=request.person, tally=found)
    return redirect("support:tally", key)


def _page(request: SignedInRequest, found: Tally, *, sliders: SlidersForm | None = None) -> HttpResponse:
    counted = queries.counted(request.person, found)
    initial = {room.value: counted.own.get(room, MIDDLE) for room in Room}
    context = {
        "tally": found,
        "counted": counted,
        "counts": shown.rooms(counted),
        "halves": shown.halves(counted),
        "live": queries.is_live(found),
        "last": _room(request.GET.get("last", "")),
        "last_part": _number(request.GET.get("part", "")),
        "sliders": sliders or SlidersForm(initial=initial),
        "figures": shown.figures(found),
        "withheld": shown.withheld(found),
    }
    return render(request, "support/tally.html", context, status=status_of(request))


def _key(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        return UUID(int=0)


def _room(text: str) -> Room | None:
    return Room(text) if text in Room.values else None


def _number(text: str) -> int:
    return number_in(text, digits=4) or 0
