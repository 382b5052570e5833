"""Reliability and agreement against published figures, two other programs, and answers made to have a known figure."""

import math
import warnings

import numpy as np
import pytest
import scipy.special  # noqa: F401 — the kernel imports it when it is first needed, past a test's deadline
from hypothesis import given, settings
from hypothesis import strategies as st

from drieslag.kernel.reliability import minres
from drieslag.kernel.statistics import cronbach_alpha, icc, omega_total, rwg, rwg_j
from tests.kernel.published import AGREEMENTS, ALPHAS, ANALYSES_OF_VARIANCE, ATTITUDE, grouped, with_covariance


@pytest.mark.parametrize(("name", "n", "groups", "between", "within", "icc1", "icc2"), ANALYSES_OF_VARIANCE)
def test_icc_as_published_for_the_data_of_bliese(  # noqa: PLR0917 — a row of the table
    name: str, n: int, groups: int, between: float, within: float, icc1: float, icc2: float
) -> None:
    found = icc(*grouped(n, groups, between, within))
    assert (found.icc1, found.icc2) == pytest.approx((icc1, icc2), abs=6e-8), name


@pytest.mark.slow
def test_icc_as_pingouin_has_it_for_teams_of_one_size() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import pandas as pd
        import pingouin

        drawn = np.random.default_rng(3).normal(size=(6, 4)) + np.arange(6)[:, None] / 3
        long = pd.DataFrame(
            {"team": np.repeat(range(6), 4), "person": np.tile(range(4), 6), "score": drawn.ravel()},
        )
        theirs = pingouin.intraclass_corr(long, targets="team", raters="person", ratings="score")["ICC"].to_numpy()
    found = icc(drawn.ravel(), np.repeat(list("abcdef"), 4))
    assert (found.icc1, found.icc2) == pytest.approx((theirs[0], theirs[3]), abs=1e-9)


def test_icc_leaves_out_who_did_not_answer_and_says_when_teams_do_not_differ() -> None:
    whole = icc([1.0, 2.0, 4.0, 6.0], [1, 1, 2, 2])
    assert icc([1.0, 2.0, math.nan, 4.0, 6.0], [1, 1, 2, 2, 2]) == whole
    alike = icc([1.0, 3.0, 1.0, 3.0], [1, 1, 2, 2])
    assert alike.icc1 == -1.0
    assert math.isnan(alike.icc2)


