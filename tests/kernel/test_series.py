"""Series of waves: published run lengths and limits, simulated ones, and false alarms at the stated rate."""

import math
import warnings
from collections.abc import Callable, Sequence

import numpy as np
import pytest
import scipy.special  # noqa: F401 — the kernel imports it when it is first needed, past a test's deadline
from hypothesis import given, settings
from hypothesis import strategies as st

from drieslag.kernel.charts import anhoj_limits, cusum, ewma, p_chart, run_chart, xmr
from drieslag.kernel.estimates import Wave
from drieslag.kernel.runlength import cusum_run_length, ewma_run_length, shewhart_run_length
from drieslag.kernel.series import (
    EVER_BY_12,
    EVER_BY_24,
    PASSES,
    Signal,
    Trend,
    benjamini_hochberg,
    ever,
    restlessness,
    signal,
    signals,
    splits,
)

CHANGE, NOTHING, TOO_LITTLE = Trend
SHIFTS = (0.0, 0.5, 1.0, 2.0)


# Montgomery, Statistical Quality Control, tables of ARLs (domain.md 6f).
@pytest.mark.parametrize(
    ("limit", "printed"), [(4.0, (168, 26.6, 8.38, 3.34)), (5.0, (465, 38.0, 10.4, 4.01))], ids=str
)
def test_run_lengths_of_a_two_sided_cusum(limit: float, printed: tuple[float, ...]) -> None:
    assert [cusum_run_length(shift, 0.5, limit) for shift in SHIFTS] == pytest.approx(printed, rel=0.005)


def test_run_lengths_of_an_ewma_and_of_three_deviations() -> None:
    # The printed ARLs of 6.3 at two deviations and 4.4 for the EWMA are rounded.
    assert [ewma_run_length(shift) for shift in SHIFTS] == pytest.approx((500, 31.3, 10.3, 4.4), rel=0.01)
    assert [shewhart_run_length(shift) for shift in SHIFTS] == pytest.approx((370.4, 155.2, 43.9, 6.3), rel=0.002)
    assert ewma_run_length(0.7, weight=1, width=3) == pytest.approx(shewhart_run_length(0.7), rel=1e-6)


@pytest.mark.parametrize("shift", [0.0, 0.1, 0.7, 2.9])
def test_a_larger_shift_is_seen_sooner_and_either_way(shift: float) -> None:
    for length in (cusum_run_length, ewma_run_length, shewhart_run_length):
        assert length(shift + 0.1) < length(shift)
        assert length(-shift) == pytest.approx(length(shift))


@pytest.mark.slow
@pytest.mark.parametrize(("chart", "length"), [("cusum", 167.68), ("ewma", 499.58), ("shewhart", 370.40)])
def test_simulated_run_lengths_without_a_shift_are_within_three_percent(chart: str, length: float) -> None:
    rng = np.random.default_rng(2)
    lengths: list[int] = []
    for _ in range(10):
        drawn = rng.normal(size=(1_200, 4_000))
        if chart == "cusum":
            out = cusum(drawn, 0, 1).out
        elif chart == "ewma":
            out = np.abs(ewma(drawn, 0, 1).values) > 2.814 * math.sqrt(0.1 / 1.9)
        else:
            out = np.abs(drawn) > 3
        first = np.where(out.any(axis=1), out.argmax(axis=1) + 1, drawn.shape[1])
        lengths.extend(first)
    assert np.mean(lengths) == pytest.approx(length, rel=0.03)


@pytest.mark.parametrize(
    ("length", "options"),
    [
        (ewma_run_length, {"weight": 0}),
        (ewma_run_length, {"width": 0}),
        (cusum_run_length, {"slack": -0.1}),
        (cusum_run_length, {"limit": 0}),
    ],
)
def test_no_run_length_of_an_impossible_chart(length: object, options: dict[str, float]) -> None:
    with pytest.raises(ValueError, match=r"no (EWMA|CUSUM) with"):
        length(0.0, **options)  # type: ignore[operator]


