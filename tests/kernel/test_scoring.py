"""Scores against published and recomputed examples."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drieslag.kernel.scoring import AnswerScale, ItemAnswer, reverse, scale_score, team_mean

FIVE, SEVEN, ZERO_SIX = AnswerScale(1, 5), AnswerScale(1, 7), AnswerScale(0, 6)
SAFETY_REVERSED = (1, 3, 5)  # Edmondson (1999): seven items, the first, third and fifth put negatively


def answers(*values: int | None, reversed_items: tuple[int, ...] = ()) -> list[ItemAnswer]:
    return [ItemAnswer(value, number in reversed_items) for number, value in enumerate(values, start=1)]


@pytest.mark.parametrize(("scale", "value", "expected"), [(SEVEN, 2, 6), (ZERO_SIX, 2, 4), (FIVE, 2, 4), (FIVE, 3, 3)])
def test_reversing_turns_the_scale_round(scale: AnswerScale, value: int, expected: int) -> None:
    assert reverse(value, scale) == expected


@pytest.mark.parametrize(
    ("values", "expected"),
    [((7,) * 7, 31 / 7), ((1, 7, 1, 7, 1, 7, 7), 7.0), ((7, 1, 7, 1, 7, 1, 1), 1.0)],
    ids=["a missing reversal would give 7", "best", "worst"],
)
def test_the_seven_safety_items_of_edmondson(values: tuple[int, ...], expected: float) -> None:
    assert scale_score(answers(*values, reversed_items=SAFETY_REVERSED), SEVEN) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("values", "required", "expected"),
    [
        ((6, 5, 4), 3, 5.0),  # UWES-3 asks for all three
        ((0, 0, 0), 3, 0.0),
        ((6, None, 4), 3, None),
        ((6, None, 4), None, 5.0),  # two of three is two thirds
        ((1, 2, 3, 4, 5, None, None), None, 3.0),  # DLOQ-7: five are enough
        ((1, 2, 3, 4, None, None, None), None, None),
        ((None, None), None, None),
        ((), None, None),
    ],
)
def test_a_score_asks_for_two_thirds_or_for_what_the_instrument_says(
    values: tuple[int | None, ...], required: int | None, expected: float | None
) -> None:
    assert scale_score(answers(*values), ZERO_SIX, required=required) == expected


def test_a_team_is_the_mean_of_its_persons_and_not_of_their_items() -> None:
    many, few = scale_score(answers(5, 5, 5), FIVE), scale_score(answers(1, 1, None), FIVE)
    assert team_mean([many, few, None]) == 3.0
    assert team_mean([None]) is None


@pytest.mark.parametrize("value", [0, 6])
def test_an_answer_outside_the_scale_is_refused(value: int) -> None:
    with pytest.raises(ValueError, match=f"{value} is not on the scale from 1 to 5"):
        scale_score(answers(value), FIVE)


def test_a_scale_runs_upwards() -> None:
    with pytest.raises(ValueError, match="a scale runs upwards"):
        AnswerScale(5, 5)


@given(st.integers(1, 7))
def test_reversing_twice_is_the_answer_itself(value: int) -> None:
    assert reverse(reverse(value, SEVEN), SEVEN) == value
