"""What comes back in somebody's own notes: proposals to think about, from their own words for it, and no judgement.

Only marks that the writer put are counted: own words (tags), the occasion, the goal, the day. The text itself is not
read, and no feeling is guessed. Few notes tell nothing: under LEAST_NOTES nothing is proposed at all.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Final

LEAST_NOTES: Final = 4
LEAST_TIMES: Final = 3
ONE_IN: Final = 6  # of many notes, what comes back stands in at least one in six
LEAST_TOGETHER: Final = 2
MOST_PROPOSED: Final = 5


class Trait(StrEnum):
    """By what somebody marked a note."""

    TAG = "tag"
    OCCASION = "occasion"
    GOAL = "goal"
    DAY = "day"  # of the week, 0 is monday


class Turn(StrEnum):
    """How it goes with a mark."""

    RECURS = "recurs"
    NEW = "new"  # comes back, and was not there in the time before
    GONE = "gone"  # came back in the time before, and is not there now


@dataclass(frozen=True, order=True)
class Mark:
    """One mark: of which kind, and the word or key."""

    trait: Trait
    key: str


@dataclass(frozen=True)
class Note:
    """What counts of a note: its day and its marks."""

    on: date
    tags: frozenset[str] = frozenset()
    occasion: str = ""
    goal: str = ""

    def marks(self) -> frozenset[Mark]:
        """Return everything by which it is marked."""
        found = {Mark(Trait.TAG, tag) for tag in self.tags} | {Mark(Trait.DAY, str(self.on.weekday()))}
        if self.occasion:
            found.add(Mark(Trait.OCCASION, self.occasion))
        if self.goal:
            found.add(Mark(Trait.GOAL, self.goal))
        return frozenset(found)


@dataclass(frozen=True)
class Pattern:
    """A proposal: `mark` stands in `count` of `total` notes, `together` of them with `beside`.

    Of what is gone, the figures are those of the time before.
    """

    turn: Turn
    mark: Mark
    count: int
    total: int
    beside: Mark | None = None
    together: int = 0

    @property
    def key(self) -> str:
        """The name by which it is kept or put away: the same as long as it is about the same."""
        return f"{self.turn}:{self.mark.trait}:{self.mark.key}"


def patterns(notes: Sequence[Note], before: Sequence[Note] = ()) -> tuple[Pattern, ...]:
    """Return what comes back in `notes`, beside the time `before`; the most first, and a few at most."""
    if len(notes) < LEAST_NOTES:
        return ()
    now, earlier = _counted(notes), _counted(before)
    compared = len(before) >= LEAST_NOTES
    found = [
        _recurring(notes, mark, count, is_new=compared and not earlier[mark])
        for mark, count in now.items()
        if _comes_back(count, len(notes)) and _is_spread(notes, mark)
    ]
    gone = [
        Pattern(Turn.GONE, mark, count, len(before))
        for mark, count in earlier.items()
        if compared and mark.trait is Trait.TAG and not now[mark] and _comes_back(count, len(before))
    ]
    return (*_each_pair_once(_first(found, MOST_PROPOSED)), *_first(gone, 1))


def _counted(notes: Iterable[Note]) -> Counter[Mark]:
    return Counter(mark for note in notes for mark in note.marks())


def _comes_back(count: int, total: int) -> bool:
    return count >= LEAST_TIMES and count * ONE_IN >= total


def _is_spread(notes: Iterable[Note], mark: Mark) -> bool:
    """A day of the week comes back over weeks: three notes of one tuesday tell of that tuesday alone."""
    return mark.trait is not Trait.DAY or len({note.on for note in notes if mark in note.marks()}) >= LEAST_TIMES


def _recurring(notes: Sequence[Note], mark: Mark, count: int, *, is_new: bool) -> Pattern:
    """Say with which other mark it goes most: with one's own words first, since they say most."""
    with_it = Counter(other for note in notes if mark in (marks := note.marks()) for other in marks - {mark})
    beside = [(other, times) for other, times in with_it.items() if times >= LEAST_TOGETHER and _fits(mark, other)]
    beside.sort(key=lambda one: (one[0].trait is not Trait.TAG, -one[1], one[0]))
    turn = Turn.NEW if is_new and mark.trait is Trait.TAG else Turn.RECURS
    if not beside:
        return Pattern(turn, mark, count, len(notes))
    return Pattern(turn, mark, count, len(notes), *beside[0])


def _fits(mark: Mark, other: Mark) -> bool:
    return other.trait is not Trait.DAY and (other.trait is not mark.trait or mark.trait is Trait.TAG)


def _each_pair_once(found: Iterable[Pattern]) -> Iterator[Pattern]:
    """What was said of two marks is not said again the other way round."""
    said: set[frozenset[Mark]] = set()
    for one in found:
        pair = frozenset({one.mark, one.beside or one.mark})
        yield replace(one, beside=None, together=0) if one.beside and pair in said else one
        said.add(pair)


def _first(found: Iterable[Pattern], most: int) -> list[Pattern]:
    order = list(Trait)
    return sorted(found, key=lambda one: (-one.count, order.index(one.mark.trait), one.mark))[:most]
