"""Change between two rounds: printed tables, brute force over all arrangements, scipy, and properties."""

import itertools
import math

import numpy as np
import pytest
import scipy.special  # noqa: F401 — the kernel imports it when it is first needed, past a test's deadline
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from drieslag.kernel.statistics import Change, Verdict, Wave, change, change_between

BETTER, WORSE, SAME, UNCLEAR = Verdict
ANSWERS = st.lists(st.integers(1, 5).map(float), min_size=2, max_size=9)


def one_sided(before: list[float], after: list[float], shift: float) -> float:
    """Return p of the permutation test that `after` less `shift` is larger, over all arrangements."""
    pooled = np.array([*before, *(value - shift for value in after)])
    size, observed = len(after), sum(pooled[len(before) :])
    sums = [sum(pooled[list(chosen)]) for chosen in itertools.combinations(range(len(pooled)), size)]
    return float(np.mean([each >= observed - 1e-9 for each in sums]))


def signs(differences: NDArray[np.float64], shift: float) -> float:
    """Return p of the sign-flip test that the differences are larger than `shift`, over all signs."""
    moved = differences - shift
    sums = [moved @ np.array(flip) for flip in itertools.product((1, -1), repeat=len(moved))]
    return float(np.mean([each >= moved.sum() - 1e-9 for each in sums]))


# Two rounds, nobody in common: the smallest two-sided p of 3+3 is .10, of 4+4 .029, of 5+5 .008 (domain.md 6f).
@pytest.mark.parametrize(
    ("n", "confidence", "verdict"),
    [(3, 0.95, UNCLEAR), (3, 0.89, BETTER), (4, 0.95, BETTER), (4, 0.98, UNCLEAR), (5, 0.99, BETTER)],
)
def test_so_few_people_cannot_show_a_change(n: int, confidence: float, verdict: Verdict) -> None:
    found = change([1.0 + i / 10 for i in range(n)], [4.0 + i / 10 for i in range(n)], confidence=confidence)
    assert found.verdict is verdict
    assert math.isinf(found.low) is (verdict is UNCLEAR)


# One who knows all pairs: the smallest two-sided p of the sign test is .0625 with five and .031 with six (3.4).
@pytest.mark.parametrize(("n", "verdict"), [(4, UNCLEAR), (5, UNCLEAR), (6, BETTER), (7, BETTER)])
def test_below_six_pairs_no_change_is_claimed(n: int, verdict: Verdict) -> None:
    before, after = [2.0] * n, [3.0 + i / 10 for i in range(n)]
    assert change(before, after, paired=True).verdict is verdict
    assert change(before, after, paired=True, confidence=0.5).verdict is verdict


def test_six_pairs_are_bounded_by_the_smallest_and_the_largest_difference() -> None:
    found = change([1, 2, 2, 3, 3, 4, math.nan, 2], [2, 3, 4, 4, 5, 4.5, 3, math.nan], paired=True)
    assert found == Change(1.25, 0.5, 2.0, BETTER)


@pytest.mark.parametrize("paired", [True, False])
@pytest.mark.parametrize(
    ("before", "after", "verdict"),
    [(3.0, 3.0, SAME), (3.0, 3.5, SAME), (3.0, 4.0, BETTER), (4.0, 3.0, WORSE)],
)
def test_answers_that_are_all_equal(before: float, after: float, verdict: Verdict, *, paired: bool) -> None:
    found = change([before] * 8, [after] * 8, paired=paired)
    assert found == Change(after - before, after - before, after - before, verdict)


def test_the_same_means_the_whole_interval_and_not_the_lack_of_proof() -> None:
    assert change([2, 4, 3, 5, 3, 4, 3, 4], [3, 4, 3, 5, 2, 4, 4, 3]).verdict is UNCLEAR
    assert change([2, 4, 3, 5, 3, 4, 3, 4], [3, 4, 3, 5, 2, 4, 4, 3], smallest=1.5).verdict is SAME
    certain = change([3.0] * 10, [3.2] * 5 + [3.3] * 5)
    assert certain.low > 0
    assert certain.verdict is SAME
    assert change([3.0] * 10, [3.2] * 5 + [3.3] * 5, smallest=0.1).verdict is BETTER


