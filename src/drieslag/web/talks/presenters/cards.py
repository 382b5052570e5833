"""Cards as they stand on a page: by their decks and headings, with what they are about."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from secrets import SystemRandom
from uuid import UUID

from django.utils.translation import gettext as _

from drieslag.development.talks.deck import Card, Suit
from drieslag.development.talks.enums import Whom
from drieslag.development.talks.models import DeckCard
from drieslag.development.talks.piles import OURS, Pile, by_heading
from drieslag.development.talks.table import Laid
from drieslag.learning.support.enums import Room

DRAWN = 3


@dataclass(frozen=True, slots=True)
class Shown:
    """A card in words."""

    key: str
    text: str
    about: str  # its dimension, and for whom it is
    is_chosen: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """Cards under one heading."""

    title: str
    help: str
    cards: tuple[Shown, ...]


@dataclass(frozen=True, slots=True)
class ShownPile:
    """A deck: its name and whose it is, for one that is not our own alone."""

    name: str
    source: str
    groups: tuple[Group, ...]


def about(dimension: Room | None, whom: Whom) -> str:
    """Return what a card is about and for whom, when there is something to say."""
    said = [str(Room(dimension).label)] if dimension else []
    if whom == Whom.LEADER:
        said.append(str(Whom.LEADER.label))
    return " · ".join(said)


def shown(piles: Iterable[Pile], *, deck: str = "", dimension: str = "") -> list[Pile]:
    """Return what somebody looks at: one deck or all, one dimension or everything."""
    narrowed = [pile.narrowed(dimension=dimension) for pile in piles if deck in ("", pile.key)]
    return [pile for pile in narrowed if pile.suits]


def in_words(piles: Iterable[Pile], chosen: Collection[str] = ()) -> list[ShownPile]:
    """Return decks in words, with what is chosen of them."""
    return [
        ShownPile(
            "" if pile.key == OURS else str(pile.name),
            pile.source,
            tuple(_group(suit, chosen) for suit in pile.suits),
        )
        for pile in piles
    ]


def _group(suit: Suit, chosen: Collection[str]) -> Group:
    return Group(str(suit.title), str(suit.help), tuple(_card(card, chosen) for card in suit.cards))


def _card(card: Card, chosen: Collection[str]) -> Shown:
    return Shown(card.key, str(card.text), about(card.dimension, card.whom), card.key in chosen)


def chosen_elsewhere(known: Iterable[Laid], piles: Iterable[Pile], chosen: Collection[str]) -> list[ShownPile]:
    """Return the cards that are chosen and not among those that are shown, so that they stay chosen."""
    here = {card.key for pile in piles for card in pile.cards}
    cards = tuple(
        Shown(one.key, one.text, one.deck, is_chosen=True) for one in known if one.key in chosen and one.key not in here
    )
    return [ShownPile("", "", (Group(_("Chosen already"), "", cards),))] if cards else []


def drawn(piles: Iterable[Pile], chosen: Collection[str]) -> list[str]:
    """Return some cards at random, of those that are shown and not chosen."""
    left = [card.key for pile in piles for card in pile.cards if card.key not in chosen]
    return SystemRandom().sample(left, min(DRAWN, len(left)))


@dataclass(frozen=True, slots=True)
class Row:
    """A card that can be changed."""

    key: UUID
    text: str
    about: str


def to_change(rows: Iterable[DeckCard]) -> list[tuple[str, list[Row]]]:
    """Return the cards of a deck by their headings."""
    return [(heading, [_row(row) for row in of]) for heading, of in by_heading(rows)]


def _row(row: DeckCard) -> Row:
    dimension = Room(row.dimension) if row.dimension else None
    return Row(row.pk, row.text, about(dimension, Whom(row.whom)))
