"""What may be shown of many groups and many figures at once: the rules of `disclosure` on arrays.

A figure of a group that holds others is judged beside theirs. Two things can follow from a whole and its parts: how few
the others are (`publishing`), and that the others all answered alike. Both are looked at for the rest of each group:
its people in no group within it that is shown.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from drieslag.kernel import nested
from drieslag.kernel.disclosure import MINIMUMS, SMALL_CLASS, Mean, Minimums, OneClass, Reason, Shown, Withheld
from drieslag.kernel.estimates import t_quantile
from drieslag.kernel.scoring import AnswerScale
from drieslag.kernel.statistics import MergedClass

type Floats = NDArray[np.float64]
type Ints = NDArray[np.int64]
type Flags = NDArray[np.bool_]

CLOSE = 1e-9  # of a variance: below it all answers are equal
NONE = -1
REASONS = tuple(Reason)
CLASSES = tuple(MergedClass)
# How three classes are put together; the last stands for not at all.
WAYS = (((0,), (1,), (2,)), ((0, 1), (2,)), ((0,), (1, 2)), ())
APART, LOW_JOINED, HIGH_JOINED, HIDDEN = range(4)


@dataclass(frozen=True)
class Groups:
    """What a frozen record holds, as (groups, figures): answers, mean, variance (n - 1), three merged classes last.

    `parents` is the place of the group that holds each, -1 for none; without it no group holds another. A group's
    figures are of all its people, those of the groups within it included; `sizes` counts who could have answered.
    """

    n: Ints
    mean: Floats
    variance: Floats
    classes: Ints
    sizes: Ints
    parents: Sequence[int] = ()

    def forest(self) -> nested.Forest:
        """Return who lies within whom. Raises ValueError when groups hold one another in a ring."""
        parents = list(self.parents) or [-1] * len(self.n)
        depth = [0] * len(parents)
        for group in range(len(parents)):
            above = parents[group]
            while above >= 0:
                depth[group] += 1
                if depth[group] > len(parents):
                    raise ValueError(f"group {group} lies within itself")
                above = parents[above]
        return nested.planted(parents, sorted(range(len(parents)), key=lambda group: -depth[group]))


@dataclass(frozen=True)
class Means:
    """For each group and figure a mean with one decimal (NaN: not shown), its interval, a class or a reason."""

    value: Floats
    low: Floats
    high: Floats
    one_class: Ints  # place in CLASSES, -1 for none
    reason: Ints  # place in REASONS, -1 for none
    groups: Groups

    def at(self, group: int, figure: int) -> Shown[Mean] | Shown[OneClass] | Withheld:
        """Return one figure as `disclosure.mean_of` gives it."""
        if (reason := self.reason[group, figure]) != NONE:
            return Withheld(REASONS[reason])
        if (of := self.one_class[group, figure]) != NONE:
            return Shown(OneClass(CLASSES[of]))
        low, high = float(self.low[group, figure]), float(self.high[group, figure])
        within = None if np.isnan(low) else (low, high)
        n, size = int(self.groups.n[group, figure]), int(self.groups.sizes[group])
        return Shown(Mean(float(self.value[group, figure]), n, size, within))


def published_means(groups: Groups, scale: AnswerScale, *, minimums: Minimums = MINIMUMS) -> Means:
    """Return of each mean what may be shown, by the rules of `disclosure.mean_of` and beside the other groups.

    All equal, or all in one outer class, gives only that class. What cannot be shown beside a part (the others are too
    few, or all alike) is withheld as COMPLEMENT: the largest safe set stays, those listed first before others.
    """
    few = groups.n < minimums.mean
    one = np.where(few, NONE, _one_class(groups.n, groups.variance, groups.classes))
    reason = np.where(few, REASONS.index(Reason.TOO_FEW), NONE)
    if any(above >= 0 for above in groups.parents):
        follows = ~few & ~_beside_one_another(groups, minimums, one)
        reason = np.where(follows, REASONS.index(Reason.COMPLEMENT), reason)
    one = np.where(reason == NONE, one, NONE)
    bare = (reason != NONE) | (one != NONE)
    value = np.where(bare, np.nan, groups.mean)
    half = np.where(bare | (groups.n < minimums.distribution), np.nan, _half(groups))
    low, high = np.maximum(value - half, scale.low), np.minimum(value + half, scale.high)
    return Means(one_decimal(value), one_decimal(low), one_decimal(high), one, reason, groups)


def published_counts(classes: ArrayLike, *, minimums: Minimums = MINIMUMS) -> tuple[Ints, Ints, Ints]:
    """Return of (…, 3) merged-class counts how they are shown: place in WAYS, in CLASSES, in REASONS (-1 for none).

    As `disclosure.distribution`: a class of one or two goes with its smaller neighbour until there is none.
    """
    counts = np.asarray(classes, dtype=np.int64)
    n = counts.sum(axis=-1)
    full = (counts == n[..., None]) & (n[..., None] > 0)
    few = n < minimums.distribution
    one = np.where(full.any(axis=-1) & ~few, full.argmax(axis=-1), NONE)
    small = (counts > 0) & (counts <= SMALL_CLASS)
    first = np.where(small.any(axis=-1), small.argmax(axis=-1), NONE)
    down = (first == 0) | ((first == 1) & (counts[..., 0] <= counts[..., 2]))
    way = np.where(first == NONE, APART, np.where(down, LOW_JOINED, HIGH_JOINED))
    joined = np.where(down, counts[..., 2], counts[..., 0])  # the class that stays by itself
    alike = (first != NONE) & ((joined <= SMALL_CLASS) | (n - joined <= SMALL_CLASS))
    hidden = few | (one != NONE) | alike
    reason = np.where(few, REASONS.index(Reason.TOO_FEW), NONE)
    reason = np.where(~few & (one == NONE) & alike, REASONS.index(Reason.TOO_ALIKE), reason)
    return np.where(hidden, HIDDEN, way), one, reason


def one_decimal(values: Floats) -> Floats:
    """Round as Python's `round(value, 1)` does: to the even neighbour only where a number is exactly half."""
    rounded = np.round(values, 1)
    half = np.abs(np.abs(values * 10 % 1) - 0.5) < 1e-6  # noqa: PLR2004 — the few where the two ways could differ
    rounded[half] = [round(value, 1) for value in values[half].tolist()]
    return rounded


