"""Buddies: who, by lot or chosen, and the light rhythm of talking."""

import secrets
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from drieslag.learning.support import actions, queries
from drieslag.library import formats
from drieslag.people.models import Team
from drieslag.web.components.forms import refusals_above, status_of
from drieslag.web.requests import SignedInRequest, hat_in, signed_in
from drieslag.web.support.forms import ChoiceForm, RhythmForm, WishForm

SEED_BITS = 32
SCRIPT = "W12"


@signed_in
@require_safe
def buddies(request: SignedInRequest, team: UUID) -> HttpResponse:
    """One's own buddy first, then who is whose buddy in the team."""
    return _page(request, team)


@signed_in
@require_POST
def lot(request: SignedInRequest, team: UUID) -> HttpResponse:
    """Draw pairs among who has none."""
    hat_in(request, team)
    made = actions.propose_pairs(by=request.person, team=Team(pk=team), seed=secrets.randbits(SEED_BITS))
    if made:
        messages.success(request, _("The lot is drawn. Everyone in a proposal says yes or no, in private."))
    else:
        messages.info(request, _("There is nobody to draw for now: everyone has a buddy, a proposal, or wants none."))
    return redirect("support:buddies", team)


@signed_in
@require_POST
def choice(request: SignedInRequest, team: UUID) -> HttpResponse:
    """Ask somebody oneself."""
    hat_in(request, team)
    found = queries.buddies_of(request.person, team)
    form = ChoiceForm(request.POST, found=found)
    if form.is_valid():
        with refusals_above(form):
            actions.choose_buddies(by=request.person, team=Team(pk=team), others=form.cleaned_data["others"])
            return redirect("support:buddies", team)
    return _page(request, team, found=found, choice=form)


@signed_in
@require_POST
def wish(request: SignedInRequest, team: UUID) -> HttpResponse:
    """Say what one wishes; private."""
    hat_in(request, team)
    form = WishForm(request.POST)
    if form.is_valid():
        actions.wish(by=request.person, team=Team(pk=team), **form.cleaned_data)
        messages.success(request, _("Your wish is kept. Only you see it."))
    return redirect("support:buddies", team)


@signed_in
@require_POST
def agreement(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Say yes to a proposal."""
    pair = queries.get_pair(request.person, key)
    actions.agree(by=request.person, pair=pair)
    return redirect("support:buddies", pair.team_id)


@signed_in
@require_POST
def refusal(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Say no to a proposal."""
    pair = queries.get_pair(request.person, key)
    actions.decline(by=request.person, pair=pair)
    messages.info(request, _("The proposal is gone. Nobody is told why."))
    return redirect("support:buddies", pair.team_id)


@signed_in
@require_POST
def change(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Wish for another buddy, or undo that."""
    pair = queries.get_pair(request.person, key)
    actions.wish_change(by=request.person, pair=pair, wants=request.POST.get("wants") == "yes")
    return redirect("support:buddies", pair.team_id)


@signed_in
@require_POST
def talk(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Note that one spoke today."""
    pair = queries.get_pair(request.person, key)
    actions.note_talk(by=request.person, pair=pair)
    return redirect("support:buddies", pair.team_id)


@signed_in
@require_POST
def talk_withdrawal(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Undo that."""
    pair = queries.get_pair(request.person, key)
    actions.take_talk_back(by=request.person, pair=pair)
    return redirect("support:buddies", pair.team_id)


@signed_in
@require_POST
def rhythm(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Change after how many weeks the next talk is due."""
    pair = queries.get_pair(request.person, key)
    form = RhythmForm(request.POST)
    if form.is_valid():
        actions.set_rhythm(by=request.person, pair=pair, every_weeks=form.cleaned_data["every_weeks"])
    return redirect("support:buddies", pair.team_id)


def _page(
    request: SignedInRequest, team: UUID, *, found: queries.Buddies | None = None, choice: ChoiceForm | None = None
) -> HttpResponse:
    hat = hat_in(request, team)
    found = found or queries.buddies_of(request.person, team)
    page = {
        "hat": hat,
        "hats": request.me.hats,
        "buddies": found,
        "choice": choice or ChoiceForm(found=found),
        "wish": WishForm(initial={"no_buddy": found.wish.no_buddy, "across_lead": found.wish.across_lead}),
        "rhythm": RhythmForm(initial={"every_weeks": found.own.pair.every_weeks}) if found.own else None,
        "script": _script(),
    }
    return render(request, "support/buddies.html", page, status=status_of(request))


def _script() -> str:
    """Return the part of the address under which the script of a buddy talk is read, or nothing without it."""
    try:
        return formats.get(SCRIPT).slug
    except KeyError:
        return ""