def test_xmr_limits_by_hand() -> None:
    chart = xmr([4.0, 5.0, 3.0, math.nan, 4.0, 4.0, 10.0])
    reach = 2.66 * (1 + 2 + 1 + 0 + 6) / 5
    assert chart.centre == 5.0
    assert (chart.low[0], chart.high[0]) == pytest.approx((5 - reach, 5 + reach), abs=0.005)
    assert not chart.out.any()
    assert xmr([5.0] * 9 + [5.1] + [9.0]).out.tolist() == [False] * 10 + [True]
    with pytest.raises(ValueError, match="no moving range of 1 values"):
        xmr([1.0])


def test_p_chart_limits_are_exact() -> None:
    from scipy.stats import binom

    held, planned = [9, 10, 8, 2, 10], [10, 10, 10, 10, 12]
    chart = p_chart(held, planned, share=0.8, rate=0.01)
    assert chart.out.tolist() == [False, False, False, True, False]
    low = int(chart.low[0] * 10 + 0.5)
    assert binom.cdf(low, 10, 0.8) > 0.005 >= binom.cdf(low - 1, 10, 0.8)
    assert chart.high[0] == 1.0
    few = p_chart([0, 3], [12, 12], share=0.05, rate=0.05)
    assert binom.sf(few.high[0] * 12 - 1, 12, 0.05) > 0.025 >= binom.sf(few.high[0] * 12, 12, 0.05)
    assert p_chart(held, planned).centre == pytest.approx(39 / 52)
    always = p_chart([5, 6], [5, 6])
    assert (always.low.tolist(), always.out.tolist()) == ([1.0, 1.0], [False, False])


@pytest.mark.parametrize(
    ("happened", "planned", "share", "message"),
    [
        ([3], [2], None, "at most all"),
        ([0], [0], None, "at most all"),
        ([-1], [2], None, "at most all"),
        ([1, 1], [2], None, "at most all"),
        ([], [], None, "at most all"),
        ([[1]], [[2]], None, "at most all"),
        ([1], [2], 1.2, "a share lies between"),
    ],
)
def test_no_p_chart_of_what_cannot_have_happened(
    happened: list[int], planned: list[int], share: float | None, message: str
) -> None:
    with pytest.raises(ValueError, match=message):
        p_chart(happened, planned, share)


def test_ewma_and_cusum_by_hand() -> None:
    chart = ewma([11.0, 12.0], target=10, deviation=1, weight=0.5, width=3)
    assert chart.values.tolist() == [10.5, 11.25]
    assert (chart.high - 10).tolist() == pytest.approx([1.5, 3 * math.sqrt(0.25 + 0.0625)])
    sums = cusum([12.0, 12.0, 13.0, 4.0], target=10, deviation=1, slack=0.5, limit=4)
    assert sums.upper.tolist() == [1.5, 3.0, 5.5, 0.0]
    assert sums.lower.tolist() == [0.0, 0.0, 0.0, 5.5]
    assert sums.out.tolist() == [False, False, True, True]
    with pytest.raises(ValueError, match="no EWMA"):
        ewma([1.0], 0, 0)
    with pytest.raises(ValueError, match="no EWMA"):
        ewma([1.0], 0, 1, weight=1.1)
    with pytest.raises(ValueError, match="no CUSUM"):
        cusum([1.0], 0, 0)


# Anhøj & Olesen (2014), table of limits (domain.md 6f).
@pytest.mark.parametrize(
    ("useful", "most", "fewest"),
    [(10, 6, 2), (12, 7, 3), (16, 7, 4), (20, 7, 6), (24, 8, 8), (30, 8, 10), (40, 8, 14), (0, 0, 0)],
)
def test_anhoj_s_limits(useful: int, most: int, fewest: int) -> None:
    assert anhoj_limits(useful) == (most, fewest)


