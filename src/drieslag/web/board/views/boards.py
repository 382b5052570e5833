"""The board of a team."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from drieslag.learning.threads import queries
from drieslag.people.models import Team
from drieslag.web.board.presenters.board import board
from drieslag.web.board.presenters.phases import NUMBERS
from drieslag.web.live.listens import stream_url
from drieslag.web.requests import SignedInRequest, hat_in, signed_in

LONGEST = 100
DIGITS = 6


@signed_in
@require_safe
def mine(request: SignedInRequest) -> HttpResponse:
    """The board of one's first team; without a team, what to do about that."""
    if request.me.hats:
        return redirect("board:team", request.me.hats[0].team_id)
    return render(request, "board/no_team.html")


@signed_in
@require_safe
def team(request: SignedInRequest, team: UUID) -> HttpResponse:
    """One board. Only the members of a team have one."""
    hat = hat_in(request, team)
    of = Team(pk=team)
    text = request.GET.get("q", "")[:LONGEST].replace("\x00", "")
    asked_for = request.GET.get("round", "")
    plain = not text and not asked_for  # what is searched for or leafed through is not replaced by what comes in
    page = {
        "hat": hat,
        "hats": request.me.hats,
        "stream": stream_url(request, (f"team:{team}", "member")) if plain else "",
        "phases": NUMBERS,
        "text": text,
        "offers": queries.offers_to(of),
        "adrift": queries.offered_try_outs(of),
        "board": board(
            queries.board(of),
            everything="all" in request.GET,
            text=text,
            page=int(asked_for) if asked_for.isdecimal() and len(asked_for) < DIGITS else 1,
        ),
    }
    return render(request, "board/team.html", page)
