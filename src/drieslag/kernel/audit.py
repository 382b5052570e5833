"""What somebody who reads everything that was released can work out about one answer: the audit of domain.md 6g.

Released figures are linear facts about answers that stay unknown. The least and the greatest value that one answer can
have under all of them are two linear programmes (HiGHS). People in one cell are alike to a reader: one of them stands
for all, and the others of the cell are one sum. Facts that share no unknown are judged in one and the same programme,
which for a round of many items is what makes the audit quick.
"""

import math
from collections.abc import Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from drieslag.kernel.scoring import AnswerScale
from drieslag.kernel.statistics import MergedClass, merged_class

TOLERANCE = 1e-6
INFEASIBLE = 2  # the solver's word for facts that contradict one another
BORDERS = {MergedClass.LOW: (0, 1 / 3), MergedClass.MIDDLE: (1 / 3, 2 / 3), MergedClass.HIGH: (2 / 3, 1)}


@dataclass(frozen=True)
class Range:
    """The least and the greatest value that something unknown can have."""

    low: float
    high: float

    @property
    def point(self) -> bool:
        """Whether the value is given away."""
        return self.high - self.low < TOLERANCE


@dataclass(frozen=True)
class Fact[K]:
    """A weighted sum of unknowns that lies from `low` to `high`."""

    weights: Mapping[K, float]
    low: float
    high: float


@dataclass(frozen=True)
class Told[C]:
    """A released figure: the sum of the answers in these cells, or how many of them lie in these merged classes."""

    cells: frozenset[C]
    low: float
    high: float
    classes: frozenset[MergedClass] = frozenset()


def mean_told[C](cells: Collection[C], n: int, mean: float, *, decimals: int = 1, whole: bool = False) -> Told[C]:
    """Return what a rounded mean of n answers tells of their sum; of `whole` answers, between which whole numbers."""
    slack = n * 0.5 * 10**-decimals
    low, high = n * mean - slack, n * mean + slack
    if whole:
        low, high = math.ceil(low - TOLERANCE), math.floor(high + TOLERANCE)
    return Told(frozenset(cells), low, high)


def classes_told[C](cells: Collection[C], classes: Collection[MergedClass], count: int) -> Told[C]:
    """Return what a count of merged classes tells; "all in one class" is the count of everybody."""
    return Told(frozenset(cells), count, count, frozenset(classes))


def feasible[K: Hashable](
    bounds: Mapping[K, tuple[float, float]],
    facts: Sequence[Fact[K]],
    wanted: Collection[K] | None = None,
    *,
    whole: bool = False,
) -> dict[K, Range]:
    """Return the range of each wanted unknown (of all, when none are named) under the facts.

    `whole` unknowns have no value between two whole numbers; without it the range may be wider than what a reader
    can work out, and is never narrower. Raises ValueError for a fact about an unknown without bounds, for facts that
    contradict one another, and where an unknown has no bound.
    """
    keys = list(bounds)
    place = {key: number for number, key in enumerate(keys)}
    for fact in facts:
        if missing := [key for key in fact.weights if key not in place]:
            raise ValueError(f"a fact about an unknown without bounds: {missing[0]!r}")
    programme = _Programme.of(list(bounds.values()), [({place[k]: w for k, w in f.weights.items()}, f) for f in facts])
    asked = [place[key] for key in (keys if wanted is None else wanted)]
    low, high = np.full(len(keys), np.nan), np.full(len(keys), np.nan)
    for together in _turns(asked, programme.families()):
        low[together] = programme.solve(together, 1, whole=whole)[together]
        high[together] = programme.solve(together, -1, whole=whole)[together]
    return {keys[number]: Range(float(low[number]), float(high[number])) for number in asked}


def audit[C: Hashable](
    counts: Mapping[C, int], told: Sequence[Told[C]], scale: AnswerScale, *, whole: bool = False
) -> dict[C, Range]:
    """Return for each cell with people the range that the answer of any one of them has for a reader.

    `counts` gives the people in each cell: disjoint sets whose answers are told of together only. With `whole` answers
    the ranges are exact; without, exact for sums and means, and never too narrow beside counts of classes. Raises
    ValueError as `feasible`.
    """
    bounds: dict[tuple[object, ...], tuple[float, float]] = {}
    facts: list[Fact[tuple[object, ...]]] = []
    classed = frozenset[C]().union(*(each.cells for each in told if each.classes))
    for cell, count in counts.items():
        for part, people in (("one", min(count, 1)), ("rest", max(count - 1, 0))):
            bounds[part, cell] = people * scale.low, people * scale.high
            if cell in classed:
                bounds.update({(part, cell, each): (0, people) for each in MergedClass})
                facts += _of_classes(part, cell, people, _class_bounds(scale, whole=whole))
    for each in told:
        suffixes: list[tuple[object, ...]] = [(chosen,) for chosen in sorted(each.classes)]
        weights: dict[tuple[object, ...], float] = {
            (part, cell, *rest): 1.0 for part in ("one", "rest") for cell in each.cells for rest in suffixes or [()]
        }
        facts.append(Fact(weights, each.low, each.high))
    there = [cell for cell, count in counts.items() if count]
    found = feasible(bounds, facts, [("one", cell) for cell in there], whole=whole)
    return {cell: found["one", cell] for cell in there}


