"""Do items measure one thing, and do the members of a team agree enough to speak of the team?

A missing answer is NaN. Rows of items with a missing answer are left out of what concerns items together.
"""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from drieslag.kernel.estimates import CONFIDENCE, Estimate, present

type Floats = NDArray[np.float64]

STEPS = 10_000  # of the search for loadings; a hundred is usual
FINE = 1e-12


@dataclass(frozen=True)
class Icc:
    """How much of the spread lies between teams (icc1), and how reliable a team's mean is (icc2)."""

    icc1: float
    icc2: float


def cronbach_alpha(items: ArrayLike, confidence: float = CONFIDENCE) -> Estimate:
    """Return alpha over (n, k) items with Feldt's interval.

    α = k / (k - 1) · (1 - Σ s²ᵢ / s²ₜ); the bounds are 1 - (1 - α)·F with F the outer points of
    F(n - 1, (n - 1)(k - 1)). Only for pooled data of fifty persons or more, never for one team (domain.md 3.2.6).
    Raises ValueError for fewer than two items or two complete rows, or when all totals are equal. Source: Cronbach
    (1951), Psychometrika 16, 297; Feldt (1965), Psychometrika 30, 357.
    """
    from scipy.special import fdtri

    rows = _complete(items, least_items=2)
    n, k = rows.shape
    total = float(rows.sum(axis=1).var(ddof=1))
    if total <= FINE:
        raise ValueError("no alpha: everybody has the same total")
    if not 0 < confidence < 1:
        raise ValueError(f"a confidence lies between 0 and 1, not {confidence}")
    alpha = k / (k - 1) * (1 - float(rows.var(axis=0, ddof=1).sum()) / total)
    high, low = (
        1 - (1 - alpha) * float(fdtri(n - 1, (n - 1) * (k - 1), side))
        for side in ((1 - confidence) / 2, (1 + confidence) / 2)
    )
    return Estimate(alpha, low, high)


def omega_total(items: ArrayLike) -> float:
    """Return McDonald's omega of the sum of (n, k) items under one factor.

    ω = (Σλᵢ)² / ((Σλᵢ)² + Σψᵢ) with loadings λ and unique variances ψ in the items' own units. The loadings are those
    of least squared residual correlations (minres), none beyond 1; an item that everybody answered alike adds nothing.
    Raises ValueError for fewer than two complete rows or fewer than three items that differ: with two the loadings
    are not determined. Source: McDonald (1999), Test Theory, 6; Harman & Jones (1966), Psychometrika 31, 351.
    """
    rows = _complete(items, least_items=3)
    deviations = rows.std(axis=0, ddof=1)
    rows, deviations = rows[:, deviations > FINE], deviations[deviations > FINE]
    if len(deviations) < 3:  # noqa: PLR2004 — two loadings are not determined by one correlation
        raise ValueError(f"no omega from {len(deviations)} items that differ between persons")
    loadings = minres(np.asarray(np.corrcoef(rows, rowvar=False)))
    common = float(loadings @ deviations) ** 2
    return common / (common + float(((1 - loadings**2) * deviations**2).sum()))


def minres(correlations: Floats) -> Floats:
    """Return the (k,) loadings on one factor that leave the least squared residual correlations (k, k).

    Each loading in turn is the best one given the others, λᵢ = Σⱼ rᵢⱼλⱼ / Σⱼ λ²ⱼ, kept within ±1, until none moves.
    """
    off = correlations - np.diag(np.diag(correlations))
    values, vectors = np.linalg.eigh(correlations)
    loadings = np.clip(vectors[:, -1] * math.sqrt(values[-1]), -1, 1)
    moved, steps = 1.0, STEPS
    while moved > FINE and steps:
        before, steps = loadings.copy(), steps - 1
        for i in range(len(loadings)):
            others = float(loadings @ loadings - loadings[i] ** 2)
            loadings[i] = np.clip(off[i] @ loadings / others, -1, 1) if others > FINE else 0.0
        moved = float(np.abs(loadings - before).max())
    return loadings


