"""Choosing and drawing cards for a talk, the decks to read, and both on paper."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_safe

from drieslag.core.verdict import require
from drieslag.development.frameworks.rules import KEEPERS
from drieslag.development.talks import actions, queries, rules
from drieslag.development.talks.piles import Pile, decks, offered, piles
from drieslag.learning.support.enums import Room
from drieslag.web.components.forms import refusals_above, status_of
from drieslag.web.components.growing import show
from drieslag.web.requests import SignedInRequest, colleague, posted, signed_in
from drieslag.web.talks.deck_forms import ChoosingForm
from drieslag.web.talks.presenters import cards as cards_in_words
from drieslag.web.talks.presenters import shown

PAGE = ["GET", "HEAD", "POST"]


@signed_in
@require_http_methods(PAGE)
def cards(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Choose or draw cards for the talk; both see them."""
    seen = queries.seen(request.person, key)
    require(rules.may_prepare(request.person, seen.talk))
    there = {one.key: one for one in queries.cards_of(seen.talk)}
    mine = [pile.narrowed(side=seen.side) for pile in piles()]
    known = {**offered(mine, seen.side), **there}
    form = ChoosingForm(posted(request), piles=mine, known=known, initial={"cards": list(there)})
    status = status_of(request)
    if request.method == "POST" and form.is_valid():
        if "show" in request.POST or "draw" in request.POST:
            status = 200  # nothing is laid yet, what is ticked stays
        else:
            with refusals_above(form):
                actions.lay_cards(by=request.person, talk=seen.talk, cards=form.cleaned_data["cards"])
                return redirect("talks:one", key)
    deck, dimension = form.shown()
    here, chosen = cards_in_words.shown(mine, deck=deck, dimension=dimension), form.chosen()
    if "draw" in request.POST:
        chosen = [*chosen, *cards_in_words.drawn(here, chosen)]
    page = {
        "form": form,
        "piles": cards_in_words.chosen_elsewhere(known.values(), here, chosen) + cards_in_words.in_words(here, chosen),
        "is_empty": not here,
        "drawn": "draw" in request.POST,
        "talk": seen.talk,
        "title": shown.title(seen.talk, seen.name),
    }
    return show(request, "talks/cards.html", page, status=status)


@signed_in
@require_safe
def table(request: SignedInRequest, key: UUID) -> HttpResponse:
    """The cards on the table alone, to print."""
    seen = queries.seen(request.person, key)
    page = {
        "texts": [(one.text, one.source) for one in queries.cards_of(seen.talk)],
        "title": shown.title(seen.talk, seen.name),
        "talk": seen.talk,
    }
    return show(request, "talks/table.html", page)


@colleague
@require_safe
def deck(request: SignedInRequest) -> HttpResponse:
    """Questions for a talk, on cards: our own, and those of the organisation."""
    found = piles()
    chosen, dimension = _asked(request, found)
    page = {
        "piles": cards_in_words.in_words(cards_in_words.shown(found, deck=chosen, dimension=dimension)),
        "decks": [(pile.key, pile.name) for pile in found] if len(found) > 1 else [],
        "dimensions": Room.choices,
        "deck": chosen,
        "dimension": dimension,
        "own": decks() if request.me.has(*KEEPERS) else None,
    }
    return show(request, "talks/deck.html", page)


def _asked(request: SignedInRequest, found: list[Pile]) -> tuple[str, str]:
    """Return the deck and the dimension that an address asks for, as far as there are such."""
    deck, dimension = request.GET.get("deck", ""), request.GET.get("dimension", "")
    return deck if deck in {pile.key for pile in found} else "", dimension if dimension in Room else ""
