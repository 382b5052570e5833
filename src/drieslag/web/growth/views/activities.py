"""What is done for a goal: in own words, chosen from what is there, changed, done, erased."""

from itertools import groupby
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from drieslag.core import clock
from drieslag.core.verdict import NotFound, Refused
from drieslag.development.offerings import queries as offerings
from drieslag.development.offerings.enums import Kind
from drieslag.development.plans import actions, queries
from drieslag.development.plans.enums import LearningWay, Origin
from drieslag.development.plans.models import Goal
from drieslag.web.components import dates
from drieslag.web.components.forms import refuse, status_of
from drieslag.web.growth.forms import ActivityForm, DoneForm, WholeActivityForm
from drieslag.web.growth.views.goals import page_of
from drieslag.web.growth.views.planning import page_of_plan
from drieslag.web.requests import SignedInRequest, posted, signed_in

PAGE = ["GET", "HEAD", "POST"]
OFFERED = 12


@signed_in
@require_POST
def add(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Something to do, in own words."""
    goal = queries.get_goal(request.person, key)
    from_plan = request.POST.get("back") == "start"
    form = ActivityForm(request.POST, auto_id="new-%s")
    if form.is_valid():
        given = form.cleaned_data
        try:
            actions.add_activity(
                by=request.person, goal_id=key, text=given["text"], way=given["way"], key=given["client_key"]
            )
        except Refused as refused:
            refuse(form, refused)
        else:
            return redirect("growth:start_one" if from_plan else "growth:goal", key)
    return page_of_plan(request, goal, activity=form) if from_plan else page_of(request, goal, activity=form)


@signed_in
@require_http_methods(PAGE)
def choose(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Lay something under a goal that is there already, with one press."""
    goal = queries.get_goal(request.person, key)
    resting = queries.is_applying(request.person)
    found = [] if resting else [*queries.candidates(request.me, get_language() or ""), *_offered(request)]
    if request.method == "POST":
        return _chosen(request, goal, found)
    there = {f"{one.origin_kind}:{one.origin_id or one.origin_key}" for one in queries.activities_of(goal)}
    page = {"goal": goal, "applying": resting, "groups": _groups(goal, found, there)}
    return render(request, "growth/choose.html", page)


def _offered(request: SignedInRequest) -> list[queries.Candidate]:
    """What colleagues offer, which plans do not know (one query); the page shows the first, a press finds them all."""
    return [
        queries.Candidate(
            Origin.OFFERING,
            one.pk,
            one.title,
            LearningWay.FORMAL if one.kind == Kind.TRAINING else LearningWay.TOGETHER,
            one.first_at.astimezone(clock.AMSTERDAM).date(),
            str(Kind(one.kind).label),
            frozenset({(one.theme_code, one.theme_key)} if one.theme_code else ()),
        )
        for one in offerings.to_come(request.me, *([] if request.method == "POST" else [OFFERED]))
    ]


def _chosen(request: SignedInRequest, goal: Goal, found: list[queries.Candidate]) -> HttpResponse:
    wanted = request.POST.get("of", "")
    one = next((each for each in found if each.value == wanted), None)
    if one is None:
        raise NotFound
    actions.add_activity(
        by=request.person, goal_id=goal.pk, text=one.text, way=one.way, origin=(one.origin, one.of), on=one.on
    )
    messages.info(request, _("It stands under your goal."))
    return redirect("growth:choose", goal.pk)


def _groups(goal: Goal, found: list[queries.Candidate], there: set[str]) -> list[tuple[str, list[dict[str, object]]]]:
    """What is of the goal's own theme or question comes first, then the rest by where it comes from."""
    first = [one for one in found if one.goes_with(goal)]
    rest = [one for one in found if not one.goes_with(goal)]
    names = {
        Origin.LINE: _("From your learning line"),
        Origin.MEETING: _("Together soon"),
        Origin.TRY_OUT: _("This is tried out in your team"),
        Origin.THREAD: _("Questions of your team"),
        Origin.OFFER: _("What other teams offer"),
        Origin.OFFERING: _("What colleagues offer"),
    }
    groups = [(_("This goes with your goal"), first)] if first else []
    groups += [(names[origin], list(rows)) for origin, rows in groupby(rest, key=lambda one: one.origin)]
    return [(name, [_row(one, is_there=one.value in there) for one in rows]) for name, rows in groups]


def _row(one: queries.Candidate, *, is_there: bool) -> dict[str, object]:
    said = [one.line, dates.week_day(one.on) if one.on else "", str(LearningWay(one.way).label)]
    return {
        "value": one.value, "text": one.text, "line": ", ".join(each for each in said if each), "is_there": is_there
    }  # fmt: skip


@signed_in
@require_http_methods(PAGE)
def one(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Change the words, the way and the day; or look at it when its goal was ended."""
    activity = queries.get_activity(request.person, key)
    kept = {"text": activity.text, "way": activity.way, "on": activity.on, "is_new": activity.is_new}
    form = WholeActivityForm(posted(request), initial=kept)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            actions.change_activity(
                by=request.person,
                activity_id=key,
                text=given["text"],
                way=given["way"],
                on=given["on"],
                is_new=given["is_new"],
            )
        except Refused as refused:
            refuse(form, refused)
        else:
            return redirect("growth:goal", activity.goal_id)
    page = {"form": form, "activity": activity, "goal": activity.goal}
    return render(request, "growth/activity.html", page, status=status_of(request))


@signed_in
@require_http_methods(PAGE)
def done(request: SignedInRequest, key: UUID) -> HttpResponse:
    """It was done, and this is what it brought."""
    activity = queries.get_activity(request.person, key)
    form = DoneForm(posted(request), initial={"brought": activity.brought, "is_new": activity.is_new})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        actions.mark_done(by=request.person, activity_id=key, brought=given["brought"], is_new=given["is_new"])
        return redirect("growth:goal", activity.goal_id)
    page = {"form": form, "activity": activity, "goal": activity.goal}
    return render(request, "growth/done.html", page, status=status_of(request))


@signed_in
@require_POST
def undone(request: SignedInRequest, key: UUID) -> HttpResponse:
    """It was not done after all."""
    activity = actions.undo_done(by=request.person, activity_id=key)
    return redirect("growth:goal", activity.goal_id)


@signed_in
@require_POST
def erasure(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Erase it; the page asked first."""
    activity = queries.get_activity(request.person, key)
    actions.erase_activity(by=request.person, activity_id=key)
    messages.info(request, _("It is erased."))
    return redirect("growth:goal", activity.goal_id)
