"""Goals: a new one, one's own page of it, changing its words and what it lies beside."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from drieslag.core.verdict import Refused
from drieslag.development.plans import actions, queries
from drieslag.development.plans.enums import GoalState
from drieslag.development.plans.models import Goal
from drieslag.development.sharing.queries import readers_by_thing
from drieslag.web.components.forms import fresh_key, refuse, status_of
from drieslag.web.growth import asides, beside, words
from drieslag.web.growth.forms import WAITS, ActivityForm, BesideForm, GoalForm, LinksForm, StepForm, WholeGoalForm
from drieslag.web.requests import SignedInRequest, posted, signed_in

PAGE = ["GET", "HEAD", "POST"]


@signed_in
@require_http_methods(PAGE)
def new(request: SignedInRequest) -> HttpResponse:
    """A goal in own words, in two fields."""
    offered = beside.offered(request.GET.get("from", ""), request.GET.get("theme", ""))
    form = GoalForm(posted(request), initial={"client_key": fresh_key(), **offered})
    if request.method == "POST" and (goal := put_down(request, form)):
        messages.info(request, _("Your goal is there. Choose what you do for it, now or later."))
        return redirect("growth:goal", goal.pk)
    page = {"form": form, "theme": beside.theme_name(str(form["theme"].value() or ""))}
    return render(request, "growth/new_goal.html", page, status=status_of(request))


def put_down(request: SignedInRequest, form: GoalForm, *, planning: bool = False) -> Goal | None:
    """Make the goal of a form that was sent, or put in the form why that cannot be, with the choice what rests."""
    active = queries.active(request.person)
    if form.data.get("rests"):
        form.offer_rest(active)
    if not form.is_valid():
        return None
    given = form.cleaned_data
    rests = given["rests"]
    try:
        return actions.add_goal(
            by=request.person, text=given["text"], for_residents=given["for_residents"], wish=given["wish"],
            key=given["client_key"], theme=given["theme"], waits=rests == WAITS,
            rests=UUID(rests) if rests and rests != WAITS else None, planning=planning,
        )  # fmt: skip
    except Refused as refused:
        form.offer_rest(active)
        refuse(form, refused)
        return None


@signed_in
@require_safe
def one(request: SignedInRequest, key: UUID) -> HttpResponse:
    """A goal with what is done for it, its lines, and all that can be done with it."""
    return page_of(request, queries.get_goal(request.person, key))


def page_of(
    request: SignedInRequest,
    goal: Goal,
    *,
    step: StepForm | None = None,
    activity: ActivityForm | None = None,
    beside_form: BesideForm | None = None,
) -> HttpResponse:
    """Return the page of a goal, with a form that could not be taken when there is one."""
    activities, notes = queries.activities_of(goal), queries.notes_of(goal)
    setback = asides.after_last(goal, notes)
    page = {
        "goal": goal,
        "row": words.row(goal, activities, readers_by_thing(request.person)),
        "activities": words.activity_rows(activities),
        "notes": words.note_rows(notes),
        "setback": setback,
        "beside": asides.beside(goal, with_setback=not setback),
        "beside_form": beside_form or asides.form_of(goal),
        "theme": beside.theme_of(goal),
        "thread": beside.thread_of(request.person, goal),
        "step": step or StepForm(initial={"this_week": goal.this_week}),
        "form": activity or ActivityForm(initial={"client_key": fresh_key()}, auto_id="new-%s"),
        "ended": goal.state in {GoalState.DONE, GoalState.DROPPED},
    }
    return render(request, "growth/goal.html", page, status=status_of(request))


@signed_in
@require_http_methods(PAGE)
def edit(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Change the words, and the day to look back."""
    goal = queries.get_goal(request.person, key)
    names = ("text", "for_residents", "wish", "seen_by", "this_week", "paired", "look_back_on")
    form = WholeGoalForm(posted(request), initial={name: getattr(goal, name) for name in names})
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_goal(by=request.person, goal_id=key, **form.cleaned_data)
        except Refused as refused:
            refuse(form, refused)
        else:
            return redirect("growth:goal", key)
    return render(request, "growth/goal_form.html", {"form": form, "goal": goal}, status=status_of(request))


@signed_in
@require_POST
def step(request: SignedInRequest, key: UUID) -> HttpResponse:
    """The small step of this week."""
    goal = queries.get_goal(request.person, key)
    form = StepForm(request.POST)
    if form.is_valid():
        actions.step_this_week(by=request.person, goal_id=key, text=form.cleaned_data["this_week"])
        return redirect("growth:goal", key)
    return page_of(request, goal, step=form)


@signed_in
@require_http_methods(PAGE)
def links(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Lay a goal beside a theme and beside a question of one's own team."""
    goal = queries.get_goal(request.person, key)
    language = get_language() or ""
    form = LinksForm(
        posted(request),
        themes=beside.themes_to_choose(request.person, goal, language),
        threads=beside.threads_to_choose(request.person, goal),
        initial={"theme": beside.ref_of(goal), "thread": str(goal.thread_id or "")},
    )
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data
        actions.link_theme(by=request.person, goal_id=key, theme=chosen["theme"])
        thread = UUID(chosen["thread"]) if chosen["thread"] else None
        if thread != goal.thread_id:
            actions.link_thread(by=request.person, goal_id=key, thread_id=thread)
        return redirect("growth:goal", key)
    return render(request, "growth/links.html", {"form": form, "goal": goal}, status=status_of(request))