def _class_bounds(scale: AnswerScale, *, whole: bool) -> dict[MergedClass, tuple[float, float]]:
    """Return the least and the greatest answer in each class; a class without an answer is left out."""
    if not whole:
        width = scale.high - scale.low
        return {each: (scale.low + a * width, scale.low + b * width) for each, (a, b) in BORDERS.items()}
    answers: dict[MergedClass, list[int]] = {}
    for answer in range(scale.low, scale.high + 1):
        answers.setdefault(merged_class(answer, scale), []).append(answer)
    return {each: (found[0], found[-1]) for each, found in answers.items()}


def _of_classes(
    part: str, cell: object, people: int, within: Mapping[MergedClass, tuple[float, float]]
) -> list[Fact[tuple[object, ...]]]:
    """Everybody is in one class, and the sum of the answers lies between what the classes allow."""
    shares = {(part, cell, each): 1.0 for each in within}
    nobody = {(part, cell, each): 1.0 for each in MergedClass if each not in within}
    least = {(part, cell, each): -low for each, (low, _high) in within.items()}
    most = {(part, cell, each): -high for each, (_low, high) in within.items()}
    return [
        Fact(shares, people, people),
        Fact(nobody, 0, 0),
        Fact({(part, cell): 1.0, **least}, 0, math.inf),
        Fact({(part, cell): 1.0, **most}, -math.inf, 0),
    ]


def _turns(asked: Sequence[int], family: NDArray[np.int64]) -> list[list[int]]:
    """Share the unknowns out over as few programmes as can be: one of each family a turn."""
    turns: list[list[int]] = []
    had: dict[int, int] = {}
    for number in asked:
        turn = had.get(int(family[number]), 0)
        had[int(family[number])] = turn + 1
        if turn == len(turns):
            turns.append([])
        turns[turn].append(number)
    return turns


@dataclass(frozen=True)
class _Programme:
    """The facts as a sparse matrix, as the solver takes them."""

    matrix: Any
    fact_low: NDArray[np.float64]
    fact_high: NDArray[np.float64]
    bounds: NDArray[np.float64]

    @classmethod
    def of(cls, bounds: Sequence[tuple[float, float]], facts: Sequence[tuple[dict[int, float], Any]]) -> "_Programme":
        from scipy.sparse import csr_array

        rows = [number for number, (weights, _) in enumerate(facts) for _ in weights]
        columns = [column for weights, _ in facts for column in weights]
        values = [weight for weights, _ in facts for weight in weights.values()]
        return cls(
            csr_array((values, (rows, columns)), shape=(len(facts), len(bounds)), dtype=np.float64),
            np.array([fact.low for _, fact in facts], dtype=np.float64),
            np.array([fact.high for _, fact in facts], dtype=np.float64),
            np.array(bounds, dtype=np.float64).reshape(len(bounds), 2),
        )

    def families(self) -> NDArray[np.int64]:
        """Return for each unknown the number of its family: unknowns that facts connect."""
        from scipy.sparse import block_array
        from scipy.sparse.csgraph import connected_components

        if not self.matrix.shape[0]:
            return np.arange(self.matrix.shape[1])
        both = block_array([[None, abs(self.matrix)], [abs(self.matrix).T, None]])
        found: NDArray[np.int64] = connected_components(both, directed=False)[1][self.matrix.shape[0] :]
        return found

    def solve(self, together: Sequence[int], sign: int, *, whole: bool) -> NDArray[np.float64]:
        """Return the unknowns where those asked for are least (sign 1) or greatest (sign -1)."""
        from scipy.optimize import Bounds, LinearConstraint, milp

        wish = np.zeros(len(self.bounds))
        wish[together] = sign
        given = {} if not len(self.fact_low) else {
            "constraints": LinearConstraint(self.matrix, self.fact_low, self.fact_high)
        }  # fmt: skip
        found = milp(wish, bounds=Bounds(*self.bounds.T), integrality=np.full(len(wish), int(whole)), **given)
        if found.x is None:
            raise ValueError(
                "what was released contradicts itself" if found.status == INFEASIBLE else "an unknown has no bound"
            )
        values: NDArray[np.float64] = found.x
        return values
