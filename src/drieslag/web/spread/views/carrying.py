"""Who carries an offer to other teams: asking, answering, saying where one is."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from drieslag.core.verdict import NotFound, require
from drieslag.learning.spread import actions, queries, rules
from drieslag.learning.spread.enums import AmbassadorState, Stage
from drieslag.people.queries import members
from drieslag.web.components.forms import refusals_above
from drieslag.web.requests import SignedInRequest, signed_in
from drieslag.web.spread.forms.offers import AmbassadorForm, StageForm
from drieslag.web.spread.views.offers import page_of


@signed_in
@require_POST
def ask(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Ask somebody of the team, or take it on oneself."""
    row = queries.get_offer(request.person, key)
    require(rules.may_change_offer(request.person, row.offer))
    form = AmbassadorForm(request.POST, members=members(row.offer.team), me=request.person)
    if form.is_valid():
        given = form.cleaned_data
        with refusals_above(form):
            actions.name_ambassador(by=request.person, offer=row.offer, person=given["person"], until=given["until"])
            return redirect("spread:offer", key)
    return page_of(request, row, form)


@signed_in
@require_POST
def answer(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Say yes or no in one press, or end it."""
    found = queries.get_ambassador(request.person, key)
    try:
        state = AmbassadorState(request.POST.get("answer", ""))
    except ValueError as error:
        raise NotFound from error
    actions.answer(by=request.person, ambassador=found, state=state)
    if state == AmbassadorState.DECLINED:
        messages.info(request, _("That is fine. Your team carries it together."))
    return redirect("spread:offer", found.offer_id)


@signed_in
@require_POST
def stage(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Say where one is with it."""
    found = queries.get_ambassador(request.person, key)
    form = StageForm(request.POST)
    if form.is_valid():
        actions.move_stage(by=request.person, ambassador=found, stage=Stage(form.cleaned_data["stage"]))
    else:
        require(rules.may_move_stage(request.person, found))
    return redirect("spread:offer", found.offer_id)
