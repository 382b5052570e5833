"""Cards as somebody writes or pastes them, and all that is wrong with them at once."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from drieslag.development.talks.enums import Whom
from drieslag.development.talks.models import CARD_MAX, HEADING_MAX
from drieslag.kernel.framework import alike
from drieslag.privacy import shield
from drieslag.privacy.shield import Kind
from drieslag.surveys.composing import LISTED, clean

MOST_CARDS = 100
MOST_ASKED = 10
# What says who somebody is. A place, a page or a school may well stand in a question for all.
OF_A_PERSON = frozenset(
    {Kind.NAME, Kind.INITIALS, Kind.ADDRESS, Kind.PHONE, Kind.EMAIL, Kind.BSN, Kind.IBAN, Kind.DATE_OF_BIRTH}
)
SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Words:
    """A card before it is kept."""

    text: str
    heading: str = ""
    dimension: str = ""
    whom: str = Whom.EVERYONE


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to mend, at the place where it stands: a line, or a cell of a sheet."""

    place: str
    message: str

    def __str__(self) -> str:
        return f"{self.place}: {self.message}" if self.place else self.message


def one_line(text: str) -> str:
    """Return words on one line, without signs that nobody sees."""
    return SPACE.sub(" ", clean(text)).strip()


def lines_of(pasted: str) -> list[tuple[int, str]]:
    """Return the lines that were pasted, with the number that each has there, without the signs of a list."""
    rows = ((number, LISTED.sub("", one_line(row), count=1)) for number, row in enumerate(pasted.split("\n"), start=1))
    return [(number, row) for number, row in rows if row]


def problems(cards: Sequence[tuple[Words, str, str]], known: Iterable[str] = ()) -> Iterator[Problem]:
    """Yield what is wrong: of each card the words, the place of the question and that of the heading. `known` are the
    questions that stand in the deck already.
    """
    there = {alike(text) for text in known}
    first: dict[str, str] = {}
    for words, place, heading in cards:
        same = alike(words.text)
        if not same:
            yield Problem(place, _("There is no question here."))
        elif same in there:
            yield Problem(place, _("This question stands in the deck already."))
        elif same in first:
            yield Problem(place, _("The same question stands here: %(place)s.") % {"place": first[same]})
        first.setdefault(same, place)
        if len(words.text) > CARD_MAX:
            yield Problem(place, too_long(words.text, CARD_MAX))
        if len(words.heading) > HEADING_MAX:
            yield Problem(heading, too_long(words.heading, HEADING_MAX))
    if len(cards) + len(there) > MOST_CARDS:
        many = _("A deck holds %(most)d cards at most. Here it would be %(count)d. Make a second deck of the rest.")
        yield Problem("", many % {"most": MOST_CARDS, "count": len(cards) + len(there)})


def too_long(text: str, limit: int) -> str:
    """Say that something is too long, and by how much."""
    over = len(text) - limit
    long = ngettext(
        "This is %(over)d sign too long. Keep it to %(limit)d.",
        "This is %(over)d signs too long. Keep it to %(limit)d.",
        over,
    )
    return long % {"over": over, "limit": limit}


def points_at(texts: Iterable[str]) -> list[str]:
    """Return the words that may point at a person. The shield may ask once too often, and may miss one."""
    found = {one.text for text in texts for one in shield.find(text) if one.kind in OF_A_PERSON}
    return sorted(found)[:MOST_ASKED]
