"""Where a goal stands: resting, taken up again, looked back on, put away, erased."""

from datetime import timedelta
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from drieslag.core import clock
from drieslag.core.verdict import NotFound, Refused
from drieslag.development.plans import actions, queries
from drieslag.web.components.forms import UNPROCESSABLE, refuse, status_of
from drieslag.web.growth import asides
from drieslag.web.growth.forms import DropForm, LaterForm
from drieslag.web.requests import SignedInRequest, posted, signed_in

PAGE = ["GET", "HEAD", "POST"]
LATER = timedelta(weeks=4)


@signed_in
@require_POST
def rest(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Let it rest."""
    actions.rest_goal(by=request.person, goal_id=key)
    messages.info(request, _("It rests. Nothing of it is lost."))
    return redirect("growth:goal", key)


@signed_in
@require_POST
def resume(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Take it up again; with no room the page asks which one rests."""
    goal = queries.get_goal(request.person, key)
    chosen = request.POST.get("rests", "")
    try:
        rests = UUID(chosen) if chosen else None
    except ValueError as wrong:
        raise NotFound from wrong
    try:
        actions.resume_goal(by=request.person, goal_id=key, rests=rests)
    except Refused as refused:
        active = [one for one in queries.active(request.person) if one.pk != key]
        page = {"goal": goal, "active": active, "why": str(refused.reason)}
        return render(request, "growth/which_rests.html", page, status=UNPROCESSABLE)
    messages.info(request, _("You work at it again."))
    return redirect("growth:goal", key)


@signed_in
@require_http_methods(PAGE)
def look_back(request: SignedInRequest, key: UUID) -> HttpResponse:
    """What changed, for whom, how one knows. There is no mark."""
    goal = queries.get_goal(request.person, key)
    form = asides.came_form(goal, posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            actions.end_goal(by=request.person, goal_id=key, came=actions.Came(**form.cleaned_data))
        except Refused as refused:
            refuse(form, refused)
        else:
            messages.info(request, _("You looked back. There is room for something new."))
            return redirect("growth:goal", key)
    page = {
        "form": form,
        "goal": goal,
        "later": LaterForm(initial={"look_back_on": clock.today() + LATER}, auto_id="later-%s"),
    }
    return render(request, "growth/look_back.html", page, status=status_of(request))


@signed_in
@require_POST
def later(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Look back on another day."""
    goal = queries.get_goal(request.person, key)
    form = LaterForm(request.POST, auto_id="later-%s")
    if form.is_valid():
        try:
            actions.look_back_later(by=request.person, goal_id=key, on=form.cleaned_data["look_back_on"])
        except Refused as refused:
            refuse(form, refused)
        else:
            return redirect("growth:goal", key)
    page = {"form": asides.came_form(goal), "goal": goal, "later": form}
    return render(request, "growth/look_back.html", page, status=UNPROCESSABLE)


@signed_in
@require_http_methods(PAGE)
def put_away(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Put it away; a reason is one's own to keep."""
    goal = queries.get_goal(request.person, key)
    form = DropForm(posted(request), initial={"reason": goal.reason})
    if request.method == "POST" and form.is_valid():
        try:
            actions.drop_goal(by=request.person, goal_id=key, reason=form.cleaned_data["reason"])
        except Refused as refused:
            refuse(form, refused)
        else:
            messages.info(request, _("It is put away. You can take it up again."))
            return redirect("growth:goal", key)
    return render(request, "growth/put_away.html", {"form": form, "goal": goal}, status=status_of(request))


@signed_in
@require_POST
def erasure(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Erase it; the page asked first."""
    actions.erase_goal(by=request.person, goal_id=key)
    messages.info(request, _("The goal is erased."))
    return redirect("growth:plan")
