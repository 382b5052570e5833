"""The team's cupboard, and what its learning leaves out."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from drieslag.learning.groundwork import queries
from drieslag.people.models import Team
from drieslag.web.groundwork.presenters import blind_spots
from drieslag.web.requests import SignedInRequest, hat_in, signed_in


@signed_in
@require_safe
def mine(request: SignedInRequest) -> HttpResponse:
    """The cupboard of one's first team; without a team, the room that others found."""
    hats = request.me.hats
    return redirect("groundwork:home", hats[0].team_id) if hats else redirect("groundwork:rooms")


@signed_in
@require_safe
def home(request: SignedInRequest, team: UUID) -> HttpResponse:
    """What is in it."""
    return render(request, "groundwork/home.html", {"hat": hat_in(request, team), "hats": request.me.hats})


@signed_in
@require_safe
def spots(request: SignedInRequest, team: UUID) -> HttpResponse:
    """Which learning functions and which phases of learning from experience got no attention."""
    hat = hat_in(request, team)
    page = {"hat": hat, "spots": blind_spots(queries.spots(Team(pk=team)))}
    return render(request, "groundwork/spots.html", page)
