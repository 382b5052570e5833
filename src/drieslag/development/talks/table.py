"""The cards on the table of a talk, as one text, so that it is encrypted whole.

Of a card of our own the key is enough. One of the organisation's own lies there with its words and whose they are: the
talk keeps those, whatever becomes of the deck.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass

from drieslag.development.talks.deck import CARDS


@dataclass(frozen=True, slots=True)
class Laid:
    """A card on the table."""

    key: str
    text: str
    deck: str = ""
    source: str = ""


def to_text(laid: Iterable[Laid]) -> str:
    """Return the cards as they are kept."""
    kept = [one.key if one.key in CARDS else [one.key, one.text, one.deck, one.source] for one in laid]
    return json.dumps(kept, ensure_ascii=False)


def from_text(text: str) -> tuple[Laid, ...]:
    """Return the cards that were kept; one of ours that a later release dropped lies there no longer."""
    found = [[one, str(CARDS.get(one, ""))] if isinstance(one, str) else one for one in json.loads(text)]
    return tuple(Laid(*one) for one in found if one[1])
