"""What the recommender answers, and why."""

from drieslag.library import formats
from drieslag.library.recommend import ALSO, FIRST, PHASE, PREFERENCE, TASTE, Suggestion


def codes(found: list[Suggestion]) -> list[str]:
    return [suggestion.format.code for suggestion in found]


def test_without_a_wish_everything_is_offered_in_order() -> None:
    assert codes(formats.recommend()) == list(formats.load_all())
    assert {suggestion.reasons for suggestion in formats.recommend()} == {()}


def test_first_choice_comes_before_what_also_fits() -> None:
    found = formats.recommend(purpose="case_now")
    assert [(item.format.code, item.reasons) for item in found] == [("W08", (FIRST,)), ("W09a", (ALSO,))]


def test_time_and_group_are_hard() -> None:
    assert codes(formats.recommend(minutes=20)) == ["W03", "W11"]
    assert codes(formats.recommend(people=20)) == ["W10", "W11"]
    assert codes(formats.recommend(minutes=4)) == []


def test_time_and_group_are_told_as_reasons() -> None:
    (found,) = formats.recommend(minutes=25, people=15, purpose="tension")
    assert [reason.nl for reason in found.reasons] == [
        "Eerste keus bij deze vraag",
        "Past in 25 minuten",
        "Past bij 15 mensen",
    ]


def test_the_phase_counts_less_than_the_question() -> None:
    found = formats.recommend(purpose="new_approach", phase="shared")
    assert [(item.format.code, item.reasons) for item in found] == [("W01", (FIRST,)), ("W13", (PHASE,))]


def test_one_suggestion_outside_the_preference_is_marked() -> None:
    found = formats.recommend(preference="discovering")
    assert codes(found)[:2] == ["W01", "W14"]
    assert [item.format.code for item in found if item.outside] == ["W03"]
    assert found[2].reasons == (TASTE,)
    assert PREFERENCE not in found[2].reasons


def test_a_preference_orders_but_does_not_outweigh_the_question() -> None:
    found = formats.recommend(purpose="case_now", preference="discovering")
    assert codes(found) == ["W08", "W09a"]
    assert [item.outside for item in found] == [True, False]


def test_nothing_outside_is_marked_when_all_fit() -> None:
    found = formats.recommend(purpose="case_now", preference="copying")
    assert [item.outside for item in found] == [False, False]


def test_an_unknown_question_finds_nothing() -> None:
    assert formats.recommend(purpose="no_such_question") == []


def test_a_question_whose_formats_are_yet_to_come_finds_nothing() -> None:
    assert formats.recommend(purpose="partners") == []
