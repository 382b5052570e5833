"""Figures with their intervals: means, proportions, and what shrinks towards the whole.

A missing answer is NaN and is left out. Nothing here decides what may be shown; `disclosure` does.
"""

import math
from dataclasses import dataclass
from functools import lru_cache
from statistics import NormalDist
from typing import Self

import numpy as np
from numpy.typing import ArrayLike, NDArray

type Floats = NDArray[np.float64]

CONFIDENCE = 0.95
NEWTON = 12  # steps; from the expansion far more than any point takes
LARGE = 1_000  # degrees of freedom from which Fisher's expansion is good to the twelfth decimal
ROUNDING = 12**-0.5  # the deviation that answering in whole points alone brings


@dataclass(frozen=True)
class Estimate:
    """A figure and the interval around it."""

    value: float
    low: float
    high: float


@dataclass(frozen=True)
class Wave:
    """What a frozen record keeps of one round of one team: mean, how many answered, deviation between persons."""

    mean: float
    n: int
    deviation: float

    @classmethod
    def of(cls, values: ArrayLike) -> Self:
        """Return the wave of one score a person. Raises ValueError for fewer than two."""
        given = present(values)
        if given.size < 2:  # noqa: PLR2004 — one value has no deviation
            raise ValueError(f"no deviation from {given.size} values")
        return cls(float(given.mean()), given.size, float(given.std(ddof=1)))


@dataclass(frozen=True)
class ReliableChange:
    """One person's change beside what chance alone gives."""

    index: float
    error: float
    error_of_difference: float


def present(values: ArrayLike) -> Floats:
    """Return the values that are there, in one row. Raises ValueError for more dimensions or an infinite value."""
    given = np.asarray(values, dtype=np.float64)
    if given.ndim != 1:
        raise ValueError(f"a row of values is asked for, not {given.shape}")
    if np.isinf(given).any():
        raise ValueError("an infinite value is no answer")
    return given[~np.isnan(given)]


def mean_interval(values: ArrayLike, population: int | None = None, confidence: float = CONFIDENCE) -> Estimate:
    """Return the mean of (n,) values with its t interval, narrowed by how much of a finite population answered.

    mean ± t(n - 1) · s / √n · √((N - n) / (N - 1)); the last factor only with a `population` N. When everybody
    answered the interval is the mean itself: it is then a fact about that moment. Raises ValueError for fewer than two
    values, more values than people, or a confidence that is no share. Source: domain.md 3.4.2; Cochran, Sampling
    Techniques (1977), 2.6.
    """
    given = present(values)
    n = given.size
    if n < 2 or (population is not None and n > population):  # noqa: PLR2004 — one value has no deviation
        raise ValueError(f"no interval from {n} values of {population or 'any number of'} people")
    mean = math.fsum(given) / n
    half = t_quantile(n - 1, confidence) * float(given.std(ddof=1)) / math.sqrt(n) * finite_factor(n, population)
    return Estimate(mean, mean - half, mean + half)


def finite_factor(n: int, population: int | None) -> float:
    """Return √((N - n) / (N - 1)): how much narrower it is known when n of N answered. Without a population 1."""
    return 1.0 if population is None else math.sqrt((population - n) / (population - 1))


def wilson(count: int, n: int, confidence: float = CONFIDENCE) -> Estimate:
    """Return the share count / n with Wilson's score interval, which stays within 0 and 1.

    (p + z²/2n ± z·√(p(1 - p)/n + z²/4n²)) / (1 + z²/n). Raises ValueError unless 0 ≤ count ≤ n and n > 0. Source:
    Wilson (1927), JASA 22, 209; Newcombe (1998), Statistics in Medicine 17, 857, method 3.
    """
    _check_count(count, n)
    z, share = _z(confidence), count / n
    middle = share + z**2 / (2 * n)
    half = z * math.sqrt(share * (1 - share) / n + z**2 / (4 * n**2))
    whole = 1 + z**2 / n
    low = 0.0 if count == 0 else (middle - half) / whole
    return Estimate(share, low, 1.0 if count == n else (middle + half) / whole)


def clopper_pearson(count: int, n: int, confidence: float = CONFIDENCE) -> Estimate:
    """Return the share count / n with the exact binomial interval: never too narrow, often wide.

    The bounds are quantiles of Beta(count, n - count + 1) and Beta(count + 1, n - count). Raises ValueError unless
    0 ≤ count ≤ n and n > 0. Source: Clopper & Pearson (1934), Biometrika 26, 404.
    """
    from scipy.special import betaincinv

    _check_count(count, n)
    _z(confidence)
    tail = (1 - confidence) / 2
    low = float(betaincinv(count, n - count + 1, tail)) if count else 0.0
    return Estimate(count / n, low, float(betaincinv(count + 1, n - count, 1 - tail)) if count < n else 1.0)