@pytest.mark.parametrize(
    ("values", "groups", "message"),
    [
        ([1.0, 2.0], [1, 1], "within 1 groups of 2 values"),
        ([1.0, 2.0], [1, 2], "within 2 groups of 2 values"),
        ([2.0, 2.0, 2.0], [1, 1, 2], "all values are equal"),
        ([2.0, 2.0], [1], "one group for each value"),
        ([[2.0]], [[1]], "one group for each value"),
    ],
)
def test_no_icc_without_spread(values: list[float], groups: list[int], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        icc(values, groups)


def test_alpha_of_the_attitude_data_as_psych_prints_it() -> None:
    assert cronbach_alpha(ATTITUDE).value == pytest.approx(0.8431428, abs=6e-8)
    persons = ATTITUDE.mean(axis=1)
    assert (persons.mean(), persons.std(ddof=1)) == pytest.approx((60.438, 8.250), abs=0.0006)


@pytest.mark.parametrize(("name", "k", "variances", "total", "alpha"), ALPHAS)
def test_alpha_of_the_scales_of_lq2002(name: str, k: int, variances: float, total: float, alpha: float) -> None:
    shared = (total - variances) / (k * (k - 1))
    answers = with_covariance(np.full((k, k), shared) + np.eye(k) * (variances / k - shared))
    assert cronbach_alpha(answers).value == pytest.approx(alpha, abs=6e-8), name


@pytest.mark.parametrize("confidence", [0.8, 0.95])
def test_alpha_and_feldt_s_interval_as_pingouin_has_them(confidence: float) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import pandas as pd
        import pingouin

        value, bounds = pingouin.cronbach_alpha(pd.DataFrame(ATTITUDE), ci=confidence)
    holed = np.vstack([ATTITUDE, np.full(7, math.nan)])
    found = cronbach_alpha(holed, confidence)
    assert found.value == pytest.approx(value)
    assert (found.low, found.high) == pytest.approx(tuple(bounds), abs=0.0006)


def test_items_that_are_one_have_alpha_one() -> None:
    found = cronbach_alpha([[1, 1, 1], [2, 2, 2], [5, 5, 5]])
    assert (found.low, found.value, found.high) == pytest.approx((1, 1, 1))


@pytest.mark.parametrize(
    ("items", "confidence", "message"),
    [
        ([[1.0], [2.0]], 0.95, "at least 2 items"),
        ([1.0, 2.0], 0.95, "at least 2 items"),
        ([[1.0, 2.0], [math.nan, 3.0]], 0.95, "from 1 complete answers"),
        ([[1.0, 3.0], [2.0, 2.0]], 0.95, "everybody has the same total"),
        ([[1.0, 3.0], [2.0, 5.0]], 1.0, "a confidence lies between"),
    ],
)
def test_no_alpha_from_what_gives_none(items: list[list[float]], confidence: float, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        cronbach_alpha(items, confidence)


def test_omega_finds_the_loadings_that_the_answers_were_made_with() -> None:
    loadings, unique = np.array([0.9, 0.6, 1.2, 0.4]), np.array([0.5, 0.8, 0.3, 1.0])
    made = with_covariance(np.outer(loadings, loadings) + np.diag(unique))
    assert omega_total(made) == pytest.approx(3.1**2 / (3.1**2 + 2.6), abs=1e-7)
    assert cronbach_alpha(made).value < omega_total(made)  # alpha is a lower bound when loadings differ


def test_omega_is_alpha_when_all_loadings_are_equal() -> None:
    made = with_covariance(np.full((5, 5), 0.4) + np.eye(5) * 0.6)
    assert omega_total(made) == pytest.approx(cronbach_alpha(made).value, abs=1e-9)


@pytest.mark.slow
def test_omega_s_loadings_are_those_of_statsmodels() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from statsmodels.multivariate.factor import Factor

        theirs = Factor(ATTITUDE, n_factor=1, method="pa").fit(maxiter=5000, tol=1e-12).loadings[:, 0]
    ours = minres(np.corrcoef(ATTITUDE, rowvar=False))
    np.testing.assert_allclose(np.abs(ours), np.abs(theirs), atol=1e-5)


def test_an_item_that_everybody_answers_alike_adds_nothing_to_omega() -> None:
    alike = np.column_stack([ATTITUDE, np.full(30, 4.0)])
    assert omega_total(alike) == pytest.approx(omega_total(ATTITUDE))


@pytest.mark.parametrize(
    ("items", "message"),
    [
        (np.ones((5, 2)), "at least 3 items"),
        (np.ones((5, 4)), "no omega from 0 items that differ"),
        (np.ones((1, 4)), "from 1 complete answers"),
    ],
)
def test_no_omega_from_what_gives_none(items: np.ndarray, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        omega_total(items)


def test_items_that_have_nothing_in_common_have_no_loadings() -> None:
    assert (minres(np.eye(3)) ** 2).sum() <= 1 + 1e-9


@pytest.mark.parametrize(("company", "spread", "printed"), AGREEMENTS)
def test_agreement_in_the_companies_of_lq2002(company: int, spread: float, printed: float) -> None:
    half = math.sqrt(spread / 2)
    assert rwg_j([[3 - half] * 11, [3 + half] * 11], 5) == pytest.approx(printed, abs=6e-7), company


def test_agreement_by_hand() -> None:
    # James, Demaree & Wolf (1984): five points have an expected variance of 2, seven of 4.
    assert rwg([3, 3, 4, 4], 5) == pytest.approx(1 - (1 / 3) / 2)
    assert rwg([3, 3, 3, math.nan], 5) == 1.0
    assert rwg([1, 7, 1, 7], 7) == 0.0
    assert rwg_j([[1, 7], [7, 1]], 7) == 0.0
    assert rwg_j([[4.0, 4.0, 2.0], [4.0, 4.0, 3.0], [4.0, math.nan, math.nan]], 6) == pytest.approx(
        3 * (1 - 0.5 / 3 / (35 / 12)) / (3 * (1 - 0.5 / 3 / (35 / 12)) + 0.5 / 3 / (35 / 12))
    )


@pytest.mark.parametrize(
    ("items", "points", "message"),
    [
        ([[1.0, 2.0]], 5, "no agreement from 1 answers"),
        ([[1.0, 2.0], [math.nan, 2.0]], 5, "no agreement from 1 answers"),
        ([[1.0], [1.0]], 1, "on 1 points"),
        ([[], []], 5, "no agreement over"),
        ([1.0, 2.0], 5, "no agreement over"),
    ],
)
def test_no_agreement_of_one_or_on_one_point(items: list[list[float]], points: int, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        rwg_j(items, points)


_ITEMS = st.lists(st.lists(st.integers(1, 5), min_size=3, max_size=3), min_size=2, max_size=12)


@settings(deadline=None)
@given(_ITEMS, st.permutations([0, 1, 2]))
def test_the_order_of_items_and_persons_makes_no_difference(rows: list[list[int]], order: list[int]) -> None:
    given_, turned = np.array(rows, dtype=float), np.array(rows, dtype=float)[::-1][:, order]
    agreed = rwg_j(given_, 5)
    assert 0 <= agreed <= 1
    assert rwg_j(turned, 5) == pytest.approx(agreed)
    assert rwg(given_[:, 0], 5) == pytest.approx(rwg_j(given_[:, :1], 5))
    if given_.sum(axis=1).var() > 0:
        found = cronbach_alpha(given_)
        assert found.low <= found.value <= found.high <= 1 + 1e-12
        assert cronbach_alpha(turned).value == pytest.approx(found.value)
        assert cronbach_alpha(6 - given_).value == pytest.approx(found.value)
