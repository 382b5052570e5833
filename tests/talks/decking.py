"""What the tests of decks begin with: an adviser with a deck of three questions."""

from io import BytesIO
from typing import Any

from drieslag.development.talks import actions
from drieslag.development.talks.enums import Whom
from drieslag.development.talks.models import Deck, DeckCard
from drieslag.development.talks.piles import cards_of_deck, key_of
from drieslag.development.talks.written import Words
from drieslag.learning.support.enums import Room
from drieslag.people.models import Person

CARDS = (
    Words("Wat ging beter dan je dacht?", "Je werk", Room.REFLECTING),
    Words("Waar heb je me bij nodig?", "Je werk", "", Whom.LEADER),
    Words("Wat proberen we uit?", "Vooruit", Room.FUTURE),
)


def made(by: Person, **more: Any) -> Deck:
    """A deck that is offered."""
    return actions.make_deck(**{"by": by, "name": "Goed gesprek", "source": "Van onszelf", "cards": CARDS, **more})


def card_of(deck: Deck, number: int = 0) -> DeckCard:
    """One of its cards, as it is now."""
    return cards_of_deck(deck)[number]


def keys(deck: Deck) -> list[str]:
    """The keys by which its cards are laid on a table."""
    return [key_of(one) for one in cards_of_deck(deck)]


def texts(deck: Deck) -> list[str]:
    """The questions of a deck."""
    return [one.text for one in cards_of_deck(deck)]


def workbook(*rows: tuple[str | None, ...]) -> bytes:
    """A workbook with these rows."""
    from openpyxl import Workbook

    book = Workbook()
    for row in rows:
        book.worksheets[0].append(row)
    out = BytesIO()
    book.save(out)
    return out.getvalue()
