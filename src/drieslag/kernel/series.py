"""What may be said of a team's waves over the years: change, nothing that points to it, or too little to tell.

A team has few waves, no quiet stretch to learn its limits from, and an unequal number of answers each time. So the
product does not read limits off a chart (`charts` has those); it asks at every wave whether any split into before and
after fits better than chance gives, with a threshold that holds for all the looks together.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np
from numpy.typing import ArrayLike, NDArray

from drieslag.kernel.change import LASTING
from drieslag.kernel.estimates import ROUNDING, Wave

type Floats = NDArray[np.float64]

FEWEST_WAVES = 3
FEWEST_ANSWERS = 5  # in a wave; fewer are never shown either
MOST_WAVES = 24
HORIZON = 12  # waves for which the rate of false alarms is stated
FALSE_ALARM = 0.05
MOOD = 0.2  # of a point: how much a team's mean moves from wave to wave because all of its members do
RESTLESS_FROM = 6  # waves from which their own restlessness can be judged
MEDIAN_OF_NORMAL = 0.6744897501960817  # of |Z|

# How often, in a stable series looked at from the third wave on, the statistic of `signal` ever passes 1.00, 1.25 …
# 4.00 within twelve and within twenty-four waves: 4,000,000 series of normal values (tests/kernel/test_series.py).
PASSES = tuple(1 + 0.25 * step for step in range(13))
# fmt: off
EVER_BY_12 = (
    0.993, 0.9615, 0.8773, 0.7309, 0.5477, 0.3688, 0.2241, 0.1242, 0.06339, 0.02994, 0.01317, 0.005408, 0.002056,
)
EVER_BY_24 = (
    1.0, 0.9992, 0.9899, 0.9456, 0.8324, 0.6509, 0.4472, 0.2718, 0.1481, 0.07348, 0.03364, 0.01419, 0.005562,
)
# fmt: on


class Trend(StrEnum):
    """The three things that may be said."""

    CHANGE = "change"
    NOTHING = "nothing"
    TOO_LITTLE = "too_little"


@dataclass(frozen=True)
class Signal:
    """What is said of a series.

    `since` is the place, from 0, of the first wave on the new level; `difference` how much higher that level is;
    `p` how often a stable team would have given so large a statistic at any look; `detectable` the difference between
    the first and the second half of these waves that is seen half of the time, which tells what `nothing` is worth.
    """

    verdict: Trend
    since: int | None = None
    difference: float = 0.0
    p: float = 1.0
    detectable: float = math.inf


def signal(waves: Sequence[Wave], *, point: float = 1.0, false_alarm: float = FALSE_ALARM) -> Signal:
    """Return what may be said of up to 24 waves of one team, in order, as they stand now.

    Rate of false alarms: of stable teams at most `false_alarm` (5 %) are ever told of a change in twelve waves, with a
    look after each from the third on; in twenty-four waves at most one and a half times that.

    How: for every split after wave j the difference of the weighted means after and before is divided by its error,
    z = (m̄_after - m̄_before) / √(1/W_before + 1/W_after), each wave weighing wₜ = 1 / (⅔ s²/nₜ + τ²); the largest |z|
    decides. That is a likelihood ratio for one step at an unknown time, of unknown size, from an unknown level
    (Sullivan & Woodall 1996, JQT 28, 398; Hawkins, Qiu & Kang 2003, JQT 35, 355). s is the deviation between persons
    within waves, pooled, and at least the √(1/12) point that answering in whole points brings; a third of it at least
    is lasting (as in `change`), so that it does not move the mean of much the same persons. τ, a fifth of a point, is
    what a week does to all alike. When the waves jump more than that all the same (the median of their steps, from
    six waves on), the error is raised to fit. z counts as Student's t, made normal by its p; the threshold is that of
    all looks together, by simulation. `point` is the size of one point in the units of the scores.

    Why not a chart: XmR learns its limits from some twenty values; a CUSUM and an EWMA need a known level. Here the
    answers within the waves give the error, so that three waves can tell.

    Waves of fewer than five answers are passed over. `too_little` below three waves. After a change that is known,
    give the waves from `since` on. Raises ValueError for more than 24 waves, a rate that is no share, or a point that
    is not positive.
    """
    if len(waves) > MOST_WAVES or not 0 < false_alarm < 1 or not point > 0:
        raise ValueError(f"no signal from {len(waves)} waves at a rate of {false_alarm} and points of {point}")
    places = [place for place, wave in enumerate(waves) if wave.n >= FEWEST_ANSWERS]
    if len(places) < FEWEST_WAVES:
        return Signal(Trend.TOO_LITTLE)
    means, counts, deviations = (
        np.array([getattr(waves[place], name) for place in places], dtype=np.float64)
        for name in ("mean", "n", "deviation")
    )
    freedom = float(counts.sum()) - len(places)
    variance = max(float((deviations**2) @ (counts - 1)) / freedom, (ROUNDING * point) ** 2)
    weights = 1 / ((1 - LASTING) * variance / counts + (MOOD * point) ** 2)
    differences, errors = splits(means, weights)
    errors *= restlessness(means, weights)
    at = int(np.argmax(np.abs(differences / errors)))
    p = ever(_as_normal(abs(float(differences[at] / errors[at])), freedom), len(places))
    verdict = Trend.CHANGE if p <= false_alarm else Trend.NOTHING
    since = places[at + 1] if verdict is Trend.CHANGE else None
    detectable = _passed_at(false_alarm, len(places)) * float(errors.min())
    return Signal(verdict, since, float(differences[at]), p, detectable)


def signals(
    series: Sequence[Sequence[Wave]], *, point: float = 1.0, false_discovery: float = FALSE_ALARM
) -> list[Signal]:
    """Return what may be said of many teams at once: of those told of a change at most this share is stable.

    `signal` of each, and then the step-up procedure of Benjamini & Hochberg over their p; a team with too little
    counts for none.
    """
    found = [signal(each, point=point, false_alarm=false_discovery) for each in series]
    told = [place for place, each in enumerate(found) if each.verdict is not Trend.TOO_LITTLE]
    adjusted = benjamini_hochberg([found[place].p for place in told])
    for place, p in zip(told, adjusted, strict=True):
        if p > false_discovery:
            found[place] = replace(found[place], verdict=Trend.NOTHING, since=None)
    return found


def benjamini_hochberg(p: ArrayLike) -> Floats:
    """Return (m,) adjusted p: min over larger ones of p · m / rank. Those up to q have a false-discovery rate of q.

    Raises ValueError for a p outside 0 to 1. Source: Benjamini & Hochberg (1995), J. R. Stat. Soc. B 57, 289.
    """
    given = np.asarray(p, dtype=np.float64)
    if given.ndim != 1 or not ((given >= 0) & (given <= 1)).all():
        raise ValueError("a row of chances between 0 and 1 is asked for")
    order = np.argsort(given, kind="stable")[::-1]
    ranks = np.arange(given.size, 0, -1)
    adjusted = np.empty(given.size)
    adjusted[order] = np.minimum.accumulate(np.append(1.0, given[order] * given.size / ranks))[1:]
    return adjusted


def splits(means: Floats, weights: Floats) -> tuple[Floats, Floats]:
    """Return, for each of T - 1 splits of (…, T) waves, weighted after minus before and its error."""
    whole, sums = np.cumsum(weights, axis=-1), np.cumsum(weights * means, axis=-1)
    before, after = whole[..., :-1], whole[..., -1:] - whole[..., :-1]
    differences = (sums[..., -1:] - sums[..., :-1]) / after - sums[..., :-1] / before
    return differences, np.sqrt(1 / before + 1 / after)


def restlessness(means: Floats, weights: Floats) -> float:
    """Return how much larger than their error the steps from wave to wave are, at least 1; the median withstands one.

    Below six waves 1: so few steps cannot tell.
    """
    if means.size < RESTLESS_FROM:
        return 1.0
    steps = np.abs(np.diff(means)) / np.sqrt(1 / weights[1:] + 1 / weights[:-1])
    return max(1.0, float(np.median(steps)) / MEDIAN_OF_NORMAL)


def ever(score: float, waves: int) -> float:
    """Return how often a stable series passes `score` at any look, within twelve waves or, with more, twenty-four.

    From the table, its logarithm interpolated; beyond it as c·φ(c) falls.
    """
    rates = EVER_BY_12 if waves <= HORIZON else EVER_BY_24
    within = math.exp(float(np.interp(score, PASSES, np.log(rates))))
    return within if score <= PASSES[-1] else within * score / PASSES[-1] * math.exp((PASSES[-1] ** 2 - score**2) / 2)


def _passed_at(rate: float, waves: int) -> float:
    """Return the score that a stable series passes so often; the ends of the table for what lies beyond it."""
    rates = EVER_BY_12 if waves <= HORIZON else EVER_BY_24
    return float(np.interp(-math.log(rate), -np.log(rates), PASSES))


def _as_normal(t: float, freedom: float) -> float:
    """Return the normal score that is as rare as Student's t."""
    from scipy.special import ndtri, stdtr

    tail = float(stdtr(freedom, -t))
    return -float(ndtri(max(tail, 1e-300)))
