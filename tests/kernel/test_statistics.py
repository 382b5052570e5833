"""Classes and intervals against printed tables."""

from statistics import NormalDist, stdev

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drieslag.kernel.scoring import AnswerScale
from drieslag.kernel.statistics import MergedClass, class_counts, mean_interval, merged_class, t_quantile

LOW, MIDDLE, HIGH = MergedClass


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
    interval = mean_interval(values, population=10**9)
    assert (interval.high - interval.low) / 2 / stdev(values) == pytest.approx(half_in_deviations, abs=0.006)


def test_a_finite_population_narrows_the_interval_to_a_fact() -> None:
    values = [3.0, 4.0, 4.0, 5.0, 2.0]
    everybody, half = mean_interval(values, 5), mean_interval(values, 10)
    assert (everybody.low, everybody.high) == (3.6, 3.6)
    endless = mean_interval(values, 10**9)
    assert (half.high - half.mean) / (endless.high - endless.mean) == pytest.approx((5 / 9) ** 0.5)


@pytest.mark.parametrize(
    ("freedom", "printed"), [(1, 12.706), (10, 2.228), (30, 2.042), (40, 2.021), (60, 2.000), (120, 1.980)]
)
def test_student_s_t_as_printed(freedom: int, printed: float) -> None:
    assert t_quantile(freedom) == pytest.approx(printed, abs=0.0006)


@pytest.mark.parametrize(("count", "population"), [(1, 5), (3, 2)])
def test_no_interval_from_one_value_or_from_more_than_there_are(count: int, population: int) -> None:
    with pytest.raises(ValueError, match="no interval"):
        mean_interval([1.0] * count, population)


@given(st.integers(1, 400))
def test_t_falls_towards_the_normal(freedom: int) -> None:
    assert t_quantile(freedom) > t_quantile(freedom + 1) > NormalDist().inv_cdf(0.975)


@given(st.integers(2, 12), st.integers(0, 11))
def test_classes_are_symmetric(width: int, step: int) -> None:
    scale = AnswerScale(0, width)
    value = min(step, width)
    assert merged_class(value, scale) + merged_class(width - value, scale) == LOW + HIGH == 2 * MIDDLE
