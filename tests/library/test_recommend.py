"""What the recommender answers, and why."""

from dataclasses import replace
from typing import Any

from drieslag.library import formats
from drieslag.library.recommend import ALSO, FIRST, PHASE, PREFERENCE, TASTE, Suggestion
from tests.library.scripts import SMALL, good

EIGHT = ("W01", "W03", "W08", "W09a", "W10", "W11", "W13", "W14")


def recommended(**wishes: Any) -> list[Suggestion]:
    """Ask among the eight formats that the figures here are about, however many the library has."""
    return formats.recommend(**wishes, among=[formats.get(code) for code in EIGHT])


def codes(found: list[Suggestion]) -> list[str]:
    return [suggestion.format.code for suggestion in found]


def test_without_a_wish_everything_is_offered_in_order() -> None:
    assert codes(formats.recommend()) == list(formats.load_all())
    assert {suggestion.reasons for suggestion in formats.recommend()} == {()}


def test_first_choice_comes_before_what_also_fits() -> None:
    found = recommended(purpose="case_now")
    assert [(item.format.code, item.reasons) for item in found] == [("W08", (FIRST,)), ("W09a", (ALSO,))]


def test_time_and_group_are_hard() -> None:
    assert codes(recommended(minutes=20)) == ["W03", "W11"]
    assert codes(recommended(people=20)) == ["W10", "W11"]
    assert codes(recommended(minutes=4)) == []


def test_time_and_group_are_told_as_reasons() -> None:
    (found,) = recommended(minutes=25, people=15, purpose="tension")
    assert [reason.nl for reason in found.reasons] == [
        "Eerste keus bij deze vraag",
        "Past in 25 minuten",
        "Past bij 15 mensen",
    ]


def test_the_phase_counts_less_than_the_question() -> None:
    found = recommended(purpose="new_approach", phase="shared")
    assert [(item.format.code, item.reasons) for item in found] == [("W01", (FIRST,)), ("W13", (PHASE,))]


def test_one_suggestion_outside_the_preference_is_marked() -> None:
    found = recommended(preference="discovering")
    assert codes(found)[:2] == ["W01", "W14"]
    assert [item.format.code for item in found if item.outside] == ["W03"]
    assert found[2].reasons == (TASTE,)
    assert PREFERENCE not in found[2].reasons


def test_a_preference_orders_but_does_not_outweigh_the_question() -> None:
    found = recommended(purpose="case_now", preference="discovering")
    assert codes(found) == ["W08", "W09a"]
    assert [item.outside for item in found] == [True, False]


def test_nothing_outside_is_marked_when_all_fit() -> None:
    found = recommended(purpose="case_now", preference="copying")
    assert [item.outside for item in found] == [False, False]


def test_an_unknown_question_finds_nothing() -> None:
    assert recommended(purpose="no_such_question") == []


def test_a_question_whose_formats_are_yet_to_come_finds_nothing() -> None:
    assert recommended(purpose="partners") == []


def test_a_format_of_ones_own_fits_the_questions_that_it_names() -> None:
    own = replace(good(SMALL), purposes=("tension",))
    found = formats.recommend(purpose="tension", among=[own, formats.get("W10")])
    assert [(item.format.code, item.reasons) for item in found] == [("W10", (FIRST,)), ("X01", (ALSO,))]