def test_a_run_chart_counts_runs_around_the_median() -> None:
    still = run_chart([3, 5, 4, 2, 6, 4, 3, 5, 2, 6, 3, 5])
    assert (still.median, still.useful, still.longest, still.crossings, still.shifted) == (4, 10, 1, 9, False)
    moved = run_chart([1, 2, 1, 2, 1, 2, 1, 5, 6, 5, 6, 5, 6, 5])
    assert (moved.longest, moved.crossings, moved.most, moved.fewest, moved.shifted) == (7, 1, 7, 4, True)
    level = run_chart([4, 4, 4])
    assert (level.useful, level.longest, level.crossings, level.shifted) == (0, 0, 0, False)
    with pytest.raises(ValueError, match="at least one value"):
        run_chart([math.nan])


def waves(means: Sequence[float], n: int = 8, deviation: float = 0.7) -> list[Wave]:
    return [Wave(mean, n, deviation) for mean in means]


def test_below_three_waves_of_five_there_is_too_little() -> None:
    assert signal([]) == Signal(TOO_LITTLE)
    assert signal([*waves([3, 4.5]), *waves([4.5] * 9, n=4)]) == Signal(TOO_LITTLE)


def test_a_step_is_seen_and_since_when() -> None:
    found = signal([*waves([3.1, 2.9]), Wave(1.0, 4, 2.0), *waves([3.0, 3.2, 4.1, 4.0, 4.2])])
    assert (found.verdict, found.since) == (CHANGE, 5)
    assert found.difference == pytest.approx(1.05)
    assert found.p < 0.01
    down = signal(waves([4, 4, 4, 4, 2.5, 2.5]))
    assert (down.verdict, down.since) == (CHANGE, 4)
    assert down.difference == pytest.approx(-1.5)


def test_a_level_series_says_nothing_and_what_it_could_have_seen() -> None:
    found = signal(waves([3.1, 2.9, 3.0, 3.2, 3.0, 2.9]))
    assert (found.verdict, found.since) == (NOTHING, None)
    assert 0.4 < found.detectable < 0.9
    longer = signal(waves([3.1, 2.9, 3.0, 3.2, 3.0, 2.9] * 2))
    assert longer.detectable < found.detectable


def test_everybody_always_alike_is_no_certainty() -> None:
    assert signal(waves([4.0] * 5, deviation=0)).verdict is NOTHING
    assert signal(waves([4.0, 4.0, 4.0, 4.2], deviation=0)).verdict is NOTHING
    assert signal(waves([4.0, 4.0, 4.0, 5.0, 5.0], deviation=0)).verdict is CHANGE


def test_restless_waves_ask_for_more() -> None:
    restless = [3.0, 3.8, 2.9, 3.9, 3.1, 3.7, 4.2, 3.4, 4.3, 3.5]
    assert signal(waves(restless, n=30)).verdict is NOTHING
    means, weights = np.array(restless), np.full(10, 30.0)
    assert restlessness(means, weights) > 2
    assert restlessness(means[:5], weights[:5]) == 1.0
    assert restlessness(np.full(8, 3.0), weights[:8]) == 1.0


@settings(deadline=None)
@given(st.lists(st.floats(1, 5), min_size=3, max_size=24), st.sampled_from([1.0, 25.0]))
def test_upside_down_and_in_other_units_the_signal_is_the_same(means: list[float], point: float) -> None:
    found = signal(waves(means))
    turned = signal(waves([-point * mean for mean in means], deviation=0.7 * point), point=point)
    assert turned.p == pytest.approx(found.p, rel=1e-6)
    assert turned.detectable == pytest.approx(point * found.detectable)
    if found.verdict is CHANGE and turned.since == found.since:  # else two splits fit equally well
        assert turned.difference == pytest.approx(-point * found.difference)
    assert found.verdict is (CHANGE if found.p <= 0.05 else NOTHING)
    assert (found.since is None) is (found.verdict is NOTHING)


