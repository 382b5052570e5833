"""The question jar of a team: where a question goes in that nobody asks aloud."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from drieslag.core.verdict import NotFound
from drieslag.learning.meetings import actions, queries
from drieslag.learning.meetings.actions.jar import QUESTION_MAX
from drieslag.people.models import Team
from drieslag.web.requests import SignedInRequest, signed_in


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def jar(request: SignedInRequest, team: UUID) -> HttpResponse:
    """The jar of one's own team. Setting out its first one is a press: a page that is only read changes nothing."""
    hat = next((hat for hat in request.me.hats if hat.team_id == team), None)
    if hat is None:
        raise NotFound
    if request.method == "POST":
        actions.ensure_jar(by=request.person, team=Team(pk=team))
        return redirect("meetings:jar", team)
    page = {"hat": hat, "jar": queries.jar_of(team), "most": QUESTION_MAX}
    return render(request, "meetings/jar.html", page)
