"""Where room was found."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from drieslag.core.verdict import require
from drieslag.learning.groundwork import actions, queries, rules
from drieslag.learning.groundwork.enums import Theme
from drieslag.people.models import Team
from drieslag.web.components.forms import fresh_key, refusals_above, status_of
from drieslag.web.groundwork.forms import RoomForm
from drieslag.web.requests import SignedInRequest, colleague, hat_in, posted, signed_in

PAGE = ["GET", "HEAD", "POST"]


@colleague
@require_safe
def index(request: SignedInRequest) -> HttpResponse:
    """What was found in the whole organisation, to be searched."""
    text, theme = request.GET.get("text", "")[:100], request.GET.get("theme", "")
    found = queries.rooms(text=text, theme=Theme(theme) if theme in Theme.values else None)
    page = {"rooms": found, "text": text, "theme": theme, "themes": Theme.choices, "me": request.me}
    return render(request, "groundwork/rooms.html", page)


@signed_in
@require_http_methods(PAGE)
def new(request: SignedInRequest, team: UUID) -> HttpResponse:
    """Write down where there was more room than you thought."""
    hat = hat_in(request, team)
    form = RoomForm(posted(request), initial={"client_key": fresh_key(), "theme": Theme.LAW})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        key = given.pop("client_key")
        with refusals_above(form):
            actions.note_room(by=request.person, team=_team(request, team), key=key, **given)
            return redirect("groundwork:rooms")
    return render(request, "groundwork/room.html", {"form": form, "hat": hat}, status=status_of(request))


@signed_in
@require_http_methods(PAGE)
def change(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Change one's own words."""
    room = queries.get_room(request.person, key)
    require(rules.may_change_room(request.person, room))
    asked = ("title", "thought", "found", "theme", "rule")
    first = {"client_key": room.pk} | {name: getattr(room, name) for name in asked}
    form = RoomForm(posted(request), initial=first)
    if request.method == "POST" and form.is_valid():
        actions.change_room(by=request.person, room=room, **{name: form.cleaned_data[name] for name in asked})
        return redirect("groundwork:rooms")
    return render(request, "groundwork/room.html", {"form": form, "room": room}, status=status_of(request))


@signed_in
@require_POST
def withdrawal(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Take it back, or undo that."""
    room = queries.get_room(request.person, key)
    if room.withdrawn_at is None:
        actions.withdraw_room(by=request.person, room=room)
        messages.info(request, _("Taken back. Until tomorrow you can still put it back, on this page."))
        return redirect("groundwork:room", key)
    actions.return_room(by=request.person, room=room)
    return redirect("groundwork:rooms")


def _team(request: SignedInRequest, team: UUID) -> Team:
    return Team(pk=team, organisation_id=request.person.organisation_id)
