"""An organisation's own decks: making one of lines or of a sheet, changing it, and taking it back."""

from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from drieslag.core.verdict import Refused, require
from drieslag.development.talks import actions, piles, rules, sheet
from drieslag.development.talks.actions.decks import NotTaken, PointsAtSomebody
from drieslag.development.talks.models import Deck, DeckCard
from drieslag.development.talks.written import Problem, Words
from drieslag.web.components.forms import fresh_key, refuse, status_of
from drieslag.web.components.growing import show
from drieslag.web.requests import SignedInRequest, posted
from drieslag.web.talks.access import keeper
from drieslag.web.talks.deck_forms import AboutForm, CardForm, FileForm, LinesForm, NewFileForm, NewForm
from drieslag.web.talks.presenters import cards as cards_in_words

PAGE = ["GET", "HEAD", "POST"]
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@keeper
@require_http_methods(PAGE)
def new(request: SignedInRequest) -> HttpResponse:
    """A name, whose the questions are, and the questions."""
    form = NewForm(posted(request), initial={"key": fresh_key()})
    page: dict[str, Any] = {"form": form}

    def make() -> HttpResponse:
        given = form.cleaned_data
        deck = actions.make_deck(
            by=request.person,
            name=given["name"],
            source=given["source"],
            cards=form.cards,
            key=given["key"],
            looked_over=given["looked_over"],
        )
        return redirect("talks:deck_edit", deck.pk)

    return _done(request, form, page, make) or _page(request, "talks/deck_new.html", page)


def _done(
    request: SignedInRequest, form: forms.Form, page: dict[str, Any], act: Callable[[], HttpResponse]
) -> HttpResponse | None:
    """Do what a form asks. Returns None when it is to be shown, with what is wrong with it."""
    if request.method != "POST" or not form.is_valid():
        return None
    try:
        return act()
    except PointsAtSomebody as asked:
        page["asks"] = True
        refuse(form, asked)
    except NotTaken as wrong:
        page["problems"] = wrong.problems
        if "file" not in form.fields:  # of a sheet they stand in a table
            refuse(form, wrong)
    except Refused as refused:
        refuse(form, refused)
    return None


def _page(request: SignedInRequest, template: str, page: dict[str, Any]) -> HttpResponse:
    return show(request, template, page, status=status_of(request))


@keeper
@require_safe
def edit(request: SignedInRequest, key: UUID) -> HttpResponse:
    """The cards of a deck, and what can be done with it."""
    deck = piles.get_deck(key)
    rows = piles.cards_of_deck(deck)
    page = {
        "deck": deck,
        "groups": cards_in_words.to_change(rows),
        "count": len(rows),
        "may_change": rules.may_change_deck(request.person, deck),
    }
    return show(request, "talks/deck_edit.html", page)


def _to_change(request: SignedInRequest, key: UUID) -> Deck:
    """Return a deck that may be changed. What is sent to one that was withdrawn meanwhile stays on the page."""
    deck = piles.get_deck(key)
    if request.method != "POST":
        require(rules.may_change_deck(request.person, deck))
    return deck