@pytest.mark.slow
@settings(deadline=None)
@given(st.lists(st.integers(1, 5).map(float), min_size=4, max_size=5), st.data())
def test_the_bounds_are_where_the_permutation_test_turns(before: list[float], data: st.DataObject) -> None:
    after = data.draw(st.lists(st.integers(1, 5).map(float), min_size=4, max_size=5))
    found = change(before, after)
    assert one_sided(before, after, found.low - 0.001) <= 0.025 < one_sided(before, after, found.low + 0.001)
    back = [-value for value in before], [-value for value in after]
    assert one_sided(*back, -found.high - 0.001) <= 0.025 < one_sided(*back, -found.high + 0.001)


@pytest.mark.slow
@settings(deadline=None)
@given(st.lists(st.integers(-4, 4).map(float), min_size=6, max_size=8))
def test_the_bounds_of_pairs_are_where_the_sign_flip_test_turns(drawn: list[float]) -> None:
    differences = np.array(drawn)
    found = change(np.zeros(len(drawn)), differences, paired=True)
    assert signs(differences, found.low - 0.001) <= 0.025 < signs(differences, found.low + 0.001)
    assert signs(-differences, -found.high - 0.001) <= 0.025 < signs(-differences, -found.high + 0.001)


@pytest.mark.slow
def test_a_change_is_claimed_when_scipy_s_exact_test_rejects() -> None:
    from scipy.stats import permutation_test

    rng = np.random.default_rng(11)
    claimed = 0
    for _ in range(30):
        before, after = rng.integers(1, 6, 6).astype(float), rng.integers(3, 6, 6).astype(float)
        p = permutation_test(
            (after, before), lambda x, y, axis: x.mean(axis=axis) - y.mean(axis=axis), vectorized=True, n_resamples=1000
        ).pvalue
        verdict = change(before, after, smallest=0).verdict
        assert (verdict in {BETTER, WORSE}) == (p <= 0.05)
        claimed += verdict is not UNCLEAR
    assert 3 < claimed < 27


@settings(deadline=None)
@given(ANSWERS, ANSWERS, st.one_of(st.none(), st.integers(9, 30)))
def test_turned_round_it_is_the_same_change_the_other_way(
    before: list[float], after: list[float], population: int | None
) -> None:
    found, back = change(before, after, population=population), change(after, before, population=population)
    assert (back.difference, back.low, back.high) == (-found.difference, -found.high, -found.low)
    assert (found.verdict, back.verdict) in {(BETTER, WORSE), (WORSE, BETTER), (SAME, SAME), (UNCLEAR, UNCLEAR)}
    assert found.low <= found.difference <= found.high
    assert change(before[::-1], after, population=population) == found


@settings(deadline=None)
@given(ANSWERS, st.data(), st.sampled_from([0.2, 0.8, 0.95]))
def test_pairs_turned_round_are_the_same_change_the_other_way(
    before: list[float], data: st.DataObject, confidence: float
) -> None:
    after = data.draw(st.lists(st.integers(1, 5).map(float), min_size=len(before), max_size=len(before)))
    found = change(before, after, paired=True, confidence=confidence)
    back = change(after, before, paired=True, confidence=confidence)
    assert (back.difference, back.low, back.high) == (-found.difference, -found.high, -found.low)
    assert found.low <= found.difference <= found.high
    assert (found.verdict is UNCLEAR) or len(before) >= 6


@settings(deadline=None)
@given(ANSWERS, ANSWERS, st.integers(0, 20))
def test_a_population_narrows_and_never_to_a_fact(before: list[float], after: list[float], others: int) -> None:
    everybody = max(len(before), len(after)) + others
    endless, team = change(before, after), change(before, after, population=everybody)
    assert endless.low <= team.low <= team.difference <= team.high <= endless.high
    if endless.low < endless.difference and math.isfinite(endless.low):
        narrowed = (team.difference - team.low) / (endless.difference - endless.low)
        assert math.sqrt(2 / 3) - 1e-6 <= narrowed <= 1 + 1e-6
    if not others and len(before) == len(after) and math.isfinite(endless.low):
        assert team.difference - team.low == pytest.approx(
            math.sqrt(2 / 3) * (endless.difference - endless.low), abs=1e-8
        )


