"""Offers: finding one, making one, changing its words, taking it back."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from drieslag.core import clock
from drieslag.core.verdict import require
from drieslag.learning.spread import actions, queries, rules
from drieslag.learning.spread.enums import AmbassadorState, OfferKind
from drieslag.learning.spread.queries.offers import Carrier, OfferRow
from drieslag.learning.threads import queries as threads
from drieslag.learning.threads.enums import Seen
from drieslag.learning.threads.models import Thread, TryOut
from drieslag.learning.threads.rules import may_close
from drieslag.people.queries import members
from drieslag.web.components.forms import fresh_key, refusals_above, status_of
from drieslag.web.requests import SignedInRequest, posted, signed_in
from drieslag.web.spread.answering import show
from drieslag.web.spread.forms.offers import AmbassadorForm, NewOfferForm, OfferForm, SearchForm, StageForm
from drieslag.web.spread.presenters import offers as presenters

PAGE = ["GET", "HEAD", "POST"]
YEARS_ON_MAP = 1


@signed_in
@require_safe
def listing(request: SignedInRequest) -> HttpResponse:
    """What teams offer, to be looked through."""
    queries.colleagues_only(request.person)
    form = SearchForm(request.GET)
    given = form.cleaned_data if form.is_valid() else {"text": "", "kind": ""}
    kind = OfferKind(given["kind"]) if given["kind"] else None
    rows = queries.offers(text=given["text"], kind=kind)
    page = {"form": form, "offers": [presenters.card(row) for row in rows], "searched": any(given.values())}
    return show(request, "spread/offers.html", page)


@signed_in
@require_safe
def house_map(request: SignedInRequest) -> HttpResponse:
    """What travelled in the organisation in a year."""
    queries.colleagues_only(request.person)
    today = clock.today()
    rows = queries.travelling(today.replace(year=today.year - YEARS_ON_MAP, day=1))
    drawn, numbered = presenters.house_map(rows)
    return show(request, "spread/map.html", {"map": drawn, "rows": numbered})


@signed_in
@require_safe
def sources(request: SignedInRequest) -> HttpResponse:
    """What one's teams looked back on, and can offer."""
    queries.colleagues_only(request.person)
    return show(request, "spread/sources.html", {"rows": queries.to_offer(request.person)})


@signed_in
@require_http_methods(PAGE)
def from_thread(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Offer what came of a question."""
    return _new(request, threads.get_thread(request.person, key))


@signed_in
@require_http_methods(PAGE)
def from_try_out(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Offer what was tried, also what did not work."""
    return _new(request, threads.get_try_out(request.person, key))


def _new(request: SignedInRequest, source: Thread | TryOut) -> HttpResponse:
    thread = source if isinstance(source, Thread) else source.thread
    if isinstance(source, Thread):
        require(rules.may_offer_thread(request.person, source))
    else:
        require(rules.may_offer_try_out(request.person, source))
    form = NewOfferForm(
        posted(request),
        may_close=bool(thread and may_close(request.person, thread)),
        initial={"client_key": fresh_key(), **_begun(source)},
    )
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        made = actions.offer(
            by=request.person,
            source=source,
            kind=OfferKind(given["kind"]),
            title=given["title"],
            what=given["what"],
            needed=given["needed"],
            came=given["came"],
            and_close=given.get("and_close", False),
            key=given["client_key"],
        )
        return redirect("spread:offer", made.pk)
    return show(request, "spread/offer_form.html", {"form": form, "thread": thread}, status=status_of(request))


def _begun(source: Thread | TryOut) -> dict[str, object]:
    """Return the words to begin from: those that the team shared before, or what it tried."""
    lesson = queries.lesson_of(source)
    if lesson is None:
        return {} if isinstance(source, Thread) else {"what": source.text}
    kind = OfferKind.DID_NOT if lesson.seen == Seen.NO else OfferKind.WORKS
    return {"what": lesson.tried, "came": lesson.learned, "kind": kind}


@signed_in
@require_safe
def offer(request: SignedInRequest, key: UUID) -> HttpResponse:
    """One offer: what it is, who carries it, where it went."""
    return page_of(request, queries.get_offer(request.person, key))


def page_of(request: SignedInRequest, row: OfferRow, form: AmbassadorForm | None = None) -> HttpResponse:
    """Return the page of an offer, with a form that could not be taken when there is one."""
    own = row.offer.team_id in request.me.team_ids
    carrier = queries.carrier_of(row.offer)
    page = {
        "row": row,
        "offer": row.offer,
        "stops": presenters.stops(row),
        "map": presenters.map_of(row) if row.travels else None,
        "own": own,
        "may_adopt": any(hat.team_id not in _there(row) for hat in request.me.hats),
        "may_export": rules.may_export(request.person, row.offer),
        "told_by_mine": [each for each in row.travels if each.team_id in request.me.team_ids],
        **_carrying(request, carrier),
    }
    if own and row.offer.withdrawn_at is None:
        page["form"] = form or AmbassadorForm(members=members(row.offer.team), me=request.person)
    return show(request, "spread/offer.html", page, status=status_of(request))


def _there(row: OfferRow) -> set[UUID]:
    return {row.offer.team_id, *(travel.team_id for travel in row.travels)}


def _carrying(request: SignedInRequest, carrier: Carrier | None) -> dict[str, object]:
    mine = carrier is not None and carrier.person_id == request.me.id
    asked = carrier is not None and carrier.state == AmbassadorState.OFFERED
    stage = StageForm(initial={"stage": carrier.stage}) if carrier and mine and not asked else None
    return {"carrier": carrier, "is_asked": asked, "is_mine": mine, "stage_form": stage}


@signed_in
@require_http_methods(PAGE)
def edit(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Change the words of an offer."""
    row = queries.get_offer(request.person, key)
    require(rules.may_change_offer(request.person, row.offer))
    kept = {name: getattr(row.offer, name) for name in ("kind", "title", "what", "needed", "came")}
    form = OfferForm(posted(request), initial=kept)
    if request.method == "POST" and form.is_valid():
        given = {name: form.cleaned_data[name] for name in kept}
        with refusals_above(form):
            actions.change_offer(by=request.person, offer=row.offer, **given)
            return redirect("spread:offer", key)
    return show(request, "spread/offer_form.html", {"form": form, "offer": row.offer}, status=status_of(request))


@signed_in
@require_POST
def withdrawal(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Take an offer back; its page says how to undo that."""
    row = queries.get_offer(request.person, key)
    actions.withdraw_offer(by=request.person, offer=row.offer)
    return redirect("spread:offer", key)


@signed_in
@require_POST
def restoration(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Undo taking back."""
    row = queries.get_offer(request.person, key)
    actions.restore_offer(by=request.person, offer=row.offer)
    messages.info(request, _("All teams can see it again."))
    return redirect("spread:offer", key)
