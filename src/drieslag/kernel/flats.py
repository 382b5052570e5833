"""The largest safe set where figures clash so thickly that no short list of rules describes it: all sets, in bulk.

Figure after figure is taken or left, for many thousands of unfinished sets at once. Each set keeps what remains of the
later figures, and of the single small cells, when all that it can compute is taken as nothing. A figure that is nothing
comes for free; the set is safe as long as small cells that hold fewer than the minimum together stay independent. What
cannot become better than the best set known is dropped.

How good a set can become: a safe set loses no rank when small cells S are struck out, so its rank is at most that of
all figures without S (`rank`). It has as many figures as its rank and the relations between its figures together; those
relations are among the ones between all figures that use none of those left (`relations`). Most sets with few figures
left have no relations any more, and then hold no more figures than that rank.

The numbers are modulo 2^31 − 1, above every minor of a table of zeros and ones with 22 rows (see `spans.prime_for`); no
set of a rank above 21 is looked at. Fewer relations than there are could not be found: modulo a prime there are more.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice

import numpy as np
from numpy.typing import NDArray

from drieslag.kernel.spans import Table

type Ints = NDArray[np.int64]
type Flags = NDArray[np.bool_]

BITS = 31
PRIME = (1 << BITS) - 1
COLUMNS = 22  # with no more of them no minor reaches the prime
CHOICES = 20_000  # so many largest choices of small cells are tried on each set
PIECE = 1 << 13  # unfinished sets that are taken on together
AT_ONCE = 1 << 17  # numbers of one step of the test of small cells


@dataclass(frozen=True)
class _Sets:
    """Unfinished sets of the same rank and relations: what they hold, and what is left of cells and figures."""

    held: Ints  # (sets,): the first figure is the highest bit
    size: Ints  # (sets,)
    left: Ints  # (sets, small cells and later figures, dimension)
    relations: Ints  # (sets, later figures, relations): those between figures that none of them has left

    def of(self, chosen: Flags | slice) -> "_Sets":
        return _Sets(self.held[chosen], self.size[chosen], self.left[chosen], self.relations[chosen])

    def beside(self, other: "_Sets") -> "_Sets":
        return _Sets(
            np.concatenate([self.held, other.held]),
            np.concatenate([self.size, other.size]),
            np.concatenate([self.left, other.left]),
            np.concatenate([self.relations, other.relations]),
        )

    @property
    def kind(self) -> tuple[int, int]:
        """What sets have in common that can be put together: dimension and relations."""
        return self.left.shape[2], self.relations.shape[2]

    def taking(self, bit: int, left: Ints) -> "_Sets":
        return _Sets(self.held | bit, self.size + 1, left, self.relations[:, 1:])

    def leaving(self, left: Ints) -> Iterator["_Sets"]:
        """Yield the sets without the figure: each relation that it is in is lost but for what goes round it."""
        used = self.relations[:, 0].any(axis=1)
        yield _Sets(self.held[~used], self.size[~used], left[~used], self.relations[~used, 1:])
        if used.any():
            fewer = _without(self.relations[used, 1:], self.relations[used, 0])
            yield _Sets(self.held[used], self.size[used], left[used], fewer)


type Stack = list[tuple[int, dict[tuple[int, int], _Sets]]]


class _Search:
    """One search: the table, and the best set found so far."""

    def __init__(self, of: Table, best: frozenset[int], most: int) -> None:
        self.count = len(of.figures)
        self.small = [column for column, weight in enumerate(of.weights) if weight < of.minimum]
        choices = list(together([of.weights[column] for column in self.small], of.minimum))
        self.test = _Test(choices)
        self.best = (len(best), sum(1 << (self.count - 1 - figure) for figure in best))
        self.shown = of.shown
        self.order = [*sorted(of.shown), *of.wanted]
        self.dimension = len(of.weights)
        rows = np.zeros((len(self.small) + self.count, self.dimension), dtype=np.int64)
        rows[np.arange(len(self.small)), self.small] = 1
        for row, figure in enumerate(self.order, len(self.small)):
            rows[row, list(of.figures[figure])] = 1
        relations = _relations(rows[len(self.small) :])
        everything = self.count - relations.shape[1]
        lost = max(0, max(map(len, choices), default=0) - (self.dimension - everything))
        self.most, self.rank = most, min(everything - lost, most)
        nothing = np.zeros(1, dtype=np.int64)
        self.start = _Sets(nothing, nothing, rows[None], relations[None])

    def run(self) -> frozenset[int]:
        waiting: Stack = [(0, {self.start.kind: self.start})] if self.count else []
        while waiting:
            place, by_kind = waiting.pop()
            after: dict[tuple[int, int], _Sets] = {}
            for sets in chain.from_iterable(self._after(place, each) for each in by_kind.values()):
                if place + 1 == self.count or self.dimension - sets.kind[0] >= self.rank:
                    self._finish(sets, place)
                else:
                    after[sets.kind] = after[sets.kind].beside(sets) if sets.kind in after else sets
            waiting += ((place + 1, piece) for piece in _pieces(after))
        return frozenset(figure for figure in range(self.count) if self.best[1] >> (self.count - 1 - figure) & 1)

    def _after(self, place: int, sets: _Sets) -> Iterator[_Sets]:
        """Take or leave one figure in all sets; yield those that are safe and can still become the best."""
        row, figure = len(self.small), self.order[place]
        bit = 1 << (self.count - 1 - figure)
        free = ~sets.left[:, row].any(axis=1)
        others = np.delete(sets.left, row, axis=1)
        yield from self._hopeful(sets.of(free).taking(bit, others[free]), place)
        if free.all():
            return
        bound, left = sets.of(~free), others[~free]
        if figure not in self.shown:
            for without in bound.leaving(left):
                yield from self._hopeful(without, place)
        for hopeful in self._hopeful(bound.taking(bit, sets.left[~free]), place):
            taken = _without(np.delete(hopeful.left, row, axis=1), hopeful.left[:, row])
            with_it = _Sets(hopeful.held, hopeful.size, taken, hopeful.relations)
            yield with_it.of(self.test.safe(taken[:, :row]))

    def _hopeful(self, sets: _Sets, place: int) -> Iterator[_Sets]:
        """Yield those of the sets, if any, that can still become the best."""
        later = sum(1 << (self.count - 1 - other) for other in self.order[place + 1 :])
        highest = min(self.most, self.rank + sets.kind[1])
        hope = np.minimum(sets.size + (self.count - 1 - place), highest)
        hopeful = (hope > self.best[0]) | ((hope == self.best[0]) & (sets.held | later > self.best[1]))
        if hopeful.any():
            yield sets.of(hopeful)

    def _finish(self, sets: _Sets, place: int) -> None:
        """Add what comes for free to sets beside which nothing else can be shown, and compare."""
        free = ~sets.left[:, len(self.small) :].any(axis=2)
        bits = np.array([1 << (self.count - 1 - figure) for figure in self.order[place + 1 :]], dtype=np.int64)
        for size, held in zip((sets.size + free.sum(axis=1)).tolist(), (sets.held + free @ bits).tolist(), strict=True):
            self.best = max(self.best, (size, held))


def largest(of: Table, best: frozenset[int], most: int | None = None) -> frozenset[int]:
    """Return a largest safe set, of those the one with the earliest figures; `best` is a safe set that is known.

    What is out must be safe, and `of` must fit. No safe set may have more than `most` figures, if that is given; it
    is needed, and below COLUMNS, for a table with more than COLUMNS columns. Ties are decided as by `spans.exact`.
    """
    return _Search(of, best, len(of.figures) if most is None else most).run()


def fits(of: Table) -> bool:
    """Whether the small cells can be tested here: there are not too many choices of them."""
    choices = together([weight for weight in of.weights if weight < of.minimum], of.minimum)
    return next(islice(choices, CHOICES, None), None) is None


def together(weights: Sequence[int], minimum: int) -> Iterator[list[int]]:
    """Yield the largest choices of cells that hold fewer answers than the minimum together."""

    def walk(first: int, chosen: list[int], left: int) -> Iterator[list[int]]:
        for place in range(first, len(weights)):
            if weights[place] <= left:
                yield from walk(place + 1, [*chosen, place], left - weights[place])
        if all(weights[place] > left for place in range(len(weights)) if place not in chosen):
            yield chosen

    yield from (chosen for chosen in walk(0, [], minimum - 1) if chosen)


class _Test:
    """Whether in unfinished sets the small cells of each choice are still independent.

    The cells are thrown on as few numbers as the longest choice has cells, in one way for all. There each choice has a
    determinant; Chio's condensation makes those of all choices from those of their parts, which many share. Where
    such a number is not zero the cells are independent. The few where it is are looked at in full.
    """

    def __init__(self, choices: Sequence[Sequence[int]]) -> None:
        self.longest = max(map(len, choices), default=0)
        needed: list[set[tuple[int, ...]]] = [set() for _ in range(self.longest + 1)]
        for choice in choices:
            needed[len(choice)].add(tuple(choice))
        whole = [sorted(each) for each in needed]
        for length in range(self.longest, 1, -1):
            for parts in needed[length]:
                needed[length - 1] |= {parts[:-1], (*parts[:-2], parts[-1])}
        self.steps: list[tuple[Ints, Ints]] = []  # of what two parts each determinant is made
        self.choices: list[tuple[Ints, Ints]] = []  # which of them are those of whole choices, and their cells
        before: dict[tuple[int, ...], int] = {(place,): place for (place,) in needed[1]} if self.longest else {}
        for length in range(1, self.longest + 1):
            now = {parts: place for place, parts in enumerate(sorted(needed[length]))} if length > 1 else before
            if length > 1:
                first = [before[parts[:-1]] for parts in now]
                second = [before[*parts[:-2], parts[-1]] for parts in now]
                self.steps.append((np.array(first), np.array(second)))
            at = np.array([now[parts] for parts in whole[length]], dtype=np.int64)
            self.choices.append((at, np.array(whole[length], dtype=np.int64).reshape(-1, length)))
            before = now
        self.widest = max((len(each) for each in needed), default=1) or 1

    def safe(self, cells: Ints) -> Flags:
        """Return for each set (sets, small cells, dimension) whether nothing follows about a choice of cells."""
        safe = np.ones(len(cells), dtype=np.bool_)
        chance = np.random.default_rng(1).integers(1, 1 << 24, (cells.shape[2], self.longest))
        many = max(1, AT_ONCE // self.widest)
        for start in range(0, len(cells) if self.longest else 0, many):
            piece = slice(start, start + many)
            safe[piece] = self._safe(cells[piece], np.ascontiguousarray(_reduced(cells[piece] @ chance).T))
        return safe

    def _safe(self, cells: Ints, thrown: Ints) -> Flags:
        """As `safe`; the cells as they are thrown come as (numbers, small cells, sets)."""
        safe = np.ones(len(cells), dtype=np.bool_)
        for length, (at, places) in enumerate(self.choices):
            if length:
                first, second = (thrown.take(parts, axis=1) for parts in self.steps[length - 1])
                product = first[:1] * second[1:]
                np.subtract(PRIME, first[1:], out=first[1:])
                first[1:] *= second[:1]
                product += first[1:]
                thrown = _reduced(product)
            choice, doubtful = np.nonzero((thrown[0].take(at, axis=0) == 0) & safe)
            full = cells[doubtful[:, None], places[choice]]
            safe[doubtful[~_independent(full)]] = False
        return safe


def _reduced(numbers: Ints) -> Ints:
    """Return numbers from zero up modulo the prime, changed in place without division: 2^31 is one."""
    for _ in range(2):
        above = numbers >> BITS
        numbers &= PRIME
        numbers += above
    np.subtract(numbers, PRIME, out=numbers, where=numbers >= PRIME)
    return numbers


def _relations(rows: Ints) -> Ints:
    """Return a basis of what weighted sums of the rows are nothing: (rows, relations)."""
    count, columns = rows.shape
    left = np.concatenate([rows, np.eye(count, dtype=np.int64)], axis=1)
    for column in range(columns):
        using = np.flatnonzero(left[:, column])
        if using.size:
            pivot, left = left[using[0]], np.delete(left, using[0], axis=0)
            left = _reduced(left * pivot[column] + (PRIME - left[:, column, None]) * pivot)
    return left[:, columns:].T


def _without(left: Ints, taken: Ints) -> Ints:
    """Return what is left when `taken` (sets, dimension; none of them zero) counts for nothing; a dimension less."""
    sets, dimension = taken.shape
    pivot = (taken != 0).argmax(axis=1)
    at = np.arange(sets)
    others = np.arange(dimension - 1) + (np.arange(dimension - 1) >= pivot[:, None])
    kept = np.take_along_axis(left, others[:, None, :], axis=2) * taken[at, pivot][:, None, None]
    kept += (PRIME - left[at, :, pivot])[:, :, None] * np.take_along_axis(taken, others, axis=1)[:, None, :]
    return _reduced(kept)


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


def _pieces(by_kind: dict[tuple[int, int], _Sets]) -> Iterator[dict[tuple[int, int], _Sets]]:
    """Share unfinished sets out, so that no step holds too many."""
    if by_kind and sum(len(sets.held) for sets in by_kind.values()) <= PIECE:
        yield by_kind
        return
    for kind, sets in by_kind.items():
        for start in range(0, len(sets.held), PIECE):
            yield {kind: sets.of(slice(start, start + PIECE))}