def icc(values: ArrayLike, groups: ArrayLike) -> Icc:
    """Return ICC(1) and ICC(2) of (n,) values in (n,) groups, from a one-way analysis of variance.

    ICC1 = (MSB - MSW) / (MSB + (k - 1)·MSW) with k = n / number of groups; ICC2 = (MSB - MSW) / MSB, NaN when all
    group means are equal. Raises ValueError for fewer than two groups, no group with two values, or all values equal.
    Source: domain.md 3.2.5; Bliese (2000).
    """
    given, labels = np.asarray(values, dtype=np.float64), np.asarray(groups)
    if given.ndim != 1 or labels.shape != given.shape:
        raise ValueError(f"one group for each value is asked for, not {labels.shape} for {given.shape}")
    there = ~np.isnan(given)
    given = present(given)
    _, index = np.unique(labels[there], return_inverse=True)
    sizes = np.bincount(index)
    if len(sizes) < 2 or len(given) == len(sizes):  # noqa: PLR2004 — between needs two groups
        raise ValueError(f"no spread between and within {len(sizes)} groups of {len(given)} values")
    means = np.bincount(index, given) / sizes
    between = float((sizes * (means - given.mean()) ** 2).sum()) / (len(sizes) - 1)
    within = float(((given - means[index]) ** 2).sum()) / (len(given) - len(sizes))
    if between + within <= FINE:
        raise ValueError("no spread between or within: all values are equal")
    k = len(given) / len(sizes)
    reliable = (between - within) / between if between > FINE else math.nan
    return Icc((between - within) / (between + (k - 1) * within), reliable)


def rwg(values: ArrayLike, points: int) -> float:
    """Return how far (n,) answers to one item with so many points agree: 1 - s² / σ², σ² = (points² - 1) / 12.

    1 when all are equal, 0 when they differ as much as when everybody answered at random, or more. Raises ValueError
    for fewer than two answers or points. Source: domain.md 3.2.4; James, Demaree & Wolf (1984), JAP 69, 85.
    """
    return 1 - _spread_share(np.asarray(values, dtype=np.float64)[:, np.newaxis], points)


def rwg_j(items: ArrayLike, points: int) -> float:
    """Return how far a team agrees over (n, J) items: J·(1 - q) / (J·(1 - q) + q) with q = s̄² / σ², at most 1.

    s̄² is the mean of the items' variances (n - 1), each over who answered it. As 'team climate' only when the median
    over teams is .70 or more. Raises ValueError for an item with fewer than two answers, or fewer than two points.
    Source: domain.md 3.2.4; James, Demaree & Wolf (1984).
    """
    given = np.asarray(items, dtype=np.float64)
    share = _spread_share(given, points)
    agreed: float = given.shape[1] * (1 - share)
    return agreed / (agreed + share)


def _spread_share(given: Floats, points: int) -> float:
    """Return the mean variance of the items as a share, at most 1, of that of answers at random."""
    if given.ndim != 2 or not given.shape[1] or points < 2:  # noqa: PLR2004 — persons by items; two points differ
        raise ValueError(f"no agreement over {given.shape} answers on {points} points")
    counts = (~np.isnan(given)).sum(axis=0)
    if counts.min() < 2:  # noqa: PLR2004 — one answer has no variance
        raise ValueError(f"no agreement from {counts.min()} answers to an item")
    return min(float(np.nanvar(given, axis=0, ddof=1).mean()) / ((points**2 - 1) / 12), 1.0)


def _complete(items: ArrayLike, least_items: int) -> Floats:
    """Return the rows without a missing answer."""
    given = np.asarray(items, dtype=np.float64)
    if given.ndim != 2 or given.shape[1] < least_items:  # noqa: PLR2004 — persons by items
        raise ValueError(f"persons by at least {least_items} items are asked for, not {given.shape}")
    rows: Floats = given[~np.isnan(given).any(axis=1)]
    if len(rows) < 2:  # noqa: PLR2004 — one person has no variance
        raise ValueError(f"no reliability from {len(rows)} complete answers")
    return rows