def test_many_people_or_many_different_scores_are_compared_by_welch() -> None:
    from scipy.stats import ttest_ind, ttest_rel

    rng = np.random.default_rng(5)
    for n, m in ((25, 30), (14, 15), (12, 12)):
        before, after = rng.normal(3, 1, n), rng.normal(3.4, 0.5, m)
        theirs = ttest_ind(after, before, equal_var=False).confidence_interval(0.95)
        found = change(before, after)
        assert (found.low, found.high) == pytest.approx((theirs.low, theirs.high), abs=1e-8)
        assert change_between(Wave.of(before), Wave.of(after)) == found
    for n in (45, 18):
        before, after = rng.normal(3, 1, n), rng.normal(3.4, 0.5, n)
        theirs = ttest_rel(after, before).confidence_interval(0.95)
        found = change(before, after, paired=True)
        assert (found.low, found.high) == pytest.approx((theirs.low, theirs.high), abs=1e-8)
    assert change([2.0] * 30, [3.0] * 30).verdict is BETTER
    assert change([2.0], [*[3.0] * 21, *[4.0] * 20]).difference == pytest.approx(20 / 41 + 1)


def test_the_exact_bounds_are_close_to_welch_s_where_both_can_be_had() -> None:
    rng = np.random.default_rng(8)
    before, after = rng.integers(4, 17, 15) / 4, rng.integers(8, 21, 15) / 4
    exact, welch = change(before, after), change_between(Wave.of(before), Wave.of(after))
    assert exact != welch
    assert (exact.low, exact.high) == pytest.approx((welch.low, welch.high), abs=0.03)


def test_frozen_records_that_agree_wholly_differ_by_a_fact() -> None:
    assert change_between(Wave(3.0, 8, 0.0), Wave(4.0, 8, 0.0)) == Change(1.0, 1.0, 1.0, BETTER)
    narrow = change_between(Wave(3.0, 8, 1.0), Wave(4.0, 8, 1.0), population=8)
    assert narrow.low == pytest.approx(1 - math.sqrt(2 / 3) * 2.144787 / 2, abs=1e-5)


@pytest.mark.parametrize(
    ("before", "after", "options", "message"),
    [
        ([], [1.0], {}, "no change from 0 answers to 1"),
        ([1.0], [math.nan], {}, "no change from 1 answers to 0"),
        ([1.0], [2.0], {}, "no change from 1 answers to 1"),
        ([1.0, 2.0], [2.0], {"paired": True}, "pairs have both halves"),
        ([1.0, math.nan], [math.nan, 2.0], {"paired": True}, "nobody answered both times"),
        ([1.0] * 6, [2.0] * 6, {"population": 5}, "6 answers of 5 people"),
        ([1.0] * 6, [2.0] * 6, {"population": 5, "paired": True}, "6 answers of 5 people"),
        ([1.0] * 6, [2.0] * 6, {"smallest": -1}, "not negative"),
        ([1.0] * 6, [2.0] * 6, {"smallest": math.nan}, "not negative"),
        ([1.0] * 6, [2.0] * 6, {"confidence": 0}, "a confidence lies between 0 and 1"),
    ],
)
def test_what_gives_no_change_is_refused(
    before: list[float], after: list[float], options: dict[str, float], message: str
) -> None:
    with pytest.raises(ValueError, match=message):
        change(before, after, **options)  # type: ignore[arg-type]


def test_frozen_records_of_one_are_refused() -> None:
    with pytest.raises(ValueError, match="no change from 1 answers to 8"):
        change_between(Wave(3.0, 1, 0.0), Wave(4.0, 8, 0.0))