@keeper
@require_http_methods(PAGE)
def about(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Its name, and whose the questions are."""
    deck = _to_change(request, key)
    form = AboutForm(posted(request), initial={"name": deck.name, "source": deck.source})
    page: dict[str, Any] = {"form": form, "deck": deck}

    def change() -> HttpResponse:
        actions.change_about(by=request.person, deck=deck, **form.cleaned_data)
        return redirect("talks:deck_edit", key)

    return _done(request, form, page, change) or _page(request, "talks/deck_about.html", page)


@keeper
@require_http_methods(PAGE)
def lines(request: SignedInRequest, key: UUID) -> HttpResponse:
    """More questions."""
    deck = _to_change(request, key)
    known = [one.text for one in piles.cards_of_deck(deck)]
    form = LinesForm(posted(request), known=known)
    page: dict[str, Any] = {"form": form, "deck": deck}

    def add() -> HttpResponse:
        actions.add_cards(by=request.person, deck=deck, cards=form.cards, looked_over=form.cleaned_data["looked_over"])
        return redirect("talks:deck_edit", key)

    return _done(request, form, page, add) or _page(request, "talks/deck_lines.html", page)


@keeper
@require_http_methods(PAGE)
def card(request: SignedInRequest, key: UUID, card: UUID) -> HttpResponse:
    """One card, in other words."""
    deck = _to_change(request, key)
    row = piles.get_card(deck, card)
    names = ("text", "heading", "dimension", "whom")
    form = CardForm(posted(request), initial={"was": row.version, **{name: getattr(row, name) for name in names}})
    page: dict[str, Any] = {"form": form, "deck": deck, "card": row}

    def change() -> HttpResponse:
        given = form.cleaned_data
        words, looked_over = form.written(given["text"]), given["looked_over"]
        actions.change_card(by=request.person, card=row, words=words, was=given["was"], looked_over=looked_over)
        return redirect("talks:deck_edit", key)

    return _done(request, form, page, change) or _page(request, "talks/deck_card.html", page)


@keeper
@require_POST
def removal(request: SignedInRequest, key: UUID, card: UUID) -> HttpResponse:
    """Take a card out."""
    deck = _to_change(request, key)
    try:
        actions.remove_card(by=request.person, card=piles.get_card(deck, card))
    except Refused as refused:
        messages.warning(request, str(refused.reason))
    else:
        messages.info(request, _("The card is out of the deck. In talks that use it, it stays."))
    return redirect("talks:deck_edit", key)


@keeper
@require_POST
def withdrawal(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Offer a deck no longer, or again."""
    deck = piles.get_deck(key)
    if request.POST.get("back"):
        try:
            actions.offer_again(by=request.person, deck=deck)
        except Refused as refused:
            messages.warning(request, str(refused.reason))
    else:
        actions.withdraw_deck(by=request.person, deck=deck)
        messages.info(request, _("The deck is offered no longer. What lies on the table of a talk stays there."))
    return redirect("talks:deck_edit", key)


@keeper
@require_http_methods(PAGE)
def bring_in(request: SignedInRequest) -> HttpResponse:
    """A new deck from a sheet."""
    form = NewFileForm(posted(request), request.FILES or None, initial={"key": fresh_key()})
    page: dict[str, Any] = {"form": form}

    def make() -> HttpResponse:
        given = form.cleaned_data
        cards = _read(given["file"])
        deck = actions.make_deck(
            by=request.person,
            name=given["name"],
            source=given["source"],
            cards=cards,
            key=given["key"],
            looked_over=given["looked_over"],
        )
        return redirect("talks:deck_edit", deck.pk)

    return _done(request, form, page, make) or _page(request, "talks/deck_import.html", page)


@keeper
@require_http_methods(PAGE)
def bring_into(request: SignedInRequest, key: UUID) -> HttpResponse:
    """A sheet in the place of the cards that are there."""
    deck = _to_change(request, key)
    form = FileForm(posted(request), request.FILES or None)
    page: dict[str, Any] = {"form": form, "deck": deck}

    def replace() -> HttpResponse:
        given = form.cleaned_data
        cards, looked_over = _read(given["file"]), given["looked_over"]
        actions.replace_cards(by=request.person, deck=deck, cards=cards, looked_over=looked_over)
        return redirect("talks:deck_edit", key)

    return _done(request, form, page, replace) or _page(request, "talks/deck_import.html", page)


def _read(file: Any) -> Sequence[Words]:
    """Return the cards of a sheet. Raises NotTaken with everything that is wrong."""
    found = sheet.read(file.read(), file=file.name)
    cards = [one for one in found if isinstance(one, Words)]
    if len(cards) < len(found):
        raise NotTaken([one for one in found if isinstance(one, Problem)])
    return cards


@keeper
@require_safe
def template(request: SignedInRequest) -> HttpResponse:
    """A sheet with an example, to fill in."""
    return _sheet([], _("cards.xlsx"))


@keeper
@require_safe
def export(request: SignedInRequest, key: UUID) -> HttpResponse:
    """The deck as a sheet, to change and bring in again."""
    return _sheet(piles.cards_of_deck(piles.get_deck(key)), _("cards.xlsx"))


def _sheet(cards: Sequence[DeckCard], name: str) -> HttpResponse:
    response = HttpResponse(sheet.write(cards), content_type=SHEET)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
