"""The figures of a team's loops."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from drieslag.learning.threads import queries
from drieslag.people.models import Team
from drieslag.web.board.presenters.figures import figures
from drieslag.web.requests import SignedInRequest, hat_in, signed_in


@signed_in
@require_safe
def team(request: SignedInRequest, team: UUID) -> HttpResponse:
    """How many questions are round, how long each phase takes, where they lie still. Of this team, for this team."""
    hat = hat_in(request, team)
    page = {"hat": hat, "figures": figures(queries.report_of(Team(pk=team)))}
    return render(request, "board/figures.html", page)
