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
    stream = stream_url(request, (f"team:{team}", "member"))
    rows = queries.board(Team(pk=team))
    page = {
        "hat": hat,
        "hats": request.me.hats,
        "stream": stream,
        "phases": NUMBERS,
        "board": board(rows, everything="all" in request.GET),
    }
    return render(request, "board/team.html", page)
