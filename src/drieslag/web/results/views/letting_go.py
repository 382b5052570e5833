# ruff: noqa: A002 — `round` is the word of the trade
"""Letting the whole of a round go to the municipality: seen first, then done, and taken back by deleting it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from drieslag.core.verdict import NotFound
from drieslag.surveys.actions import release as actions
from drieslag.surveys.queries import results as queries
from drieslag.surveys.rules.results import may_release
from drieslag.web.components.forms import refusals_above, status_of
from drieslag.web.requests import SignedInRequest, posted, signed_in
from drieslag.web.results.forms import ReleaseForm
from drieslag.web.results.presenters import copies


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: SignedInRequest, round: UUID) -> HttpResponse:
    """See what would go, and let it go."""
    asked = queries.get_asked(round)
    if not may_release(request.me, asked):
        raise NotFound
    chosen = request.POST if request.method == "POST" else request.GET
    form = ReleaseForm(asked, posted(request), initial={"title": asked.round.title, "teams": chosen.getlist("teams")})
    teams = form.teams_of(chosen)
    if request.method == "POST" and form.is_valid():
        with refusals_above(form):
            made = actions.release(by=request.person, round_id=round, title=form.cleaned_data["title"], groups=teams)
            messages.info(request, _("Policy makers can read this now. You can take it back at any time."))
            return redirect("results:released_one", made.pk)
    page = {
        "round": asked.round,
        "form": form,
        "copy": copies.page(actions.copy_of(request.me, asked, teams)),
        "earlier": queries.copies_of(asked),
    }
    return render(request, "results/release.html", page, status=status_of(request))


@signed_in
@require_safe
def index(request: SignedInRequest) -> HttpResponse:
    """What was let go."""
    return render(request, "results/released.html", {"rows": queries.released(request.me)})


@signed_in
@require_safe
def one(request: SignedInRequest, key: UUID) -> HttpResponse:
    """One copy, as it was let go."""
    found = queries.get_released(request.me, key)
    may_withdraw = may_release(request.me, queries.get_asked(found.round_id))
    page = {"row": found, "copy": copies.page(found.result), "may_withdraw": may_withdraw}
    return render(request, "results/released_one.html", page)


@signed_in
@require_POST
def withdrawal(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Take a copy back."""
    queries.get_released(request.me, key)
    actions.withdraw(by=request.person, key=key)
    messages.info(request, _("The copy is deleted. Nobody outside can read it any more."))
    return redirect("results:released")
