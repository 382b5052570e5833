"""Control charts: has a series of figures left what chance gives?

Each chart names its limits; `runlength` tells how long it runs before a false alarm. For a team's waves the product
asks `series.signal`, which needs no long quiet stretch to start from.
"""

import math
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np
from numpy.typing import ArrayLike, NDArray

from drieslag.kernel.estimates import present

type Floats = NDArray[np.float64]

MOVING_RANGE = 1.128  # the mean range of two normal values, in deviations
TWO_SIDED = 2 * NormalDist().cdf(-3.0)  # what lies beyond three deviations


@dataclass(frozen=True, eq=False)
class Chart:
    """Figures (…, T) with their centre and limits, and which lie beyond these."""

    values: Floats
    centre: float
    low: Floats
    high: Floats
    out: NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Cusum:
    """The two sums (…, T), in deviations, and where either is beyond the limit."""

    upper: Floats
    lower: Floats
    out: NDArray[np.bool_]


@dataclass(frozen=True)
class RunChart:
    """Runs around the median: how many values count, the longest run, the crossings, and whether they tell a shift."""

    median: float
    useful: int
    longest: int
    crossings: int
    most: int
    fewest: int
    shifted: bool


def xmr(values: ArrayLike) -> Chart:
    """Return the chart of single values: mean ± 2.66 · mean moving range, (T,).

    2.66 = 3 / 1.128. A missing value (NaN) is left out. Raises ValueError for fewer than two values. Source:
    Shewhart; Wheeler & Chambers, Understanding Statistical Process Control.
    """
    given = present(values)
    if given.size < 2:  # noqa: PLR2004 — a moving range is of two
        raise ValueError(f"no moving range of {given.size} values")
    centre = float(given.mean())
    reach = 3 / MOVING_RANGE * float(np.abs(np.diff(given)).mean())
    return _chart(given, centre, np.full(given.size, reach))


def p_chart(happened: ArrayLike, planned: ArrayLike, share: float | None = None, rate: float = TWO_SIDED) -> Chart:
    """Return the chart of shares happened / planned, (T,) whole numbers each, with exact binomial limits.

    A share lies beyond when so few or fewer, or so many or more, have a chance of at most rate / 2 each under the
    overall `share` (by default that of the series itself). `low` and `high` are the outermost shares still within.
    Raises ValueError unless 0 ≤ happened ≤ planned and planned > 0 everywhere, 0 ≤ share ≤ 1. Source: Duncan (1974),
    Quality Control and Industrial Statistics, with exact for normal limits.
    """
    from scipy.special import bdtr, bdtrc

    done, due = np.asarray(happened, dtype=np.float64), np.asarray(planned, dtype=np.float64)
    if (
        done.ndim != 1
        or done.shape != due.shape
        or not done.size
        or not ((done >= 0) & (done <= due) & (due > 0)).all()
    ):
        raise ValueError("each time some of what was planned happened, at most all")
    centre = float(done.sum() / due.sum()) if share is None else share
    if not 0 <= centre <= 1:
        raise ValueError(f"a share lies between 0 and 1, not {centre}")
    low, high = np.empty(done.size), np.empty(done.size)
    for at, n in enumerate(due):
        counts = np.arange(n + 1)
        at_most = bdtr(counts, int(n), centre)
        at_least = np.append(1.0, bdtrc(counts[:-1], int(n), centre))
        within = counts[(at_most > rate / 2) & (at_least > rate / 2)]
        low[at], high[at] = within[0] / n, within[-1] / n
    values = done / due
    return Chart(values, centre, low, high, (values < low) | (values > high))


