# ruff: noqa: A001 — `round` is the word of the trade
"""What the maker of a round does with it: open, remind, let it last longer, stop, ask again."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from drieslag.core import clock
from drieslag.core.verdict import Refused
from drieslag.surveys.actions import rounds as actions
from drieslag.surveys.actions.again import ask_again
from drieslag.surveys.actions.pulses import put_away_draft
from drieslag.surveys.enums import RoundState
from drieslag.web.components.dates import week_day
from drieslag.web.components.forms import UNPROCESSABLE, refusals_above, refusals_said
from drieslag.web.requests import SignedInRequest, signed_in
from drieslag.web.surveys.forms import ExtendForm, last_moment
from drieslag.web.surveys.views.found import organised
from drieslag.web.surveys.views.rounds import one_page, preview_page


@signed_in
@require_POST
def opening(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Open it. What is in the way stands above the preview."""
    round = organised(request, key)
    if round.state != RoundState.DRAFT:
        return redirect("surveys:one", key)
    try:
        actions.open_round(by=request.person, round_id=key)
    except Refused as refused:
        page = preview_page(organised(request, key)) | {"refused": refused.reason}
        return render(request, "surveys/preview.html", page, status=UNPROCESSABLE)
    return redirect("surveys:one", key)


@signed_in
@require_POST
def reminder(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Remind everybody who was asked, in the same words."""
    organised(request, key)
    with refusals_said(request):
        actions.remind(by=request.person, round_id=key)
        messages.info(request, _("Everybody who was asked gets the same mail, within working hours."))
    return redirect("surveys:one", key)


@signed_in
@require_POST
def extension(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Let it last longer."""
    round = organised(request, key)
    form = ExtendForm(round.closes_at, round.opened_at or clock.now(), request.POST)
    if form.is_valid():
        with refusals_above(form):
            closes_at = last_moment(form.cleaned_data["closes_on"])
            actions.extend_round(by=request.person, round_id=key, closes_at=closes_at)
            said = _("It stays open until %(day)s.") % {"day": week_day(form.cleaned_data["closes_on"])}
            messages.info(request, said)
            return redirect("surveys:one", key)
    page = one_page(request, round, manages=True, extend=form)
    return render(request, "surveys/one.html", page, status=UNPROCESSABLE)


@signed_in
@require_POST
def stop(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Stop it; what was not opened yet is put away, and nobody hears of it."""
    round = organised(request, key)
    if round.state == RoundState.DRAFT:
        put_away_draft(by=request.person, draft=round)
        messages.info(request, _("It was not asked. Nobody was told."))
        return redirect("surveys:list")
    actions.stop_round(by=request.person, round_id=key)
    return redirect("surveys:one", key)


@signed_in
@require_POST
def again(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Ask it anew, because its keys are gone."""
    organised(request, key)
    made = ask_again(by=request.person, round_id=key)
    return redirect("surveys:one", made.pk)
