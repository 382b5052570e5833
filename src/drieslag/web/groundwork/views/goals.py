"""Goals of a group, counted before and after."""

from secrets import randbelow
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from drieslag.learning.groundwork import actions, queries
from drieslag.people.models import Team
from drieslag.web.components.forms import fresh_key, refusals_above, status_of
from drieslag.web.groundwork.forms import CountForm, GoalForm
from drieslag.web.groundwork.presenters import goal_row
from drieslag.web.requests import SignedInRequest, hat_in, posted, signed_in

PAGE = ["GET", "HEAD", "POST"]
SEEDS = 10_000


@signed_in
@require_http_methods(PAGE)
def index(request: SignedInRequest, team: UUID) -> HttpResponse:
    """The team's goals, and setting one."""
    hat = hat_in(request, team)
    form = GoalForm(posted(request), initial={"client_key": fresh_key()})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        key = given.pop("client_key")
        with refusals_above(form):
            goal = actions.set_goal(
                by=request.person, team=Team(pk=team, organisation_id=request.person.organisation_id), key=key, **given
            )
            return redirect("groundwork:goal", goal.pk)
    rows = [goal_row(goal) for goal in queries.goals_of(team)]
    page = {"hat": hat, "form": form, "goals": rows}
    return render(request, "groundwork/goals.html", page, status=status_of(request))


@signed_in
@require_http_methods(PAGE)
def one(request: SignedInRequest, key: UUID) -> HttpResponse:
    """One goal; what is posted is a count. With `trios` in the address, who could help each other in threes."""
    goal = queries.get_goal(request.person, key)
    form = CountForm(posted(request), initial={"client_key": fresh_key()})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        with refusals_above(form):
            actions.count_goal(
                by=request.person, goal=goal, able=given["able"], people=given["people"], key=given["client_key"]
            )
            return redirect("groundwork:goal", key)
    seed = request.GET.get("trios", "")
    page = {
        "row": goal_row(goal),
        "goal": goal,
        "form": form,
        "trios": queries.trios(goal.team, int(seed)) if seed.isdecimal() and len(seed) <= len(str(SEEDS)) else [],
        "seed": randbelow(SEEDS),
    }
    return render(request, "groundwork/goal.html", page, status=status_of(request))


@signed_in
@require_POST
def end(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Put a goal away, or take it up again."""
    goal = queries.get_goal(request.person, key)
    if goal.ended_at is None:
        actions.end_goal(by=request.person, goal=goal)
        return redirect("groundwork:goals", goal.team_id)
    actions.resume_goal(by=request.person, goal=goal)
    return redirect("groundwork:goal", key)
