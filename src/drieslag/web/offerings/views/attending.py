"""“I was there”: one's own list, that nobody else sees."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from drieslag.core.verdict import NotFound
from drieslag.development.offerings import actions, queries, rules
from drieslag.development.offerings.models import Offering
from drieslag.development.sharing.enums import Kind as Thing
from drieslag.web.components.forms import status_of
from drieslag.web.components.growing import show
from drieslag.web.offerings import presenters
from drieslag.web.offerings.forms import BroughtForm
from drieslag.web.requests import SignedInRequest, colleague, posted, signed_in

PAGE = ["GET", "HEAD", "POST"]


@signed_in
@require_POST
def presence(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Keep for oneself that one was there."""
    kept = actions.say_i_was_there(by=request.person, offering=queries.get_offering(request.person, key))
    messages.info(request, _("You keep that you were there. Nobody else sees it."))
    return redirect("offerings:taken", kept.pk)


@colleague
@require_POST
def plan(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Go to one's plan for a training, also before its giver said that it was held."""
    found = actions.ready_for_plans(by=request.person, offering=queries.get_offering(request.person, key))
    return redirect("spread:plan_new", found.training_id)


@signed_in
@require_safe
def mine(request: SignedInRequest) -> HttpResponse:
    """All that one was at."""
    rows = [(row, presenters.taken_line(row)) for row in queries.taken_part(request.person.pk)]
    return show(request, "offerings/mine.html", {"rows": rows})


@signed_in
@require_http_methods(PAGE)
def taken(request: SignedInRequest, key: UUID) -> HttpResponse:
    """One of these: what it brought, and with whom one shares it."""
    row = queries.get_taken(request.person, key)
    form = BroughtForm(posted(request), initial={"brought": row.brought})
    if request.method == "POST" and form.is_valid():
        actions.keep_what_it_brought(by=request.person, key=key, brought=form.cleaned_data["brought"])
        messages.info(request, _("Your words are kept."))
        return redirect("offerings:taken", key)
    page = {
        "row": row,
        "form": form,
        "line": presenters.taken_line(row),
        "thing": Thing.TAKEN_PART,
        "training": _training(request, row),
    }
    return show(request, "offerings/taken.html", page, status=status_of(request))


def _training(request: SignedInRequest, row: queries.TakenRow) -> Offering | None:
    """Return the training of which one can make a plan; None where it was none, or the offering is gone."""
    try:
        found = queries.get_offering(request.person, row.offering)
    except NotFound:
        return None
    return found if rules.may_plan(request.person, found) else None


@signed_in
@require_POST
def erasure(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Erase one; the page asked first."""
    queries.get_taken(request.person, key)
    actions.take_back(by=request.person, key=key)
    messages.info(request, _("It is erased."))
    return redirect("offerings:mine")
