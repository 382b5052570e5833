"""Scores against published and recomputed examples (domain.md 3.1 and 3.2)."""

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drieslag.kernel.format import Text
from drieslag.kernel.instrument import NOTHING, Band, Instrument, Item, ItemKind, Scale, Scoring
from drieslag.kernel.scoring import (
    AnswerScale,
    BadScale,
    NotNumeric,
    OffScale,
    UnknownItem,
    band_of,
    reverse,
    score,
    score_all,
)
from tests.kernel.instruments import DLOQ7, DLOQ21, SAFETY, UWES3, instrument, items, numbered, response, scale

FIVE, SEVEN, ZERO_SIX = AnswerScale(1, 5), AnswerScale(1, 7), AnswerScale(0, 6)

# Every kind of item, a reverse one of each numeric kind, a sum, needed parts, scales of scales.
MIXED = instrument(
    (
        *items(4, reverse=(2,)),
        Item("n", ItemKind.NUMBER, NOTHING, low=0, high=10, reverse=True),
        Item("s", ItemKind.SLIDER, NOTHING, low=0, high=100, step=25),
        Item("words", ItemKind.TEXT, NOTHING),
        Item("one", ItemKind.CHOICE, NOTHING),
    ),
    (
        scale("mean", 1, 2, 3),
        scale("sum", 1, 2, 3, 4, scoring=Scoring.SUM),
        scale("all", 2, 4, needed=2),
        Scale("number", NOTHING, ("n", "s"), needed=1),
        Scale("both", NOTHING, scales=("mean", "all")),
        Scale("top", NOTHING, scales=("both", "number"), scoring=Scoring.SUM, needed=1),
        Scale("empty", NOTHING),
    ),
    response(1, 5),
)


def only(of: Instrument, *values: object) -> float | None:
    """The one score of an instrument."""
    (found,) = score(of, numbered(*values)).values()
    return found


@pytest.mark.parametrize(("scale", "value", "expected"), [(SEVEN, 2, 6), (ZERO_SIX, 2, 4), (FIVE, 2, 4), (FIVE, 3, 3)])
def test_reversing_turns_the_scale_round(scale: AnswerScale, value: int, expected: int) -> None:
    assert reverse(value, scale) == expected


@pytest.mark.parametrize(
    ("values", "expected"),
    [((7,) * 7, 31 / 7), ((1, 7, 1, 7, 1, 7, 7), 7.0), ((7, 1, 7, 1, 7, 1, 1), 1.0)],
    ids=["a missing reversal would give 7", "best", "worst"],
)
def test_the_seven_safety_items_of_edmondson(values: tuple[int, ...], expected: float) -> None:
    assert only(SAFETY, *values) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("of", "values", "expected"),
    [
        (UWES3, (6, 5, 4), 5.0),
        (UWES3, (0, 0, 0), 0.0),
        (UWES3, (6, None, 4), None),
        (UWES3, (6, math.nan, 4), None),
        (DLOQ7, (1, 2, 3, 4, 5, None, None), 3.0),
        (DLOQ7, (1, 2, 3, 4), None),
        (DLOQ7, (), None),
    ],
)
def test_a_score_asks_for_two_thirds_or_for_what_the_scale_needs(
    of: Instrument, values: tuple[object, ...], expected: float | None
) -> None:
    assert only(of, *values) == expected


def test_the_total_of_the_dloq_is_the_mean_of_its_dimension_means_and_not_of_its_items() -> None:
    # The first dimension misses one answer: its two others weigh as a dimension, not as two items.
    answers = {**{f"q{number}": 3 for number in range(1, 22)}, "q1": 6, "q2": 6, "q3": None}
    found = score(DLOQ21, answers)
    assert found["d1"] == 6.0
    assert found["d2"] == 3.0
    assert found["total"] == pytest.approx((6 + 6 * 3) / 7)


def test_a_dimension_without_score_does_not_count_in_the_total_as_long_as_two_thirds_do() -> None:
    answers = {f"q{number}": 3 for number in range(1, 22)}
    assert score(DLOQ21, {key: value for key, value in answers.items() if key not in {"q1", "q2"}})["total"] == 3.0
    assert score(DLOQ21, {f"q{number}": 3 for number in range(1, 13)})["total"] is None


