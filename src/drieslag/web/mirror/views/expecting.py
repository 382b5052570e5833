# ruff: noqa: A001 — `round` is the word of the trade
"""Writing down what one thinks that others will write, before one reads it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from drieslag.surveys.actions import expectations as actions
from drieslag.surveys.queries import expectations
from drieslag.surveys.queries import mirror as queries
from drieslag.surveys.rules.mirror import may_expect
from drieslag.web.components.forms import refusals_above, status_of
from drieslag.web.mirror.forms import ExpectForm
from drieslag.web.requests import SignedInRequest, posted, signed_in


@signed_in
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def expectation(request: SignedInRequest, key: UUID) -> HttpResponse:
    """The same questions as others get, in own words. Once what came out may be read it stands there, beside it."""
    round = queries.get_own(request.person, key)
    asked = expectations.questions_of(round)
    if not asked or (request.method != "POST" and not may_expect(round)):
        return redirect("mirror:one", key)
    before = expectations.expected(request.person, round)
    form = ExpectForm(posted(request), asked=asked, initial=before)
    if form.is_valid():
        with refusals_above(form):
            kept = actions.expect(by=request.person, round_id=key, words=form.cleaned_data)
            if kept or before:
                messages.info(request, _("It is kept, for you alone.") if kept else _("There stands nothing any more."))
            return redirect("mirror:one", key)
    page = {"round": round, "form": form, "is_written": bool(before)}
    return render(request, "mirror/expectation.html", page, status=status_of(request))


@signed_in
@require_POST
def expectation_erasure(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Throw it away; the page asked first."""
    actions.throw_away(by=request.person, round_id=key)
    messages.info(request, _("What you expected is thrown away."))
    return redirect("mirror:one", key)
