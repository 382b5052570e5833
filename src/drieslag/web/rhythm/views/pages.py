"""The rhythm of a team over a quarter."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from drieslag.learning.rhythm import rules
from drieslag.learning.threads import actions as threads
from drieslag.learning.threads.enums import Origin
from drieslag.people.models import Team
from drieslag.web.components.forms import refusals_said
from drieslag.web.requests import SignedInRequest, hat_in, signed_in
from drieslag.web.rhythm.presenters.quarter import question_of, rhythm
from drieslag.web.rhythm.presenters.quarters import quarter_of
from drieslag.web.rhythm.views.answering import back


@signed_in
@require_safe
def mine(request: SignedInRequest) -> HttpResponse:
    """The rhythm of one's first team; without a team, what to do about that."""
    if request.me.hats:
        return redirect("rhythm:team", request.me.hats[0].team_id)
    return render(request, "rhythm/no_team.html", {"may_set_cap": rules.may_set_cap(request.person)})


@signed_in
@require_safe
def team(request: SignedInRequest, team: UUID) -> HttpResponse:
    """One quarter. Only the members of a team have one."""
    hat = hat_in(request, team)
    page = rhythm(request.me, hat, quarter_of(request.GET.get("quarter", "")), request.GET.get("said", ""))
    return render(request, "rhythm/team.html", {"hat": hat, "hats": request.me.hats, "page": page, "back": "rhythm"})


@signed_in
@require_POST
def question(request: SignedInRequest, team: UUID) -> HttpResponse:
    """Put the question for the team on its board, to talk about together."""
    hat = hat_in(request, team)
    own = Team(pk=hat.team_id, organisation_id=request.person.organisation_id)
    number = request.POST.get("number", "")
    with refusals_said(request):
        made = threads.open_thread(
            by=request.person,
            team=own,
            origin=Origin.PERSON,
            title=question_of(int(number) if number.isdecimal() else 0),
        )
        return redirect("board:thread", made.pk)
    return back(request, own)
