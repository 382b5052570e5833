"""The board follows along: what a colleague brings in appears on it."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from drieslag.learning.threads import queries
from drieslag.live.channels import Topic
from drieslag.people.models import Team
from drieslag.web.board.presenters.board import board
from drieslag.web.board.presenters.phases import NUMBERS
from drieslag.web.live.fragments import AudienceRequest, audience_fragment
from drieslag.web.live.listens import listens

AUDIENCE = "member"


@listens("team")
def team(request: HttpRequest, topic: Topic, audience: str) -> tuple[UUID, ...] | None:
    """Members of the team listen; who leaves it is dismissed as a person."""
    me = getattr(request, "me", None)
    if me is None or audience != AUDIENCE or topic.key not in me.team_ids:
        return None
    return (me.id,)


@audience_fragment
def fragment(request: AudienceRequest, _since: int, *, key: UUID, audience: str) -> HttpResponse:
    """The whole board anew: it is cheap, and every member may see all of it."""
    page = {"board": board(queries.board(Team(pk=key))), "phases": NUMBERS}
    return render(request, "board/team.html#live", page)