@pytest.mark.parametrize(
    ("count", "options"), [(25, {}), (3, {"false_alarm": 0}), (3, {"false_alarm": 1}), (3, {"point": 0})]
)
def test_no_signal_from_what_gives_none(count: int, options: dict[str, float]) -> None:
    with pytest.raises(ValueError, match="no signal from"):
        signal(waves([3.0] * count), **options)


@pytest.mark.slow
def test_the_table_of_the_threshold_is_what_simulation_gives() -> None:
    drawn = np.random.default_rng(31).normal(size=(100_000, 24))
    running = np.zeros(len(drawn))
    for wave in range(3, 25):
        differences, errors = splits(drawn[:, :wave], np.ones(wave))
        running = np.maximum(running, np.abs(differences / errors).max(axis=1))
        for looks, table in ((12, EVER_BY_12), (24, EVER_BY_24)):
            if wave == looks:
                found = (running[:, np.newaxis] > PASSES).mean(axis=0)
                error = np.sqrt(found * (1 - found) / len(drawn))
                assert np.all(np.abs(found - table) <= 4 * error + 0.00005)


def test_beyond_the_table_the_chance_falls_on() -> None:
    assert ever(4.0, 12) == pytest.approx(EVER_BY_12[-1])
    assert ever(4.0, 13) == pytest.approx(EVER_BY_24[-1])
    assert ever(4.5, 12) < EVER_BY_12[-1] / 5
    assert ever(60, 12) == 0.0
    assert ever(0, 24) == 1.0


@pytest.mark.slow
def test_stable_teams_are_told_of_a_change_no_more_often_than_stated() -> None:
    rng = np.random.default_rng(12)
    told = 0
    for _ in range(200):
        lasting = rng.normal(3.4, 0.5, int(rng.integers(6, 16)))
        series = []
        for _ in range(12):
            here = lasting[: int(rng.integers(5, len(lasting) + 1))]
            scores = here + rng.normal(0, 0.6, len(here)) + rng.normal(0, 0.15)
            series.append(Wave.of(np.clip(np.round(scores * 4) / 4, 1, 5)))
        told += any(signal(series[:seen]).verdict is CHANGE for seen in range(3, 13))
    assert told / 200 <= 0.05


def test_among_many_teams_the_clearest_remain() -> None:
    level, clear, faint = waves([3.0] * 6), waves([3, 3, 3, 4.5, 4.5, 4.5]), waves([3, 3, 3, 3.8, 3.8, 3.8])
    assert signal(faint).verdict is CHANGE
    found = signals([level] * 30 + [clear, faint, waves([3.0])])
    assert [each.verdict for each in found[29:]] == [NOTHING, CHANGE, NOTHING, TOO_LITTLE]
    assert found[31].since is None
    assert signals([]) == []


@pytest.fixture(scope="module")
def multipletests() -> Callable[..., tuple[object, object]]:
    """Their procedure, imported before the clock of a test runs."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from statsmodels.stats import multitest
    return multitest.multipletests  # type: ignore[no-any-return]


@settings(deadline=None)
@given(chances=st.lists(st.floats(0, 1), min_size=1, max_size=20))
def test_benjamini_hochberg_as_statsmodels_has_it(
    multipletests: Callable[..., tuple[object, object]], chances: list[float]
) -> None:
    theirs = np.asarray(multipletests(chances, method="fdr_bh")[1], dtype=np.float64)
    np.testing.assert_allclose(benjamini_hochberg(chances), theirs, rtol=1e-12)


@pytest.mark.parametrize("chances", [[1.2], [-0.1], [math.nan], [[0.5]]])
def test_no_adjustment_of_what_is_no_chance(chances: list[float]) -> None:
    with pytest.raises(ValueError, match="a row of chances"):
        benjamini_hochberg(chances)
