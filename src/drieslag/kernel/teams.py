"""From the scores of persons to those of teams and of the whole, for thousands of teams at once.

A team's score is the mean of its persons, never of their items: who answered more does not count for more
(domain.md 3.2.3). What may be shown of it is decided in `disclosure`.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from drieslag.kernel.estimates import CONFIDENCE, t_quantile

type Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class TeamScores:
    """Every team on every scale: rows are `teams`, in order, columns are scales. NaN where nothing can be said."""

    teams: NDArray[np.generic]
    n: NDArray[np.int64]
    mean: Floats
    deviation: Floats
    low: Floats
    high: Floats


@dataclass(frozen=True)
class WholeScore:
    """The score of an organisation, both ways: every team counts the same, or every person does."""

    of_teams: float
    of_persons: float
    teams: int
    persons: int


def team_mean(person_scores: Iterable[float | None]) -> float | None:
    """Return the mean of the persons' scores, or None when nobody has one."""
    scores = [score for score in person_scores if score is not None and not math.isnan(score)]
    return math.fsum(scores) / len(scores) if scores else None


def team_scores(
    scores: ArrayLike, teams: ArrayLike, populations: ArrayLike | None = None, confidence: float = CONFIDENCE
) -> TeamScores:
    """Return mean, deviation and interval of every team on every scale, as `mean_interval` gives them one by one.

    `scores` is (persons, scales) or (persons,), NaN where a person has no score; `teams` (persons,) names each
    person's team; `populations` has the number of members of each team in the sorted order of the names, (teams,),
    without which the interval is that of an endless population. Raises ValueError when the shapes do not fit or more
    answered than there are.
    """
    given = np.asarray(scores, dtype=np.float64)
    given = given[:, np.newaxis] if given.ndim == 1 else given
    labels = np.asarray(teams)
    if labels.shape != given.shape[:1]:
        raise ValueError(f"one team for each person is asked for, not {labels.shape} for {given.shape}")
    names, index = np.unique(labels, return_inverse=True)
    there = ~np.isnan(given)
    filled = np.where(there, given, 0.0)
    n = _sums(there.astype(np.float64), index, len(names))
    mean = _divided(_sums(filled, index, len(names)), n)
    off = np.where(there, given - mean[index], 0.0)
    deviation = np.sqrt(_divided(_sums(off**2, index, len(names)), n - 1))
    half = _t(n, confidence) * deviation / np.sqrt(np.maximum(n, 1)) * _finite(n, populations)
    return TeamScores(names, n.astype(np.int64), mean, deviation, mean - half, mean + half)


def whole_score(scores: ArrayLike, teams: ArrayLike) -> WholeScore:
    """Return the mean of the team means and the mean of all persons, of (persons,) scores; NaN when nobody has one.

    They differ when large teams answer otherwise than small ones; a page that shows one says which. Raises ValueError
    when the shapes do not fit.
    """
    given = np.asarray(scores, dtype=np.float64)
    found = team_scores(given, teams)
    counted = found.n[:, 0] > 0
    if not counted.any():
        return WholeScore(math.nan, math.nan, 0, 0)
    persons = int(found.n.sum())
    return WholeScore(
        float(found.mean[counted, 0].mean()), math.fsum(given[~np.isnan(given)]) / persons, int(counted.sum()), persons
    )


def _sums(values: Floats, index: NDArray[np.intp], count: int) -> Floats:
    """Return the sum of each column for each team."""
    sums = [np.bincount(index, column, minlength=count) for column in values.T]
    return np.stack(sums, axis=1) if sums else np.empty((count, 0))


def _divided(sums: Floats, counts: Floats) -> Floats:
    found: Floats = np.divide(sums, counts, out=np.full(sums.shape, np.nan), where=counts > 0)
    return found


def _t(n: Floats, confidence: float) -> Floats:
    """Return Student's t for each number of answers; one suffices for each number that occurs."""
    sizes, place = np.unique(n, return_inverse=True)
    points = [t_quantile(int(size) - 1, confidence) if size > 1 else np.nan for size in sizes]
    return np.array(points, dtype=np.float64)[place].reshape(n.shape)


def _finite(n: Floats, populations: ArrayLike | None) -> Floats | float:
    """Return the finite-population factor of each figure."""
    if populations is None:
        return 1.0
    members = np.asarray(populations, dtype=np.float64)
    if members.shape != n.shape[:1]:
        raise ValueError(f"one population for each of {len(n)} teams is asked for, not {members.shape}")
    members = members[:, np.newaxis]
    if (n > members).any():
        raise ValueError("more answers than people in a team")
    factor: Floats = np.sqrt((members - n) / np.maximum(members - 1, 1))
    return factor
