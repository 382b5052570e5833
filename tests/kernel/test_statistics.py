"""Classes, intervals and shares against printed tables and two other programs."""

import math
import warnings
from statistics import NormalDist, stdev
from typing import Any

import numpy as np
import pytest
import scipy.special  # noqa: F401 — the kernel imports it when it is first needed, past a test's deadline
from hypothesis import given, settings
from hypothesis import strategies as st

from drieslag.kernel.scoring import AnswerScale
from drieslag.kernel.statistics import (
    Estimate,
    MergedClass,
    Wave,
    class_counts,
    clopper_pearson,
    mean_interval,
    merged_class,
    reliable_change,
    shrinkage,
    shrunken,
    t_quantile,
    wilson,
)

LOW, MIDDLE, HIGH = MergedClass
VALUES = st.lists(st.integers(1, 7), min_size=2, max_size=15)


@pytest.fixture(scope="module")
def statsmodels_proportion() -> Any:
    """Their shares, imported past the warnings of their own and before the clock of a test runs."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from statsmodels.stats import proportion
    return proportion


@pytest.mark.parametrize(
    ("scale", "classes"),
    [
        (AnswerScale(1, 5), (2, 1, 2)),
        (AnswerScale(1, 7), (2, 3, 2)),
        (AnswerScale(0, 6), (2, 3, 2)),
        (AnswerScale(1, 10), (3, 4, 3)),
        (AnswerScale(1, 4), (1, 2, 1)),
        (AnswerScale(0, 1), (1, 0, 1)),
    ],
)
def test_a_scale_is_merged_into_three_classes(scale: AnswerScale, classes: tuple[int, int, int]) -> None:
    assert class_counts(range(scale.low, scale.high + 1), scale) == classes


@pytest.mark.parametrize(
    ("n", "half_in_deviations"),
    [(4, 1.59), (5, 1.24), (6, 1.05), (7, 0.92), (8, 0.84), (9, 0.77), (10, 0.72), (12, 0.64), (15, 0.55)],
)
def test_the_half_width_in_standard_deviations(n: int, half_in_deviations: float) -> None:
    values = [float(value) for value in range(n)]
    interval = mean_interval(values)
    assert (interval.high - interval.low) / 2 / stdev(values) == pytest.approx(half_in_deviations, abs=0.006)


@pytest.mark.slow
def test_a_mean_with_its_interval_as_statsmodels_has_it() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from statsmodels.stats.weightstats import DescrStatsW
    values = [3.0, 4.0, 4.5, 5.0, 2.0, 1.5, 3.0]
    low, high = DescrStatsW(values).tconfint_mean(alpha=0.1)
    found = mean_interval([*values, math.nan], confidence=0.9)
    assert (found.value, found.low, found.high) == pytest.approx((23 / 7, low, high), abs=1e-10)


def test_a_finite_population_narrows_the_interval_to_a_fact() -> None:
    values = [3.0, 4.0, 4.0, 5.0, 2.0]
    everybody, half, endless = mean_interval(values, 5), mean_interval(values, 10), mean_interval(values)
    assert everybody == Estimate(3.6, 3.6, 3.6)
    assert (half.high - half.value) / (endless.high - endless.value) == pytest.approx((5 / 9) ** 0.5)


@settings(deadline=None)
@given(VALUES, st.integers(0, 40))
def test_an_interval_holds_its_mean_and_is_no_wider_within_a_team(values: list[int], others: int) -> None:
    endless, team = mean_interval(values), mean_interval(values, len(values) + others)
    assert endless.low <= team.low <= team.value <= team.high <= endless.high
    assert mean_interval(values[::-1]).low == pytest.approx(endless.low)


@settings(deadline=None)
@given(st.lists(st.sampled_from([0.1, 0.7]), min_size=2, max_size=9), st.floats(0.5, 0.99))
def test_more_confidence_is_a_wider_interval(values: list[float], confidence: float) -> None:
    narrow, wide = mean_interval(values, confidence=confidence), mean_interval(values, confidence=confidence + 0.005)
    assert wide.low <= narrow.low <= narrow.high <= wide.high


@pytest.mark.parametrize(
    ("freedom", "printed"), [(1, 12.706), (10, 2.228), (30, 2.042), (40, 2.021), (60, 2.000), (120, 1.980)]
)
def test_student_s_t_as_printed(freedom: int, printed: float) -> None:
    assert t_quantile(freedom) == pytest.approx(printed, abs=0.0006)


@settings(deadline=None)
@given(st.integers(1, 1500), st.sampled_from([0.5, 0.8, 0.9, 0.95, 0.99, 0.999]))
def test_student_s_t_as_scipy_has_it(freedom: int, confidence: float) -> None:
    from scipy.special import stdtrit

    assert t_quantile(freedom, confidence) == pytest.approx(stdtrit(freedom, (1 + confidence) / 2), rel=1e-10)


@settings(deadline=None)
@given(st.integers(1, 400))
def test_t_falls_towards_the_normal(freedom: int) -> None:
    assert t_quantile(freedom) > t_quantile(freedom + 1) > NormalDist().inv_cdf(0.975)


@pytest.mark.parametrize(
    ("values", "population", "confidence", "message"),
    [
        ([1.0], 5, 0.95, "no interval from 1 values of 5 people"),
        ([1.0, math.nan], None, 0.95, "no interval from 1 values of any number of people"),
        ([1.0] * 3, 2, 0.95, "no interval from 3 values of 2 people"),
        ([1.0, 2.0], None, 1.0, "a confidence lies between 0 and 1"),
        ([1.0, math.inf], None, 0.95, "an infinite value is no answer"),
        ([[1.0, 2.0]], None, 0.95, "a row of values is asked for"),
    ],
)
def test_no_interval_from_what_gives_none(
    values: list[float], population: int | None, confidence: float, message: str
) -> None:
    with pytest.raises(ValueError, match=message):
        mean_interval(values, population, confidence)


def test_no_t_below_one_degree_of_freedom() -> None:
    with pytest.raises(ValueError, match="no t with 0 degrees"):
        t_quantile(0)


@settings(deadline=None)
@given(st.integers(2, 12), st.integers(0, 11))
def test_classes_are_symmetric(width: int, step: int) -> None:
    scale = AnswerScale(0, width)
    value = min(step, width)
    assert merged_class(value, scale) + merged_class(width - value, scale) == LOW + HIGH == 2 * MIDDLE


# Newcombe (1998), Statistics in Medicine 17, 857, table I; recomputed.
@pytest.mark.parametrize(
    ("count", "n", "score", "exact"),
    [
        (81, 263, (0.2553, 0.3662), (0.2527, 0.3676)),
        (15, 148, (0.0624, 0.1605), (0.0578, 0.1617)),
        (0, 20, (0.0000, 0.1611), (0.0000, 0.1684)),
        (1, 29, (0.0061, 0.1718), (0.0009, 0.1776)),
    ],
)
def test_shares_as_newcombe_prints_them(
    count: int, n: int, score: tuple[float, float], exact: tuple[float, float]
) -> None:
    found, sure = wilson(count, n), clopper_pearson(count, n)
    assert (found.low, found.high) == pytest.approx(score, abs=0.00006)
    assert (sure.low, sure.high) == pytest.approx(exact, abs=0.00006)
    assert found.value == sure.value == count / n


# The room-to-learn poll, 116 answers: domain.md K13.
@pytest.mark.parametrize(
    ("count", "low", "high"), [(2, 0.5, 6.1), (34, 21.8, 38.2), (21, 12.2, 26.1), (28, 17.3, 32.7), (31, 19.5, 35.4)]
)
def test_the_shares_of_the_poll_on_room_to_learn(count: int, low: float, high: float) -> None:
    found = wilson(count, 116)
    assert (100 * found.low, 100 * found.high) == pytest.approx((low, high), abs=0.06)


@pytest.mark.slow
@settings(deadline=None)
@given(n=st.integers(1, 60), data=st.data(), confidence=st.sampled_from([0.8, 0.95, 0.99]))
def test_shares_as_statsmodels_has_them(
    statsmodels_proportion: Any, n: int, data: st.DataObject, confidence: float
) -> None:
    count = data.draw(st.integers(0, n))
    theirs = statsmodels_proportion.proportion_confint
    for ours, name in ((wilson(count, n, confidence), "wilson"), (clopper_pearson(count, n, confidence), "beta")):
        assert (ours.low, ours.high) == pytest.approx(theirs(count, n, 1 - confidence, name), abs=1e-9)
        assert 0 <= ours.low <= ours.value <= ours.high <= 1


@pytest.mark.parametrize(("count", "n"), [(-1, 5), (6, 5), (0, 0)])
def test_no_share_of_more_than_there_are(count: int, n: int) -> None:
    for share in (wilson, clopper_pearson):
        with pytest.raises(ValueError, match=f"no share of {count} out of {n}"):
            share(count, n)


def test_a_reliable_change_as_jacobson_and_truax_work_it_out() -> None:
    # Jacobson & Truax (1991): before 47.5, after 32.5, deviation 7.5, reliability .80.
    found = reliable_change(47.5, 32.5, 7.5, 0.80)
    assert (found.error, found.error_of_difference, found.index) == pytest.approx((3.354, 4.743, -3.162), abs=0.0006)


@pytest.mark.parametrize(("deviation", "reliability"), [(0.0, 0.8), (1.0, 1.0), (1.0, -0.1)])
def test_no_reliable_change_without_a_deviation_or_with_a_perfect_measure(deviation: float, reliability: float) -> None:
    with pytest.raises(ValueError, match="no reliable change"):
        reliable_change(1, 2, deviation, reliability)


def test_a_small_team_leans_more_on_the_whole() -> None:
    assert shrinkage(8, 0.1) == pytest.approx(0.8 / 1.7)
    assert shrinkage(1, 0.1) == pytest.approx(0.1)
    assert shrinkage(8, -0.2) == 0.0
    assert shrinkage(8, 1.0) == 1.0
    assert shrunken(5.0, 8, 3.0, 0.1) == pytest.approx(3 + 2 * 0.8 / 1.7)


@pytest.mark.parametrize(("n", "icc1"), [(0, 0.1), (5, 1.1), (5, math.nan)])
def test_no_shrinkage_for_nobody_or_beyond_everything(n: int, icc1: float) -> None:
    with pytest.raises(ValueError, match="no shrinkage"):
        shrinkage(n, icc1)


def test_a_wave_keeps_what_a_frozen_record_does() -> None:
    assert Wave.of([1.0, 3.0, math.nan]) == Wave(2.0, 2, math.sqrt(2))
    with pytest.raises(ValueError, match="no deviation from 1 values"):
        Wave.of(np.array([1.0]))
