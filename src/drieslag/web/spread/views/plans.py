"""One's own plan after a training: making it, looking back on it, sharing it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from drieslag.core.verdict import NotFound, require
from drieslag.learning.spread import actions, queries, rules
from drieslag.learning.spread.enums import Week
from drieslag.learning.spread.models import TransferPlan
from drieslag.web.components.forms import refusals_above, status_of
from drieslag.web.requests import SignedInRequest, posted, signed_in
from drieslag.web.spread.answering import show
from drieslag.web.spread.forms.trainings import LookForm, PlanForm, ReaderForm
from drieslag.web.spread.presenters import trainings as presenters

PAGE = ["GET", "HEAD", "POST"]


@signed_in
@require_safe
def mine(request: SignedInRequest) -> HttpResponse:
    """All one's plans, and those that colleagues shared."""
    queries.colleagues_only(request.person)
    page = {
        "plans": queries.my_plans(request.person),
        "due": queries.due_looks(request.person),
        "shared": queries.shared_with(request.person),
    }
    return show(request, "spread/plans.html", page)


@signed_in
@require_http_methods(PAGE)
def new(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Make a plan, or go on to the one that there is."""
    row = queries.get_training(request.person, key)
    if row.my_plan:
        return redirect("spread:plan", row.my_plan)
    form = PlanForm(posted(request))
    if request.method == "POST" and form.is_valid():
        plan = actions.make_plan(by=request.person, training=row.training, **form.cleaned_data)
        return redirect("spread:plan", plan.pk)
    page = {"form": form, "training": row.training}
    return show(request, "spread/plan_form.html", page, status=status_of(request))


@signed_in
@require_safe
def plan(request: SignedInRequest, key: UUID) -> HttpResponse:
    """One plan: its lines, and the times to look back."""
    return _page(request, queries.get_plan(request.person, key))


def _page(request: SignedInRequest, found: TransferPlan, form: ReaderForm | None = None) -> HttpResponse:
    page = {
        "plan": found,
        "looks": presenters.looks(found, queries.weeks_of(found)),
        "readers": queries.readers_of(found),
        "form": form or ReaderForm(people=queries.possible_readers(request.person)),
    }
    return show(request, "spread/plan.html", page, status=status_of(request))


@signed_in
@require_http_methods(PAGE)
def edit(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Change the three lines."""
    found = queries.get_plan(request.person, key)
    kept = {"what": found.what, "with_whom": found.with_whom, "when": found.when}
    form = PlanForm(posted(request), initial=kept)
    if request.method == "POST" and form.is_valid():
        actions.change_plan(by=request.person, plan=found, **form.cleaned_data)
        return redirect("spread:plan", key)
    page = {"form": form, "plan": found, "training": found.training}
    return show(request, "spread/plan_form.html", page, status=status_of(request))


@signed_in
@require_POST
def erasure(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Erase the plan; the page asked first."""
    actions.erase_plan(by=request.person, plan=queries.get_plan(request.person, key))
    messages.info(request, _("Your plan is erased."))
    return redirect("spread:plans")


@signed_in
@require_http_methods(PAGE)
def look(request: SignedInRequest, key: UUID, week: int) -> HttpResponse:
    """Look back, in under a minute."""
    found = queries.get_plan(request.person, key)
    if week not in Week.values:
        raise NotFound
    at = Week(week)
    require(rules.may_look(request.person, found, at))
    before = next(row.answers for row in queries.weeks_of(found) if row.week == at)
    form = LookForm(posted(request), week=at, initial=LookForm.initial_of(before))
    if request.method == "POST" and form.is_valid():
        actions.look_back(by=request.person, plan=found, week=at, answers=form.answers())
        return redirect("spread:plan", key)
    page = {"form": form, "plan": found, "name": presenters.week_name(week)}
    return show(request, "spread/look.html", page, status=status_of(request))


@signed_in
@require_POST
def shares(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Share the three lines with a colleague."""
    found = queries.get_plan(request.person, key)
    form = ReaderForm(request.POST, people=queries.possible_readers(request.person))
    if form.is_valid():
        with refusals_above(form):
            actions.share_plan(by=request.person, plan=found, reader=form.cleaned_data["reader"])
            return redirect("spread:plan", key)
    return _page(request, found, form)


@signed_in
@require_POST
def share_end(request: SignedInRequest, key: UUID, person: UUID) -> HttpResponse:
    """Share it no longer."""
    actions.stop_sharing(by=request.person, plan=queries.get_plan(request.person, key), reader=person)
    return redirect("spread:plan", key)


@signed_in
@require_http_methods(PAGE)
def shared(request: SignedInRequest, key: UUID) -> HttpResponse:
    """What a colleague shared. It opens at a press: the owner sees that one looked, and a page alone writes nothing."""
    share = queries.get_share(request.person, key)
    opened = actions.open_shared(by=request.person, share=share) if request.method == "POST" else None
    owner = next(row.owner for row in queries.shared_with(request.person) if row.share_id == key)
    return show(request, "spread/shared.html", {"plan": opened, "training": share.plan.training, "owner": owner})
