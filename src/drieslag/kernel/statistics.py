"""The statistics of answers, under one name: means and shares, reliability and agreement, change, merged classes.

What may be shown of them is decided in `disclosure`; series of rounds are in `series`, teams by the thousand in
`teams`.
"""

from collections.abc import Sequence
from enum import IntEnum

from drieslag.kernel.change import Change, Verdict, change, change_between
from drieslag.kernel.estimates import (
    Estimate,
    ReliableChange,
    Wave,
    clopper_pearson,
    mean_interval,
    reliable_change,
    shrinkage,
    shrunken,
    t_quantile,
    wilson,
)
from drieslag.kernel.reliability import Icc, cronbach_alpha, icc, omega_total, rwg, rwg_j
from drieslag.kernel.scoring import AnswerScale

__all__ = [
    "Change",
    "Estimate",
    "Icc",
    "MergedClass",
    "ReliableChange",
    "Verdict",
    "Wave",
    "change",
    "change_between",
    "class_counts",
    "clopper_pearson",
    "cronbach_alpha",
    "icc",
    "mean_interval",
    "merged_class",
    "omega_total",
    "reliable_change",
    "rwg",
    "rwg_j",
    "shrinkage",
    "shrunken",
    "t_quantile",
    "wilson",
]


class MergedClass(IntEnum):
    """The three classes into which answers are taken together, from low to high."""

    LOW = 0
    MIDDLE = 1
    HIGH = 2


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