def _one_class(n: Ints, variance: Floats, classes: Ints) -> Ints:
    """Return the class in which all are, where all are equal or all are in an outer class; -1 elsewhere."""
    full = classes == n[..., None]
    place = np.where(full.any(axis=-1), full.argmax(axis=-1), NONE)
    alike = (place == MergedClass.LOW) | (place == MergedClass.HIGH) | (variance < CLOSE)
    found: Ints = np.where(alike, place, NONE)
    return found


def _beside_one_another(groups: Groups, minimums: Minimums, one: Ints) -> Flags:
    """Whether each mean can be shown beside those of the groups within it and around it."""
    trees = groups.forest()
    shown = np.ones(groups.n.shape, dtype=np.bool_)
    distinct, index = np.unique(groups.n, axis=1, return_inverse=True)
    for column in range(distinct.shape[1]):
        kept = nested.largest(trees, distinct[:, column].tolist(), minimum=max(minimums.mean, minimums.complement))
        shown[:, index.ravel() == column] = np.array(kept)[:, None]
    return shown & ~rest_alike(groups, shown & (groups.n >= minimums.mean), one)


def rest_alike(groups: Groups, shown: Flags, one: Ints) -> Flags:
    """Whether the people of a group in no shown group within it all answered alike; its figure would tell theirs.

    From within outwards: who is not told of within a group is among the rest of the one around it. Where two of a
    rest answered differently, each could have been the other, so that nobody's answer follows. A part of which only a
    class is told leaves its sum open; without others beside it the whole would tell that.
    """
    trees = groups.forest()
    n = groups.n.astype(np.float64)
    mean = np.where(groups.n > 0, groups.mean, 0)
    spread = np.where(groups.n > 1, groups.variance, 0) * np.maximum(n - 1, 0)
    sums = np.concatenate(
        [np.stack([n, n * mean, spread + n * mean**2], axis=2), groups.classes.astype(np.float64)], axis=2
    )
    told = np.zeros_like(sums)  # of those who are told of in a shown group within
    by_class = np.zeros(shown.shape)  # of those, how many stand in a group of which only the class is told
    alike = np.zeros(shown.shape, dtype=np.bool_)
    for group in trees.order:
        rest = sums[group] - told[group]
        people = rest[:, 0]
        with np.errstate(invalid="ignore", divide="ignore"):
            within = rest[:, 2] / people - (rest[:, 1] / people) ** 2
        outer = (rest[:, 3] == people) | (rest[:, 5] == people)
        parts = told[group, :, 0] > 0
        rest_alike = np.where(people > 0, outer | (within < 1e-7), (by_class[group] > 0) & (one[group] == NONE))  # noqa: PLR2004
        alike[group] = parts & shown[group] & rest_alike
        above = trees.parent[group]
        if above >= 0:
            open_ = shown[group] & ~alike[group]
            told[above] += np.where(open_[:, None], sums[group], told[group])
            by_class[above] += np.where(open_, np.where(one[group] == NONE, 0, n[group]), by_class[group])
    return alike


def _half(groups: Groups) -> Floats:
    """Return half of each interval, as `estimates.mean_interval`."""
    n, size = groups.n, groups.sizes[:, None]
    distinct, index = np.unique(n, return_inverse=True)
    quantile = np.array([t_quantile(int(each) - 1) if each > 1 else np.nan for each in distinct])[index].reshape(
        n.shape
    )
    with np.errstate(invalid="ignore", divide="ignore"):
        finite = np.sqrt(np.maximum(size - n, 0) / (size - 1))
        half: Floats = quantile * np.sqrt(groups.variance / n) * finite
    return half
