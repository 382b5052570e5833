"""The few statistics that a vote or a rating needs. What may be shown of them is decided in `disclosure`."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from statistics import NormalDist, fmean, stdev

from drieslag.kernel.scoring import AnswerScale


class MergedClass(IntEnum):
    """The three classes into which answers are taken together, from low to high."""

    LOW = 0
    MIDDLE = 1
    HIGH = 2


@dataclass(frozen=True)
class Interval:
    """A mean and the 95 % interval around it."""

    low: float
    mean: float
    high: float


def merged_class(value: float, scale: AnswerScale) -> MergedClass:
    """Return the third of the scale in which `value` lies; on the border it counts as the middle."""
    above, width = 3 * (value - scale.low), scale.high - scale.low
    if above < width:
        return MergedClass.LOW
    return MergedClass.HIGH if above > 2 * width else MergedClass.MIDDLE


def class_counts(values: Sequence[int], scale: AnswerScale) -> tuple[int, int, int]:
    """Return how many values lie in the low, the middle and the high class."""
    classes = [merged_class(scale.check(value), scale) for value in values]
    return classes.count(MergedClass.LOW), classes.count(MergedClass.MIDDLE), classes.count(MergedClass.HIGH)


def mean_interval(values: Sequence[float], population: int) -> Interval:
    """Return the mean with its t interval, made narrower by how much of a finite population answered.

    When everybody answered the interval is the mean itself: it is then a fact about that moment. Raises ValueError
    for fewer than two values or more values than people.
    """
    n = len(values)
    if n == 1 or not 0 < n <= population:
        raise ValueError(f"no interval from {n} values of {population} people")
    mean = fmean(values)
    finite = math.sqrt((population - n) / (population - 1))
    half = t_quantile(n - 1) * stdev(values) / math.sqrt(n) * finite
    return Interval(mean - half, mean, mean + half)


# Student's t, two-sided 95 %, one to thirty degrees of freedom (any printed table).
# fmt: off
_T = (
    12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228,
    2.201, 2.179, 2.160, 2.145, 2.131, 2.120, 2.110, 2.101, 2.093, 2.086,
    2.080, 2.074, 2.069, 2.064, 2.060, 2.056, 2.052, 2.048, 2.045, 2.042,
)
# fmt: on


def t_quantile(freedom: int) -> float:
    """Return the 97.5 % point of Student's t; beyond the table by Fisher's expansion, good to the fourth decimal."""
    if freedom <= len(_T):
        return _T[freedom - 1]
    z = NormalDist().inv_cdf(0.975)
    return z + (z**3 + z) / (4 * freedom) + (5 * z**5 + 16 * z**3 + 3 * z) / (96 * freedom**2)
