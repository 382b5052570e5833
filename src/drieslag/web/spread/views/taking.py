"""Taking an offer over, and telling what one saw."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from drieslag.core.verdict import Refused
from drieslag.learning.spread import actions, queries
from drieslag.learning.spread.queries.offers import OfferRow
from drieslag.learning.threads.enums import Seen
from drieslag.learning.threads.models import TRY_OUT_MAX
from drieslag.people.queries import teams_of
from drieslag.web.components.forms import refusals_above, status_of
from drieslag.web.requests import SignedInRequest, posted, signed_in
from drieslag.web.spread.answering import show
from drieslag.web.spread.forms.offers import WHOLE_TEAM, AdoptForm, TellForm

PAGE = ["GET", "HEAD", "POST"]


@signed_in
@require_http_methods(PAGE)
def take_over(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Take an offer over as a try-out of one's own team, adapted."""
    row = queries.get_offer(request.person, key)
    there = {row.offer.team_id, *(travel.team_id for travel in row.travels)}
    hats = [hat for hat in request.me.hats if hat.team_id not in there]
    if not hats:
        raise Refused(_("Your team offers this, or took it over already."))
    questions = queries.open_questions([hat.team_id for hat in hats])
    begun = {"text": row.offer.what[:TRY_OUT_MAX]}
    form = AdoptForm(posted(request), hats=hats, threads=questions, initial=begun)
    if request.method == "POST" and form.is_valid():
        with refusals_above(form):
            _adopt(request, row, form)
            messages.info(request, _("Your team tries this now. Looking back goes by itself."))
            return redirect("spread:offer", key)
    page = {"form": form, "row": row, "offer": row.offer}
    return show(request, "spread/take_over.html", page, status=status_of(request))


def _adopt(request: SignedInRequest, row: OfferRow, form: AdoptForm) -> None:
    given = form.cleaned_data
    team = teams_of(request.me).get(pk=given["team"])
    actions.adopt(
        by=request.person,
        offer=row.offer,
        team=team,
        text=given["text"],
        differently=given["differently"],
        due_on=given["due_on"],
        owner=None if given["owner"] == WHOLE_TEAM else request.person,
        thread=given["thread"],
    )


@signed_in
@require_http_methods(PAGE)
def adoption(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Tell all teams what one's own team saw of what it took over."""
    found = queries.get_adoption(request.person, key)
    effect = queries.effect_of(found)
    begun = {"seen": found.seen or (effect.seen if effect else ""), "told": found.told}
    form = TellForm(posted(request), initial=begun)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        actions.tell_what_was_seen(by=request.person, adoption=found, seen=Seen(given["seen"]), told=given["told"])
        return redirect("spread:offer", found.offer_id)
    page = {"form": form, "adoption": found, "offer": found.offer, "effect": effect}
    return show(request, "spread/adoption.html", page, status=status_of(request))


@signed_in
@require_POST
def untold(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Undo telling."""
    found = queries.get_adoption(request.person, key)
    actions.take_back_what_was_seen(by=request.person, adoption=found)
    return redirect("spread:offer", found.offer_id)
