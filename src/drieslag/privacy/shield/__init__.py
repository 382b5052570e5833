"""The privacy shield: what in a text could point at a client, and a neutral word for it.

`find` is pure in what it does: it keeps and logs nothing. It asks people a question ("Is this a name?"), so it may
ask once too often, and it can miss something: the page says both.
"""

from drieslag.privacy.shield import engine, initials, institutions, numbers, people, places, spelled, times
from drieslag.privacy.shield.engine import configure, prepare
from drieslag.privacy.shield.finding import Finding, Kind, Mark
from drieslag.privacy.shield.neutral import is_english, word_for
from drieslag.privacy.shield.resolve import settle
from drieslag.privacy.shield.vocabulary import vocabulary

__all__ = ["Finding", "Kind", "configure", "find", "prepare"]

_DIGITS_OF_A_NUMBER = 6  # a shorter one is a count


def find(text: str) -> list[Finding]:
    """Return what could identify someone, in order and not overlapping.

    Time grows with the length of the text. Safe to call from several threads; the first call loads the look-up tables.
    """
    found: list[Mark] = []
    for offset, piece in engine.segments(text):
        for source in (numbers, spelled, times, places, institutions, people, initials):
            found.extend(_moved(mark, offset) for mark in source.marks(piece))
    found.extend(mark for mark in engine.marks(text) if _is_worth_asking(mark, text))
    english = is_english(text)
    return [
        Finding(mark.start, mark.end, mark.kind, text[mark.start : mark.end], word_for(mark, text, english=english))
        for mark in settle(found, text)
    ]


def _moved(mark: Mark, offset: int) -> Mark:
    return Mark(mark.start + offset, mark.end + offset, mark.kind, mark.rank, mark.neutral, mark.neutral_en)


def _is_worth_asking(mark: Mark, text: str) -> bool:
    """Deduce was made for letters from hospitals; here some of what it finds is an ordinary word."""
    covered = text[mark.start : mark.end]
    if mark.kind is Kind.NAME:
        return not all(vocabulary().is_plain(word) for word in covered.replace(".", " ").split())
    if mark.kind is Kind.PHONE:
        return not numbers.is_public_line(covered)
    if mark.kind is Kind.PLACE:
        before = text[max(0, mark.start - 12) : mark.start].lower()
        return not before.endswith(("gemeente ", "provincie ", "regio ")) and covered.lower() not in vocabulary().proper
    return mark.kind is not Kind.NUMBER or sum(sign.isdigit() for sign in covered) >= _DIGITS_OF_A_NUMBER