def ewma(values: ArrayLike, target: float, deviation: float, weight: float = 0.1, width: float = 2.814) -> Chart:
    """Return zₜ = weight · yₜ + (1 - weight) · zₜ₋₁ from z₀ = target, along the last axis of (…, T) values.

    Limits: target ± width · deviation · √(weight / (2 - weight) · (1 - (1 - weight)²ᵗ)). The default has an ARL of
    500 without a shift, from lasting limits. Raises ValueError unless 0 < weight ≤ 1 and the deviation is positive.
    Source: Roberts (1959), Technometrics 1, 239; Lucas & Saccucci (1990), Technometrics 32, 1.
    """
    given = np.asarray(values, dtype=np.float64)
    if not 0 < weight <= 1 or deviation <= 0:
        raise ValueError(f"no EWMA with weight {weight} and deviation {deviation}")
    smoothed, last = np.empty(given.shape), np.full(given.shape[:-1], target)
    for at in range(given.shape[-1]):
        last = weight * given[..., at] + (1 - weight) * last
        smoothed[..., at] = last
    times = np.arange(1, given.shape[-1] + 1)
    reach = width * deviation * np.sqrt(weight / (2 - weight) * (1 - (1 - weight) ** (2 * times)))
    return _chart(smoothed, target, reach)


def cusum(values: ArrayLike, target: float, deviation: float, slack: float = 0.5, limit: float = 4.0) -> Cusum:
    """Return C⁺ₜ = max(0, C⁺ₜ₋₁ + zₜ - slack) and C⁻ₜ = max(0, C⁻ₜ₋₁ - zₜ - slack), z in deviations from target.

    Along the last axis of (…, T) values; beyond `limit` it signals. A limit of 4 has an ARL of 168 without a shift and
    8 at one deviation, a limit of 5 has 465 and 10. Raises ValueError unless the deviation is positive. Source: Page
    (1954), Biometrika 41, 100; Montgomery, Statistical Quality Control, 9.
    """
    given = np.asarray(values, dtype=np.float64)
    if deviation <= 0:
        raise ValueError(f"no CUSUM with deviation {deviation}")
    scaled = (given - target) / deviation
    upper, lower = (
        np.zeros((*given.shape[:-1], given.shape[-1] + 1)),
        np.zeros((*given.shape[:-1], given.shape[-1] + 1)),
    )
    for at in range(given.shape[-1]):
        upper[..., at + 1] = np.maximum(0, upper[..., at] + scaled[..., at] - slack)
        lower[..., at + 1] = np.maximum(0, lower[..., at] - scaled[..., at] - slack)
    upper, lower = upper[..., 1:], lower[..., 1:]
    return Cusum(upper, lower, (upper > limit) | (lower > limit))


def run_chart(values: ArrayLike) -> RunChart:
    """Return Anhøj's rules for (T,) values of any distribution: a run too long, or crossings too few, tell a shift.

    Values on the median do not count; of n that do, the longest run is at most round(log₂ n + 3) and the crossings at
    least the 5 % point of Binomial(n - 1, ½). Raises ValueError without a value. Source: Anhøj & Olesen (2014), PLoS
    ONE 9, e113825; Anhøj (2015), PLoS ONE 10, e0121349.
    """
    given = present(values)
    if not given.size:
        raise ValueError("a run chart has at least one value")
    median = float(np.median(given))
    above = given[given != median] > median
    turns = np.flatnonzero(np.diff(above))
    edges = np.concatenate(([-1], turns, [above.size - 1]))
    longest = int(np.diff(edges).max()) if above.size else 0
    most, fewest = anhoj_limits(above.size)
    return RunChart(median, above.size, longest, turns.size, most, fewest, longest > most or turns.size < fewest)


def anhoj_limits(useful: int) -> tuple[int, int]:
    """Return the longest run and the fewest crossings that chance gives among so many values off the median."""
    if useful < 1:
        return 0, 0
    chances = np.cumsum([math.comb(useful - 1, crossings) * 0.5 ** (useful - 1) for crossings in range(useful)])
    return round(math.log2(useful) + 3), int(np.argmax(chances >= 0.05))  # noqa: PLR2004 — the rule's own 5 %


def _chart(values: Floats, centre: float, reach: Floats) -> Chart:
    low, high = centre - reach, centre + reach
    return Chart(values, centre, low, high, (values < low) | (values > high))
