"""The largest safe set where figures clash so thickly that no short list of rules describes it: all sets, in bulk.

Figure after figure is taken or left, for many thousands of unfinished sets at once. Each set keeps what remains of the
later figures, and of the single small cells, when all that it can compute is taken as nothing. A figure that is nothing
comes for free; the set is safe as long as small cells that hold fewer than the minimum together stay independent. What
cannot become better than the best set known is dropped.

The numbers are modulo 2^31 − 1, above every minor of a table of zeros and ones with 22 rows (see `spans.prime_for`).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from drieslag.kernel.spans import Table

type Ints = NDArray[np.int64]
type Flags = NDArray[np.bool_]

PRIME = (1 << 31) - 1
RANK = 22  # up to which a table can be judged with this prime
PIECE = 1 << 15  # unfinished sets that are taken on together


def fits(of: Table) -> bool:
    """Whether the figures can be judged here."""
    return min(len(of.figures), len(of.weights)) <= RANK


@dataclass(frozen=True)
class _Sets:
    """Unfinished sets of one dimension: what they hold, and what is left of the small cells and the later figures."""

    held: Ints  # (sets,): the first figure is the highest bit
    size: Ints  # (sets,)
    left: Ints  # (sets, small cells and later figures, dimension)

    def of(self, chosen: Flags | slice) -> "_Sets":
        return _Sets(self.held[chosen], self.size[chosen], self.left[chosen])

    def beside(self, other: "_Sets") -> "_Sets":
        return _Sets(
            np.concatenate([self.held, other.held]),
            np.concatenate([self.size, other.size]),
            np.concatenate([self.left, other.left]),
        )


class _Search:
    """One search: the table, and the best set found so far."""

    def __init__(self, of: Table, best: frozenset[int]) -> None:
        self.count = len(of.figures)
        self.small = [column for column, weight in enumerate(of.weights) if weight < of.minimum]
        self.unsafe = list(_together([of.weights[column] for column in self.small], of.minimum))
        self.least = max(map(len, self.unsafe), default=-1)
        self.best = (len(best), sum(1 << (self.count - 1 - figure) for figure in best))
        self.shown = of.shown
        self.order = [*sorted(of.shown), *of.wanted]
        self.start = np.zeros((1, len(self.small) + self.count, len(of.weights)), dtype=np.int64)
        for row, column in enumerate(self.small):
            self.start[0, row, column] = 1
        for row, figure in enumerate(self.order, len(self.small)):
            self.start[0, row, list(of.figures[figure])] = 1

    def run(self) -> frozenset[int]:
        nothing = np.zeros(1, dtype=np.int64)
        waiting = [(0, {self.start.shape[2]: _Sets(nothing, nothing, self.start)})]
        while waiting:
            place, by_dimension = waiting.pop()
            if place == self.count:
                self._compare(by_dimension)
                continue
            after = self._taken(place, by_dimension)
            if sum(len(sets.held) for sets in after.values()) <= PIECE:
                waiting.append((place + 1, after))
            else:
                waiting += ((place + 1, piece) for piece in _pieces(after))
        return frozenset(figure for figure in range(self.count) if self.best[1] >> (self.count - 1 - figure) & 1)

    def _taken(self, place: int, by_dimension: dict[int, _Sets]) -> dict[int, _Sets]:
        """Take or leave one figure in all sets."""
        figure = self.order[place]
        bit, row = 1 << (self.count - 1 - figure), len(self.small)
        later = sum(1 << (self.count - 1 - other) for other in self.order[place + 1 :])
        after: dict[int, _Sets] = {}

        def keep(sets: _Sets) -> None:
            hope = sets.size + (self.count - 1 - place)
            sets = sets.of((hope > self.best[0]) | ((hope == self.best[0]) & (sets.held | later > self.best[1])))
            dimension = sets.left.shape[2]
            if dimension <= self.least:
                self._finish(sets, place)
            elif len(sets.held):
                after[dimension] = after[dimension].beside(sets) if dimension in after else sets

        for sets in by_dimension.values():
            free = ~sets.left[:, row].any(axis=1)
            others = np.delete(sets.left, row, axis=1)
            keep(_Sets(sets.held[free] | bit, sets.size[free] + 1, others[free]))
            if figure not in self.shown:
                keep(_Sets(sets.held[~free], sets.size[~free], others[~free]))
            if (~free).any():
                taken = _without(others[~free], sets.left[~free, row])
                with_it = _Sets(sets.held[~free] | bit, sets.size[~free] + 1, taken)
                keep(with_it.of(self._safe(taken)))
        return after

    def _safe(self, left: Ints) -> Flags:
        """Whether in each set all small cells that must not follow together are still independent."""
        safe = np.ones(len(left), dtype=np.bool_)
        for together in self.unsafe:
            still = np.flatnonzero(safe)
            safe[still] = _independent(left[still][:, together])
        return safe

    def _finish(self, sets: _Sets, place: int) -> None:
        """Add what comes for free to sets in which every further figure would make the small cells follow."""
        free = ~sets.left[:, len(self.small) :].any(axis=2)
        bits = np.array([1 << (self.count - 1 - figure) for figure in self.order[place + 1 :]], dtype=np.int64)
        self._compare({0: _Sets(sets.held + free @ bits, sets.size + free.sum(axis=1), sets.left)})

    def _compare(self, by_dimension: dict[int, _Sets]) -> None:
        for sets in filter(lambda each: len(each.held), by_dimension.values()):
            place = int(np.lexsort((sets.held, sets.size))[-1])
            self.best = max(self.best, (int(sets.size[place]), int(sets.held[place])))


def largest(of: Table, best: frozenset[int]) -> frozenset[int]:
    """Return a largest safe set, of those the one with the earliest figures; `best` is a safe set that is known.

    What is out must be safe. Up to 2^24 sets in the worst case; ties are decided as by `spans.exact`.
    """
    return _Search(of, best).run()


def _together(weights: Sequence[int], minimum: int) -> Iterator[list[int]]:
    """Yield the largest choices of cells that hold fewer answers than the minimum together."""

    def walk(first: int, chosen: list[int], left: int) -> Iterator[list[int]]:
        for place in range(first, len(weights)):
            if weights[place] <= left:
                yield from walk(place + 1, [*chosen, place], left - weights[place])
        if all(weights[place] > left for place in range(len(weights)) if place not in chosen):
            yield chosen

    yield from (chosen for chosen in walk(0, [], minimum - 1) if chosen)


def _without(left: Ints, taken: Ints) -> Ints:
    """Return what is left when `taken` (sets, dimension; none of them zero) counts for nothing; a dimension less."""
    sets, dimension = taken.shape
    pivot = (taken != 0).argmax(axis=1)
    at = np.arange(sets)
    times = left[at, :, pivot]
    left = (left * taken[at, pivot][:, None, None] - times[:, :, None] * taken[:, None, :]) % PRIME
    others = np.arange(dimension - 1) + (np.arange(dimension - 1) >= pivot[:, None])
    found: Ints = np.take_along_axis(left, others[:, None, :], axis=2)
    return found


def _independent(rows: Ints) -> Flags:
    """Whether the rows of each set (sets, rows, dimension) are independent."""
    independent = np.ones(len(rows), dtype=np.bool_)
    for _ in range(rows.shape[1]):
        if not rows.shape[2]:
            return np.zeros(len(independent), dtype=np.bool_)
        zero = ~rows[:, 0].any(axis=1)
        independent &= ~zero
        first = np.where(zero[:, None], 1, rows[:, 0])
        rows = _without(rows[:, 1:], first)
    return independent


def _pieces(by_dimension: dict[int, _Sets]) -> Iterator[dict[int, _Sets]]:
    """Share unfinished sets out, so that no step holds too many."""
    for dimension, sets in by_dimension.items():
        for start in range(0, len(sets.held), PIECE):
            yield {dimension: sets.of(slice(start, start + PIECE))}
