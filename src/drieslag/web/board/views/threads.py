"""One thread: its story, and what a member can do with it."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from drieslag.core.verdict import NotFound, Refused
from drieslag.kernel.cycle import NextStep
from drieslag.learning.threads import actions, queries, rules
from drieslag.learning.threads.enums import Level, ThreadState
from drieslag.learning.threads.models import Thread
from drieslag.people.queries import count_members
from drieslag.web.board.forms import ClosureForm, InsightForm
from drieslag.web.board.presenters.story import story
from drieslag.web.components.forms import fresh_key, refuse, status_of
from drieslag.web.requests import SignedInRequest, signed_in


@signed_in
@require_safe
def thread(request: SignedInRequest, key: UUID) -> HttpResponse:
    """The story of a question. One that was joined leads to the other; one that another team took over says so."""
    try:
        return _page(request, queries.get_thread(request.person, key))
    except NotFound:
        return _elsewhere(request, key)


def _elsewhere(request: SignedInRequest, key: UUID) -> HttpResponse:
    try:
        joined = queries.get_joined(request.person, key)
    except NotFound:
        gone = queries.handed_on(request.person, key)
        return render(request, "board/gone.html", {"gone": gone})
    return redirect("board:thread", joined.joined_into_id)


@signed_in
@require_POST
def insights(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Write an insight down."""
    found = queries.get_thread(request.person, key)
    form = InsightForm(request.POST)
    if not form.is_valid():
        return _page(request, found, insight=form)
    given = form.cleaned_data
    actions.add_insight(
        by=request.person,
        team=found.team,
        thread=found,
        text=given["text"],
        level=Level(given["level"]),
        key=given["client_key"],
    )
    return redirect("board:thread", key)


@signed_in
@require_POST
def insight_withdrawal(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Take an own insight back."""
    insight = queries.get_insight(request.person, key)
    actions.withdraw_insight(by=request.person, insight=insight)
    return redirect("board:thread", insight.thread_id) if insight.thread_id else redirect("board:team", insight.team_id)


@signed_in
@require_POST
def closure(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Round a question off."""
    found = queries.get_thread(request.person, key)
    form = ClosureForm(request.POST)
    if form.is_valid():
        try:
            actions.close_thread(by=request.person, thread=found, shared_with=form.cleaned_data["shared_with"])
        except Refused as refused:
            refuse(form, refused)
        else:
            return redirect("board:thread", key)
    return _page(request, found, closure=form)


@signed_in
@require_POST
def shelf(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Lay a question aside, or take it up again."""
    found = queries.get_thread(request.person, key)
    if found.state == ThreadState.ASIDE:
        actions.take_up(by=request.person, thread=found)
        return redirect("board:thread", key)
    actions.lay_aside(by=request.person, thread=found)
    return redirect("board:team", found.team_id)


@signed_in
@require_POST
def toughness(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Say that it is a tough issue, or that it no longer is."""
    found = queries.get_thread(request.person, key)
    actions.mark_tough(by=request.person, thread=found, tough=request.POST.get("tough") == "yes")
    return redirect("board:thread", key)


@signed_in
@require_POST
def sides(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Work on it with thinking and doing, or no longer."""
    found = queries.get_thread(request.person, key)
    actions.work_both_sides(by=request.person, thread=found, both=request.POST.get("both") == "yes")
    return redirect("board:thread", key)


def _page(
    request: SignedInRequest, found: Thread, *, insight: InsightForm | None = None, closure: ClosureForm | None = None
) -> HttpResponse:
    facts = queries.facts_of(found)
    told = story(found, facts, queries.story(found), request.person)
    page = {
        "thread": found,
        "story": told,
        "members": count_members(found.team_id),
        "may_offer": rules.may_offer(request.person, found),
        "may_edit": rules.may_edit(request.person, found),
        "is_aside": found.state == ThreadState.ASIDE,
        "is_open": found.state == ThreadState.OPEN,
        "wants_insight": told.ahead is not None and told.ahead.step is NextStep.FIND_INSIGHT,
        "wants_try_out": told.ahead is not None and told.ahead.step is NextStep.TRY,
        "wants_sharing": told.ahead is not None and (told.ahead.step is NextStep.SHARE or told.may_be_shared),
        "insight": insight or InsightForm(initial={"client_key": fresh_key()}),
        "closure": closure or ClosureForm(),
    }
    return render(request, "board/thread.html", page, status=status_of(request))
