"""The piles of cards that there are: our own deck, and those of the organisation."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from uuid import UUID

from django.db.models import Count
from django.utils.translation import gettext_lazy as _

from drieslag.core.verdict import NotFound
from drieslag.development.talks.deck import DECK, Card, Said, Suit
from drieslag.development.talks.enums import Side, Whom
from drieslag.development.talks.models import Deck, DeckCard
from drieslag.development.talks.table import Laid
from drieslag.learning.support.enums import Room

OURS = "drieslag"


@dataclass(frozen=True, slots=True)
class Pile:
    """Cards that come from one place. `source` says whose questions they are; of our own there is nothing to say."""

    key: str
    name: Said
    suits: tuple[Suit, ...]
    source: str = ""

    @property
    def cards(self) -> Iterator[Card]:
        """All of its cards."""
        return (card for suit in self.suits for card in suit.cards)

    def narrowed(self, *, dimension: str = "", side: Side | None = None) -> "Pile":
        """Return the pile with the cards of this dimension alone, and of those what this side of a talk may lay."""
        suits = (
            Suit(
                suit.title,
                tuple(
                    card
                    for card in suit.cards
                    if (not dimension or card.dimension == dimension)
                    and (side != Side.OWNER or card.whom != Whom.LEADER)
                ),
                suit.help,
            )
            for suit in self.suits
        )
        return Pile(self.key, self.name, tuple(suit for suit in suits if suit.cards), self.source)


def piles() -> list[Pile]:
    """Return our own deck and those that the organisation offers now (one query)."""
    rows = DeckCard.objects.filter(deck__withdrawn_at=None).select_related("deck")
    ordered = rows.order_by("deck__name", "deck_id", "place", "pk")
    own = [_pile(deck, cards) for deck, cards in groupby(ordered, key=lambda row: row.deck)]
    return [Pile(OURS, _("The cards of Drieslag"), DECK), *own]


def _pile(deck: Deck, rows: Iterable[DeckCard]) -> Pile:
    suits = (Suit(heading, tuple(_card(row) for row in of)) for heading, of in by_heading(rows))
    return Pile(str(deck.pk), deck.name, tuple(suits), deck.source)


def by_heading(rows: Iterable[DeckCard]) -> list[tuple[str, list[DeckCard]]]:
    """Return cards by their headings: where a heading stands first, there all of its cards are. Those without one come
    before, so that they do not seem to belong to another.
    """
    found: dict[str, list[DeckCard]] = {}
    for row in rows:
        found.setdefault(row.heading, []).append(row)
    return sorted(found.items(), key=lambda one: one[0] != "")


def _card(row: DeckCard) -> Card:
    dimension = Room(row.dimension) if row.dimension else None
    return Card(key_of(row), row.text, dimension, Whom(row.whom))


def key_of(row: DeckCard) -> str:
    """Return the key of a card with these words."""
    return f"{row.pk}:{row.version}"


def offered(found: Iterable[Pile], side: Side) -> dict[str, Laid]:
    """Return what this side may lay on the table, by the key of the card."""
    return {
        card.key: Laid(card.key, str(card.text), "" if pile.key == OURS else str(pile.name), pile.source)
        for pile in found
        for card in pile.narrowed(side=side).cards
    }


def decks() -> list[tuple[Deck, int]]:
    """Return all decks of the organisation with how many cards each has, those that are offered first (one query)."""
    rows = Deck.objects.annotate(count=Count("cards")).order_by("name", "pk")
    return sorted(((row, row.count) for row in rows), key=lambda found: found[0].withdrawn_at is not None)


def get_deck(key: UUID) -> Deck:
    """Return a deck, also one that was withdrawn. Raises NotFound."""
    found = Deck.objects.filter(pk=key).first()
    if found is None:
        raise NotFound
    return found


def cards_of_deck(deck: Deck) -> list[DeckCard]:
    """Return its cards in their order."""
    return list(DeckCard.objects.filter(deck=deck).order_by("place", "pk"))


def get_card(deck: Deck, key: UUID) -> DeckCard:
    """Return a card of this deck. Raises NotFound."""
    found = DeckCard.objects.filter(deck=deck, pk=key).first()
    if found is None:
        raise NotFound
    return found