@pytest.mark.parametrize(("answer", "expected"), [(1, 23), (5, 115)])
def test_a_sum_runs_over_the_bounds_that_the_gras_prints(answer: int, expected: float) -> None:
    gras = instrument(items(23), (scale("reflection", *range(1, 24), scoring=Scoring.SUM),), response(1, 5))
    assert only(gras, *[answer] * 23) == pytest.approx(expected)


def test_an_item_left_open_does_not_count_as_nothing_in_a_sum() -> None:
    assert score(MIXED, numbered(4, 2, 4))["sum"] == pytest.approx(16.0)


def test_a_response_scale_may_go_in_steps() -> None:
    workload = instrument(items(2, reverse=(2,)), (scale("load", 1, 2),), response(0, 100, 25))  # COPSOQ III
    assert only(workload, 75, 100) == 37.5
    with pytest.raises(OffScale, match="80 is not an answer that 'q1' offers"):
        only(workload, 80)
    with pytest.raises(OffScale, match="80 is not an answer that 'q1' offers"):
        score_all(workload, [[80.0]], ["q1"])


@pytest.mark.parametrize(
    ("answers", "error", "message"),
    [
        ({"q9": 1}, UnknownItem, "no item 'q9'"),
        ({"q9": None}, UnknownItem, "no item 'q9'"),
        ({"q1": 0}, OffScale, "0 is not an answer that 'q1' offers"),
        ({"q1": 6}, OffScale, "6 is not"),
        ({"q1": 2.5}, OffScale, "2.5 is not"),
        ({"q1": math.inf}, OffScale, "inf is not"),
        ({"n": 11}, OffScale, "11 is not an answer that 'n' offers"),
        ({"s": 30}, OffScale, "30 is not an answer that 's' offers"),
        ({"q1": "4"}, NotNumeric, "'q1' is words where a number goes"),
        ({"q1": True}, NotNumeric, "'q1' is words where a number goes"),
        ({"words": 3}, NotNumeric, "'words' is a number where words go"),
    ],
)
def test_what_an_item_does_not_offer_is_refused(
    answers: dict[str, object], error: type[ValueError], message: str
) -> None:
    with pytest.raises(error, match=message):
        score(MIXED, answers)


def test_words_stand_beside_figures_and_numbers_of_numpy_are_numbers() -> None:
    found = score(MIXED, {"words": "vrij", "one": "b", "q1": np.int64(5), "q2": np.float64(1.0), "n": 4, "s": 75})
    assert found == {"mean": 5.0, "sum": None, "all": None, "number": 40.5, "both": None, "top": 81.0, "empty": None}


@pytest.mark.parametrize(
    ("scales", "error", "message"),
    [
        ((Scale("a", NOTHING, ("q9",)),), UnknownItem, "counts the item 'q9'"),
        ((Scale("a", NOTHING, ("words",)),), NotNumeric, "'words', which does not ask for a number"),
        ((Scale("a", NOTHING, scales=("b",)),), BadScale, "the scale 'a' counts the scale 'b'"),
        ((Scale("a", NOTHING, scales=("b",)), Scale("b", NOTHING, scales=("a",))), BadScale, "'a' counts itself"),
    ],
)
def test_a_scale_over_what_is_no_figure_is_refused(
    scales: tuple[Scale, ...], error: type[ValueError], message: str
) -> None:
    bad = replace(MIXED, scales=scales)
    with pytest.raises(error, match=message):
        score(bad, {})
    with pytest.raises(error, match=message):
        score_all(bad, np.empty((2, 0)), [])


@pytest.mark.parametrize(
    ("matrix", "keys", "error", "message"),
    [
        ([[1.0]], ["q9"], UnknownItem, "no item 'q9'"),
        ([[1.0]], ["words"], NotNumeric, "numbers for 'words'"),
        ([[1.0], [7.0]], ["q1"], OffScale, "7 is not an answer that 'q1' offers"),
        ([[30.0]], ["s"], OffScale, "30 is not"),
        ([], ["q1"], ValueError, "does not have one column"),
        ([[1.0]], ["q1", "q2"], ValueError, "does not have one column"),
        ([[1.0, 1.0]], ["q1", "q1"], ValueError, "for each of 2 different items"),
    ],
)
def test_a_matrix_is_refused_as_one_answer_is(
    matrix: list[list[float]], keys: list[str], error: type[ValueError], message: str
) -> None:
    with pytest.raises(error, match=message):
        score_all(MIXED, matrix, keys)


