"""The organisation's own decks. All colleagues read their cards, so none names a person: what the shield finds is
asked about first. A talk keeps the words of a card that it used (table.py), so a deck may change at any time.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from drieslag.core import clock
from drieslag.core.ids import new_id
from drieslag.core.verdict import NotFound, Refused, require
from drieslag.development.talks.enums import Whom
from drieslag.development.talks.models import DECK_MAX, SOURCE_MAX, Deck, DeckCard
from drieslag.development.talks.piles import cards_of_deck
from drieslag.development.talks.rules import may_change_deck, may_keep_decks
from drieslag.development.talks.written import Problem, Words, one_line, points_at, problems
from drieslag.journal.actions import record
from drieslag.journal.verbs import Verb
from drieslag.kernel.framework import alike
from drieslag.learning.support.enums import Room
from drieslag.learning.threads.actions.writing import earlier, within
from drieslag.people.models import Person

MOST_DECKS = 12  # offered at once: they stand on one page. Two advisers at the same moment may make one more.
KIND = "deck"


class NotTaken(Refused):
    """The cards are not right yet; `problems` says all that is wrong."""

    def __init__(self, found: Sequence[Problem]) -> None:
        super().__init__(" ".join(str(one) for one in found))
        self.problems = found


class PointsAtSomebody(Refused):
    """Words may point at a person. Whoever looked them over and knows that they do not, says so."""

    def __init__(self, words: Sequence[str]) -> None:
        listed = ", ".join(f"‘{one}’" for one in words)
        asks = _("All colleagues read this. Is it a person: %(words)s? Take that out, or tick below that it is none.")
        super().__init__(asks % {"words": listed})
        self.words = words


def make_deck(
    *, by: Person, name: str, source: str, cards: Sequence[Words], key: UUID | None = None, looked_over: bool = False
) -> Deck:
    """Make a deck that is offered from now on. The same `key` makes it once."""
    with transaction.atomic():
        require(may_keep_decks(by))
        if (known := earlier(Deck, key)) is not None:
            return known
        _room()
        name, source = _said(name, DECK_MAX), _said(source, SOURCE_MAX)
        cards = _checked(cards, (), looked_over=looked_over, also=(name,))
        deck = Deck.objects.create(id=key or new_id(), organisation_id=by.organisation_id, name=name, source=source)
        _add(deck, cards, 1)
        _tell(by, deck, Verb.PUBLISHED)
    return deck


def change_about(*, by: Person, deck: Deck, name: str, source: str, looked_over: bool = False) -> Deck:
    """Give it another name, or say otherwise whose questions they are."""
    with _changing(by, deck.pk) as row:
        row.name, row.source = _said(name, DECK_MAX), _said(source, SOURCE_MAX)
        _ask((row.name,), looked_over=looked_over)
        row.save(update_fields=["name", "source"])
    return row


def add_cards(*, by: Person, deck: Deck, cards: Sequence[Words], looked_over: bool = False) -> Deck:
    """Put cards under those that are there."""
    with _changing(by, deck.pk) as row:
        there = cards_of_deck(row)
        cards = _checked(cards, [one.text for one in there], looked_over=looked_over)
        _add(row, cards, max((one.place for one in there), default=0) + 1)
    return row


def replace_cards(*, by: Person, deck: Deck, cards: Sequence[Words], looked_over: bool = False) -> Deck:
    """Let the deck be these cards. One that was there already is the same card."""
    with _changing(by, deck.pk) as row:
        cards = _checked(cards, (), looked_over=looked_over)
        there = {alike(one.text): one for one in cards_of_deck(row)}
        stays = {alike(one.text) for one in cards}
        DeckCard.objects.filter(pk__in=[one.pk for same, one in there.items() if same not in stays]).delete()
        for place, words in enumerate(cards, start=1):
            known = there.get(alike(words.text))
            if known is None:
                _add(row, [words], place)
            else:
                known.place = place
                _put(known, words)
    return row


def change_card(*, by: Person, card: DeckCard, words: Words, was: int, looked_over: bool = False) -> DeckCard:
    """Write a card otherwise. `was` is the version that was read: what a colleague wrote meanwhile is not undone."""
    with _changing(by, card.deck_id) as row:
        there = {one.pk: one for one in cards_of_deck(row)}
        now = there.pop(card.pk, None)
        if now is None:
            raise NotFound
        if now.version != was:
            raise Refused(_("A colleague changed this card meanwhile. Load the page again."))
        _put(now, *_checked([words], [one.text for one in there.values()], looked_over=looked_over))
    return now


def remove_card(*, by: Person, card: DeckCard) -> None:
    """Take a card out of its deck; one that is the last stays. Twice is once."""
    with _changing(by, card.deck_id) as row:
        others = DeckCard.objects.filter(deck=row).exclude(pk=card.pk)
        if not others.exists():
            raise Refused(_("This is the last card. Withdraw the deck if you do not want it any more."))
        DeckCard.objects.filter(deck=row, pk=card.pk).delete()


def withdraw_deck(*, by: Person, deck: Deck) -> Deck:
    """Offer it no longer. What lies on the table of a talk stays there. Twice is once."""
    with transaction.atomic():
        row = _locked(deck.pk)
        require(may_keep_decks(by))
        if row.withdrawn_at is None:
            row.withdrawn_at = clock.now()
            row.save(update_fields=["withdrawn_at"])
            _tell(by, row, Verb.WITHDREW)
    return row


def offer_again(*, by: Person, deck: Deck) -> Deck:
    """Offer a deck again that was withdrawn. Twice is once."""
    with transaction.atomic():
        row = _locked(deck.pk)
        require(may_keep_decks(by))
        if row.withdrawn_at is not None:
            _room()
            row.withdrawn_at = None
            row.save(update_fields=["withdrawn_at"])
            _tell(by, row, Verb.RESUMED)
    return row


@contextmanager
def _changing(by: Person, key: UUID) -> Iterator[Deck]:
    """Change a deck that is locked meanwhile. Raises Refused."""
    with transaction.atomic():
        row = _locked(key)
        require(may_change_deck(by, row))
        yield row
        _tell(by, row, Verb.EDITED)


def _locked(key: UUID) -> Deck:
    found = Deck.objects.select_for_update().filter(pk=key).first()
    if found is None:
        raise NotFound
    return found


def _room() -> None:
    if Deck.objects.filter(withdrawn_at=None).count() >= MOST_DECKS:
        raise Refused(_("Your organisation offers very many decks. Withdraw one first."))


def _said(text: str, limit: int) -> str:
    return within(one_line(text), limit)


def _checked(
    cards: Iterable[Words], known: Iterable[str], *, looked_over: bool, also: Iterable[str] = ()
) -> list[Words]:
    """Return the cards, tidied. Refuses all that is wrong at once; then asks about what may point at a person."""
    tidy = [Words(one_line(one.text), one_line(one.heading), one.dimension, one.whom) for one in cards]
    several = len(tidy) > 1
    placed = [(words, place := str(number) if several else "", place) for number, words in enumerate(tidy, start=1)]
    if found := list(problems(placed, known)):
        raise NotTaken(found)
    if not tidy:
        raise Refused(_("Write one question at least."))
    if any(words.whom not in Whom or (words.dimension and words.dimension not in Room) for words in tidy):
        raise Refused(_("There is no such choice. Load the page again."))
    _ask([*also, *(text for words in tidy for text in (words.text, words.heading))], looked_over=looked_over)
    return tidy


def _ask(texts: Iterable[str], *, looked_over: bool) -> None:
    if not looked_over and (asked := points_at(texts)):
        raise PointsAtSomebody(asked)


def _add(deck: Deck, cards: Sequence[Words], place: int) -> None:
    DeckCard.objects.bulk_create(
        DeckCard(
            organisation_id=deck.organisation_id,
            deck=deck,
            place=at,
            text=words.text,
            heading=words.heading,
            dimension=words.dimension,
            whom=words.whom,
        )
        for at, words in enumerate(cards, start=place)
    )


def _put(card: DeckCard, words: Words) -> None:
    """Write words on a card; another question is another version, so that what lies on a table is not taken for it."""
    card.version += card.text != words.text
    card.text, card.heading, card.dimension, card.whom = words.text, words.heading, words.dimension, words.whom
    card.save(update_fields=["place", "version", "text", "heading", "dimension", "whom"])


def _tell(by: Person, deck: Deck, verb: Verb) -> None:
    record(verb=verb, object_kind=KIND, object_id=deck.pk, by=by.pk)
