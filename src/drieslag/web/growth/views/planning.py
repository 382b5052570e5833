"""The plan in ten minutes: what, by what, and when one looks back. One stops halfway and goes on from there."""

from datetime import timedelta
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from drieslag.core import clock
from drieslag.development.plans import actions, queries
from drieslag.development.plans.models import Goal
from drieslag.web.components import dates
from drieslag.web.components.forms import fresh_key, refusals_above, status_of
from drieslag.web.growth.forms import ActivityForm, GoalForm, LaterForm
from drieslag.web.growth.views.goals import put_down
from drieslag.web.requests import SignedInRequest, posted, signed_in

PAGE = ["GET", "HEAD", "POST"]
LATER = (6, 12, 26)


@signed_in
@require_http_methods(PAGE)
def start(request: SignedInRequest) -> HttpResponse:
    """Begin a plan, or go on with the one that is halfway unless one asks for a new one."""
    if request.method != "POST" and "new" not in request.GET and (halfway := queries.planning(request.person)):
        return redirect("growth:start_one", halfway.pk)
    form = GoalForm(posted(request), initial={"client_key": fresh_key()})
    if request.method == "POST" and (goal := put_down(request, form, planning=True)):
        return redirect("growth:start_one", goal.pk)
    return render(request, "growth/start.html", {"step": 1, "form": form}, status=status_of(request))


@signed_in
@require_http_methods(PAGE)
def start_one(request: SignedInRequest, key: UUID) -> HttpResponse:
    """What one does for this goal, and when one looks back; with that the plan is there."""
    goal = queries.get_goal(request.person, key)
    if not goal.is_open:
        return redirect("growth:goal", key)
    later = LaterForm(posted(request), initial={"look_back_on": goal.look_back_on})
    if request.method == "POST" and later.is_valid():
        with refusals_above(later):
            actions.look_back_later(by=request.person, goal_id=key, on=later.cleaned_data["look_back_on"])
            messages.info(request, _("Your plan is there. A minute a week keeps it alive."))
            return redirect("growth:home")
    return page_of_plan(request, goal, later=later)


def page_of_plan(
    request: SignedInRequest, goal: Goal, *, later: LaterForm | None = None, activity: ActivityForm | None = None
) -> HttpResponse:
    """Return the page of a plan, with a form that could not be taken when there is one."""
    activities = queries.activities_of(goal)
    today = clock.today()
    page = {
        "step": 3 if activities else 2,
        "goal": goal,
        "activities": activities,
        "activity": activity or ActivityForm(initial={"client_key": fresh_key()}),
        "later": later or LaterForm(initial={"look_back_on": goal.look_back_on}),
        "days": [(day, dates.long_day(day)) for day in (today + timedelta(weeks=weeks) for weeks in LATER)],
    }
    return render(request, "growth/start.html", page, status=status_of(request))