def test_an_instrument_without_scales_gives_no_scores() -> None:
    bare = instrument(items(2), (), response(1, 5))
    assert score(bare, numbered(1, 2)) == {}
    assert score_all(bare, [[1, 2], [3, 4]], ["q1", "q2"]).shape == (2, 0)


_ANSWERS = st.fixed_dictionaries(
    {},
    optional={
        **{f"q{number}": st.sampled_from([1, 2, 3, 4, 5, None, math.nan]) for number in range(1, 5)},
        "n": st.integers(0, 10),
        "s": st.sampled_from([0, 25, 50, 75, 100]),
    },
)


@settings(deadline=None)
@given(st.lists(_ANSWERS, min_size=1, max_size=6))
def test_many_at_once_get_what_each_gets(people: list[dict[str, float | None]]) -> None:
    keys = ["s", "q3", "q1", "n", "q2", "q4"]
    rows = [[math.nan if row.get(key) is None else row[key] for key in keys] for row in people]
    apart = [[math.nan if value is None else value for value in score(MIXED, row).values()] for row in people]
    np.testing.assert_allclose(score_all(MIXED, np.array(rows, dtype=float), keys), np.array(apart), rtol=1e-12)


@settings(deadline=None)
@given(st.lists(st.integers(1, 7), min_size=7, max_size=7))
def test_a_score_stays_on_the_scale_and_turning_every_answer_turns_the_score(values: list[int]) -> None:
    found, turned = only(SAFETY, *values), only(SAFETY, *[8 - value for value in values])
    assert found is not None
    assert turned is not None
    assert 1 <= found <= 7
    assert found + turned == pytest.approx(8.0)


@settings(deadline=None)
@given(st.permutations(range(1, 8)), st.lists(st.integers(1, 6), min_size=7, max_size=7))
def test_the_order_of_the_items_makes_no_difference(order: list[int], values: list[int]) -> None:
    turned = replace(DLOQ7, scales=(scale("total", *order),))
    assert only(turned, *values) == only(DLOQ7, *values)


@settings(deadline=None)
@given(st.integers(1, 7))
def test_reversing_twice_is_the_answer_itself(value: int) -> None:
    assert reverse(reverse(value, SEVEN), SEVEN) == value


@pytest.mark.parametrize("value", [0, 6])
def test_an_answer_outside_the_scale_is_refused(value: int) -> None:
    with pytest.raises(OffScale, match=f"{value} is not on the scale from 1 to 5"):
        FIVE.check(value)


def test_a_scale_runs_upwards() -> None:
    with pytest.raises(ValueError, match="a scale runs upwards"):
        AnswerScale(5, 5)


# UWES-9, vitality, as a Dutch open repository prints the manual's bounds: ≤ 2.00 / 2.01–3.25 / 3.26–4.80 /
# 4.81–5.65 / ≥ 5.66 (domain.md 3.1). Starts are half-open, so that no score falls between two.
VITALITY = Scale(
    "vitality",
    NOTHING,
    ("q1",),
    bands=tuple(
        Band(start, Text(word, word))
        for start, word in ((0, "very low"), (2.01, "low"), (3.26, "average"), (4.81, "high"), (5.66, "very high"))
    ),
)


@pytest.mark.parametrize(
    ("value", "word"),
    [
        (0.0, "very low"),
        (2.0, "very low"),
        (2.005, "very low"),
        (2.01, "low"),
        (3.255, "low"),
        (10 / 3, "average"),
        (4.81, "high"),
        (6.0, "very high"),
    ],
)
def test_a_score_between_two_printed_bounds_falls_in_exactly_one_band(value: float, word: str) -> None:
    found = band_of(VITALITY, value)
    assert found is not None
    assert found.name.en == word


@pytest.mark.parametrize("value", [None, math.nan, -0.1])
def test_no_band_without_a_score_or_below_the_first(value: float | None) -> None:
    assert band_of(VITALITY, value) is None


def test_a_scale_without_bands_has_none() -> None:
    assert band_of(replace(VITALITY, bands=()), 3.0) is None