def shrinkage(n: int, icc1: float) -> float:
    """Return λ = n·ICC1 / (1 + (n - 1)·ICC1): how much a team's own mean of n persons weighs beside that of all.

    An ICC1 below 0 counts as 0. Raises ValueError for nobody or an ICC1 above 1. Source: domain.md 3.2.7;
    Bliese (2000), the reliability of a group mean.
    """
    if n < 1 or not icc1 <= 1:
        raise ValueError(f"no shrinkage for {n} persons and an ICC1 of {icc1}")
    within = max(icc1, 0.0)
    return n * within / (1 + (n - 1) * within)


def shrunken(mean: float, n: int, overall: float, icc1: float) -> float:
    """Return λ·mean + (1 - λ)·overall. For deciding on signals only: the page shows the raw mean with its interval."""
    weight = shrinkage(n, icc1)
    return weight * mean + (1 - weight) * overall


def reliable_change(before: float, after: float, deviation: float, reliability: float) -> ReliableChange:
    """Return the index of Jacobson and Truax: (after - before) / (√2 · deviation · √(1 - reliability)).

    Beyond ±1.96 a person's change is more than the unreliability of the measure gives. Raises ValueError unless the
    deviation is positive and 0 ≤ reliability < 1. Source: Jacobson & Truax (1991), JCCP 59, 12.
    """
    if deviation <= 0 or not 0 <= reliability < 1:
        raise ValueError(f"no reliable change for a deviation of {deviation} and a reliability of {reliability}")
    error = deviation * math.sqrt(1 - reliability)
    return ReliableChange((after - before) / (math.sqrt(2) * error), error, math.sqrt(2) * error)


@lru_cache(maxsize=4096)
def t_quantile(freedom: int, confidence: float = CONFIDENCE) -> float:
    """Return the two-sided point of Student's t: P(|T| ≤ t) = confidence.

    Newton's method on the finite series for whole degrees of freedom (Abramowitz & Stegun 26.7.3 and 26.7.4), so that
    a page with one mean needs no large library; from a thousand on Fisher's expansion. Raises ValueError below one
    degree of freedom.
    """
    if freedom < 1:
        raise ValueError(f"no t with {freedom} degrees of freedom")
    z = _z(confidence)
    if freedom == 1:
        return math.tan(math.pi * confidence / 2)
    t = _expansion(freedom, z)
    if freedom < LARGE:
        constant = math.exp(math.lgamma((freedom + 1) / 2) - math.lgamma(freedom / 2)) / math.sqrt(freedom * math.pi)
        for _ in range(NEWTON):
            density = constant * (1 + t * t / freedom) ** (-(freedom + 1) / 2)
            t = max(t - (_within(t, freedom) - confidence) / (2 * density), t / 2)
    return t


def _within(t: float, freedom: int) -> float:
    """Return P(|T| ≤ t) as a finite series."""
    angle = math.atan2(t, math.sqrt(freedom))
    cos2 = math.cos(angle) ** 2
    odd = freedom % 2
    term = math.cos(angle) if odd else 1.0
    total = term
    for j in range(2 + odd, freedom - 1, 2):
        term *= cos2 * (j - 1) / j
        total += term
    return (angle + math.sin(angle) * total) * 2 / math.pi if odd else math.sin(angle) * total


def _expansion(freedom: int, z: float) -> float:
    """Return Fisher's expansion of t around the normal (Abramowitz & Stegun 26.7.5)."""
    terms = (
        (z**3 + z) / 4,
        (5 * z**5 + 16 * z**3 + 3 * z) / 96,
        (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384,
        (79 * z**9 + 776 * z**7 + 1482 * z**5 - 1920 * z**3 - 945 * z) / 92160,
    )
    return z + math.fsum(term / freedom**power for power, term in enumerate(terms, start=1))


def _z(confidence: float) -> float:
    if not 0 < confidence < 1:
        raise ValueError(f"a confidence lies between 0 and 1, not {confidence}")
    return NormalDist().inv_cdf((1 + confidence) / 2)


def _check_count(count: int, n: int) -> None:
    if not 0 <= count <= n or n == 0:
        raise ValueError(f"no share of {count} out of {n}")
