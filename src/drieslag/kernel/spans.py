"""What can be computed from sums that overlap: the space that they span, and whether it holds a small sum.

A figure is a row of ones over the cells that it sums. Whoever sees some figures can compute every row of the space
that those span; a row gives people away when the cells in it (its support) hold 1 … minimum − 1 answers together.

All arithmetic is modulo a prime above every minor that a table of zeros and ones of this size can have (Hadamard's
bound), so each rank, and with it each answer here, is the same as over the rationals: nothing is rounded or guessed.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from math import log2

Row = dict[int, int]  # a column from zero upwards -> its number; -1 − f -> how often figure f was used

STEP = 5  # of so many figures one is taken first, in looking for a large set
FEW = 2  # where no more figures are hidden, rules always lead to the end soon

# Exponents of primes 2^e − 1 (Mersenne); the last serves any table of a thousand figures and more than 20,000 cells.
_EXPONENTS = (61, 89, 127, 521, 607, 1279, 2203, 3217, 4253, 9689, 19937, 44497)


def prime_for(figures: int) -> int:
    """Return a prime above every minor of a table of zeros and ones with so many rows: (k+1)^((k+1)/2) / 2^k.

    Raises ValueError for more overlapping figures than the largest prime at hand can carry (about 8,000).
    """
    bits = (figures + 1) / 2 * log2(figures + 1) - figures
    fitting = next((exponent for exponent in _EXPONENTS if exponent > bits + 1), None)
    if fitting is None:
        raise ValueError(f"too many figures that overlap one another: {figures}")
    return (1 << fitting) - 1


@dataclass
class Span:
    """The rows that can be computed from the figures shown so far; each has a column that no other has.

    A row whose own column is small (fewer answers than the minimum) is zero in every large one: only such rows can
    be part of a row that gives people away.
    """

    weights: Sequence[int]  # answers in each column; every one positive
    minimum: int
    prime: int
    rows: dict[int, Row] = field(default_factory=dict)

    def add(self, columns: Iterable[int], figure: int | None = None) -> frozenset[int] | None:
        """Show one figure more; or, when that would give people away, the figures that do so together.

        Figures that were added without a number are not named among them.
        """
        row = self._left(columns, {} if figure is None else {-1 - figure: 1})
        support = sorted((column for column in row if column >= 0), key=lambda column: (-self.weights[column], column))
        if not support:
            return None
        own = support[0]
        if self.weights[own] < self.minimum:
            small = [other for column, other in self.rows.items() if self.weights[column] < self.minimum]
            betrayal = self._light(row, small)
            if betrayal is not None:
                return frozenset(-1 - key for key in betrayal if key < 0)
        inverse = pow(row[own], -1, self.prime)
        row = {key: number * inverse % self.prime for key, number in row.items()}
        for other in self.rows.values():
            if own in other:
                _subtract(other, row, own, self.prime)
        self.rows[own] = row
        return None

    def follows(self, columns: Iterable[int]) -> bool:
        """Whether a figure can be computed from those shown, so that showing it tells nothing."""
        return not self._left(columns, {})

    @property
    def full(self) -> bool:
        """Whether only figures that follow can be shown: one rank more, and the smallest cells cannot all be struck."""
        left, most = self.minimum - 1, 0
        for weight in sorted(self.weights):
            left -= weight
            most += left >= 0
        return len(self.rows) >= len(self.weights) - most

    def _left(self, columns: Iterable[int], row: Row) -> Row:
        """Return what is left of a figure when those shown count for nothing."""
        row.update(dict.fromkeys(columns, 1))
        for column in [column for column in row if column in self.rows]:
            _subtract(row, self.rows[column], column, self.prime)
        return row

    def _light(self, row: Row, others: list[Row]) -> Row | None:
        """Return a row plus any of the others whose support holds fewer answers than the minimum.

        Each column of it is either paid for with its answers, or made zero with one of the others.
        """
        waiting = [(row, others, self.minimum - 1, frozenset[int]())]
        while waiting:
            row, others, budget, paid = waiting.pop()
            able = set(chain.from_iterable(others))
            fixed = [column for column in row if column >= 0 and column not in paid and column not in able]
            budget -= sum(self.weights[column] for column in fixed)
            if budget < 0:
                continue
            paid = paid.union(fixed)
            free = [column for column in row if column >= 0 and column not in paid]
            if not free:
                return row
            column = max(free, key=lambda each: (self.weights[each], -each))
            if self.weights[column] <= budget:
                waiting.append((row, others, budget - self.weights[column], paid | {column}))
            waiting.append((*self._zeroed(row, others, column), budget, paid))
        return None

    def _zeroed(self, row: Row, others: list[Row], column: int) -> tuple[Row, list[Row]]:
        """Use up one of the others to make a column zero in all."""
        place = next(place for place, other in enumerate(others) if column in other)
        inverse = pow(others[place][column], -1, self.prime)
        pivot = {key: number * inverse % self.prime for key, number in others[place].items()}
        left = []
        for other in (row, *others[:place], *others[place + 1 :]):
            rest = other
            if column in other:
                rest = dict(other)
                _subtract(rest, pivot, column, self.prime)
            left.append(rest)
        return left[0], left[1:]


def _subtract(row: Row, pivot: Mapping[int, int], column: int, prime: int) -> None:
    """Make `column` zero in a row by taking away the pivot, which has a one there."""
    times = row[column]
    for key, number in pivot.items():
        rest = (row.get(key, 0) - times * number) % prime
        if rest:
            row[key] = rest
        else:
            row.pop(key, None)


@dataclass(frozen=True)
class Table:
    """Figures as sets of columns, in the order in which they are wanted; cells that no figure parts are one column."""

    figures: tuple[tuple[int, ...], ...]
    shown: frozenset[int]  # the figures that are out already
    weights: tuple[int, ...]
    minimum: int

    def span(self) -> Span:
        """Return what the figures span that are out. They must be safe."""
        span = Span(self.weights, self.minimum, prime_for(min(len(self.figures), len(self.weights))))
        for figure in sorted(self.shown):
            span.add(self.figures[figure])
        return span

    @property
    def wanted(self) -> list[int]:
        """The figures that are not out yet."""
        return [figure for figure in range(len(self.figures)) if figure not in self.shown]


def table(unions: Sequence[Sequence[int]], counts: Sequence[int], shown: frozenset[int], minimum: int) -> Table:
    """Return the figures over columns: cells in the very same figures are taken together, cells in none left out."""
    within: dict[int, list[int]] = {}
    for figure, cells in enumerate(unions):
        for cell in cells:
            within.setdefault(cell, []).append(figure)
    columns: dict[tuple[int, ...], int] = {}
    for cell in sorted(within):
        key = tuple(within[cell])
        columns[key] = columns.get(key, 0) + counts[cell]
    figures: list[list[int]] = [[] for _ in unions]
    for column, key in enumerate(columns):
        for figure in key:
            figures[figure].append(column)
    return Table(tuple(map(tuple, figures)), shown, tuple(columns.values()), minimum)


def safe(of: Table, figures: Iterable[int]) -> bool:
    """Whether these figures give nobody away."""
    span = Span(of.weights, of.minimum, prime_for(min(len(of.figures), len(of.weights))))
    return all(span.add(of.figures[figure]) is None for figure in figures)


def greedy(of: Table) -> frozenset[int]:
    """Return what can be shown taking each figure in turn. Nothing can be added: what was refused stays unsafe."""
    return of.shown | taken_in_turn(of, of.wanted)


def taken_in_turn(of: Table, order: Iterable[int]) -> frozenset[int]:
    """Return which of these figures are shown when each is taken, in this order, if it can be."""
    span, found, full = of.span(), [], False
    for figure in order:
        full = full or span.full
        if span.follows(of.figures[figure]) if full else span.add(of.figures[figure]) is None:
            found.append(figure)
    return frozenset(found)


def known(of: Table) -> frozenset[int]:
    """Return a large safe set: the best of taking each figure in turn, from a few of them on."""
    best, best_worth = of.shown, (-1, 0)
    for start in range(0, len(of.wanted), STEP):
        found = of.shown | taken_in_turn(of, [*of.wanted[start:], *of.wanted[:start]])
        worth = (len(found), sum(1 << (len(of.figures) - 1 - figure) for figure in found))
        if worth > best_worth:
            best, best_worth = found, worth
    return best


def exact(of: Table, rules_at_most: int | None = None) -> frozenset[int] | int:
    """Return a largest safe set; of those the one with the earliest figures.

    Where that takes more rules than wished and hides more than two figures, return how many it has at most.

    The set that breaks no rule found so far is tried; what gives people away in it is a new rule (of these figures
    one must stay hidden). The first set without such is the answer, since every safe set keeps all the rules.
    """
    size = len(of.figures)
    values = {figure: (1 << size) + (1 << (size - 1 - figure)) for figure in of.wanted}
    rules: list[int] = []
    while True:
        kept = _best(values, rules)
        new = _betrayals(of, kept)
        if not new:
            return of.shown.union(figure for figure in values if kept >> figure & 1)
        rules = sorted({*rules, *new})  # each as small as can be, so none follows from another
        if rules_at_most is not None and len(rules) > rules_at_most and len(values) - kept.bit_count() > FEW:
            return len(of.shown) + kept.bit_count()


def _betrayals(of: Table, kept: int) -> list[int]:
    """Return sets of figures among those kept that give people away together, each as small as can be."""
    span, found = of.span(), []
    for figure in of.wanted:
        if kept >> figure & 1:
            together = span.add(of.figures[figure], figure)
            if together is not None:
                found.append(_least(of, together))
    return found


def _least(of: Table, together: frozenset[int]) -> int:
    """Leave out each figure without which the others still give people away."""
    needed = sorted(together)
    for figure in sorted(together, reverse=True):
        fewer = [other for other in needed if other != figure]
        span = of.span()
        if any(span.add(of.figures[other]) is not None for other in fewer):
            needed = fewer
    return sum(1 << figure for figure in needed)


def _best(values: Mapping[int, int], rules: Sequence[int]) -> int:
    """Return the set of the greatest value that holds no rule's figures all together (branch and bound)."""
    everything = sum(1 << figure for figure in values)
    best_loss, best = sum(values.values()) + 1, 0
    waiting = [(everything, 0, 0, list(rules))]  # what is kept, what of it must stay, what hiding cost, rules broken
    while waiting:
        kept, held, loss, broken = waiting.pop()
        bound, taken = loss, 0
        for rule in broken:
            open_to = rule & ~held
            if not open_to & taken:
                taken |= open_to
                bound += min((values[figure] for figure in _members(open_to)), default=best_loss)
        if bound >= best_loss:
            continue
        if not broken:
            best_loss, best = loss, kept
            continue
        branch = min(broken, key=lambda rule: (rule & ~held).bit_count())
        for figure in _members(branch & ~held):
            bit = 1 << figure
            waiting.append((kept & ~bit, held, loss + values[figure], [rule for rule in broken if not rule & bit]))
            held |= bit
    return best


def _members(mask: int) -> list[int]:
    return [figure for figure in range(mask.bit_length()) if mask >> figure & 1]
