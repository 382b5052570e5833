"""What is shown of figures about people, and what never is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drieslag.kernel.disclosure import (
    MINIMUMS,
    ClassCount,
    Distribution,
    Mean,
    Minimums,
    OneClass,
    Reason,
    Shown,
    Tally,
    Withheld,
    beside_earlier,
    beside_parent,
    distribution,
    enough,
    mean_of,
    publishable,
    refusals,
    tally,
)
from drieslag.kernel.scoring import AnswerScale
from drieslag.kernel.statistics import MergedClass

LOW, MIDDLE, HIGH = MergedClass
FIVE = AnswerScale(1, 5)
TOO_FEW, TOO_ALIKE = Withheld(Reason.TOO_FEW), Withheld(Reason.TOO_ALIKE)
few_to_many = st.lists(st.integers(1, 5), max_size=40)


def counts(*pairs: tuple[tuple[MergedClass, ...], int]) -> Shown[Distribution]:
    return Shown(Distribution(tuple(ClassCount(*pair) for pair in pairs)))


def test_the_minimums_are_those_of_the_trust_page() -> None:
    assert (MINIMUMS.mean, MINIMUMS.distribution, MINIMUMS.open_text, MINIMUMS.jar_tally) == (5, 8, 8, 8)
    assert (MINIMUMS.live_anonymous, MINIMUMS.relation, MINIMUMS.resident) == (8, 4, 5)
    assert (MINIMUMS.team_habit, MINIMUMS.private_acts) == (8, 5)


def test_a_minimum_is_raised_and_never_lowered() -> None:
    assert mean_of([1, 2, 3, 4, 5], 9, FIVE, minimums=Minimums(mean=6)) == TOO_FEW
    with pytest.raises(ValueError, match="mean may be raised and never lowered: at least 5"):
        Minimums(mean=4)


def test_a_mean_from_five_answers_without_the_interval_that_gives_the_spread() -> None:
    assert mean_of([1, 2, 3, 4], 9, FIVE) == TOO_FEW
    assert mean_of([2, 3, 3, 4, 4], 9, FIVE) == Shown(Mean(3.2, 5, 9, None))


def test_from_eight_answers_the_mean_has_its_interval_within_the_scale() -> None:
    assert mean_of([1, 2, 3, 3, 4, 4, 5, 5], 10, FIVE) == Shown(Mean(3.4, 8, 10, (2.8, 3.9)))
    assert mean_of([5, 5, 5, 5, 5, 5, 5, 1], 100, FIVE) == Shown(Mean(4.5, 8, 100, (3.4, 5)))


@pytest.mark.parametrize(
    ("values", "expected"),
    [((5, 5, 5, 5, 5), HIGH), ((4, 5, 5, 5, 5), HIGH), ((1, 1, 2, 1, 2), LOW), ((3, 3, 3, 3, 3), MIDDLE)],
)
def test_a_mean_of_answers_that_are_alike_is_only_a_class(values: tuple[int, ...], expected: MergedClass) -> None:
    assert mean_of(values, 9, FIVE) == Shown(OneClass(expected))


def test_a_distribution_from_eight_answers() -> None:
    assert distribution([1, 1, 2, 3, 3, 3, 5], FIVE) == TOO_FEW
    assert distribution([1, 1, 2, 3, 3, 3, 4, 4, 5], FIVE) == counts(((LOW,), 3), ((MIDDLE,), 3), ((HIGH,), 3))


def test_a_class_of_one_or_two_is_joined_with_its_smaller_neighbour() -> None:
    assert distribution([1, 3, 3, 3, 5, 5, 5, 5], FIVE) == counts(((LOW, MIDDLE), 4), ((HIGH,), 4))
    assert distribution([1, 1, 1, 3, 3, 5, 5, 5, 5], FIVE) == counts(((LOW, MIDDLE), 5), ((HIGH,), 4))
    assert distribution([1, 1, 1, 1, 3, 5, 5, 5], FIVE) == counts(((LOW,), 4), ((MIDDLE, HIGH), 4))


def test_an_empty_class_is_no_neighbour_to_hide_behind() -> None:
    assert distribution([1, 5, 5, 5, 5, 5, 5, 5], FIVE) == TOO_ALIKE
    assert distribution([1, 1, 1, 5, 5, 5, 5, 5], FIVE) == counts(((LOW,), 3), ((MIDDLE,), 0), ((HIGH,), 5))


def test_all_in_one_class_gives_only_that_sentence() -> None:
    assert distribution([4, 4, 5, 5, 5, 5, 4, 4], FIVE) == Shown(OneClass(HIGH))


def test_small_options_of_an_anonymous_vote_stand_together() -> None:
    assert tally({"a": 5, "b": 3, "c": 1, "d": 2, "e": 0}, 11) == Shown(Tally((("a", 5), ("b", 3)), ("c", "d", "e"), 3))
    assert tally({"a": 5, "b": 3, "c": 1}, 9) == Shown(Tally((("a", 5),), ("b", "c"), 4))
    assert tally({"a": 5, "b": 3, "c": 0}, 8) == Shown(Tally((("a", 5), ("b", 3), ("c", 0))))
    assert tally({"a": 8, "b": 1}, 9) == TOO_ALIKE
    assert tally({"a": 4, "b": 3}, 7) == TOO_FEW


def test_other_figures_need_their_minimum() -> None:
    assert enough(7, MINIMUMS.open_text) == TOO_FEW
    assert enough(8, MINIMUMS.open_text) == Shown(8)


def test_the_rest_of_a_parent_group_is_nobody_or_enough() -> None:
    assert beside_parent(5, 9) == Withheld(Reason.COMPLEMENT)
    assert beside_parent(5, 10) == Shown(5)
    assert beside_parent(9, 9) == Shown(9)


def test_the_leaver_is_not_computed_from_two_means() -> None:
    """Six people with a mean of 3.5, then five of them with 3.2: who left answered 6 · 3.5 − 5 · 3.2 = 5."""
    assert beside_earlier("abcde", ["abcdef"]) == Withheld(Reason.DIFFERENCING)
    assert beside_earlier("abcde", ["vwxyz", "abcdefgh"]) == Shown(5)
    assert beside_earlier("abcdef", ["fedcba"]) == Shown(6)


def test_every_refusal_has_its_reason() -> None:
    counts = {"stayed": 6, "left": 1, "other": 8, "few": 3}
    figures = {
        "now": ["stayed"],
        "team": ["other"],
        "small": ["few"],
        "both": ["other", "few"],
        "then": ["stayed", "left"],
    }
    published = frozenset({"then"})
    shown = publishable(counts, figures, published=published)
    assert shown == {"then", "team"}
    assert refusals(counts, figures, shown, published=published) == {
        "now": Reason.DIFFERENCING,
        "small": Reason.TOO_FEW,
        "both": Reason.COMPLEMENT,
    }
    assert refusals(counts, {"both": figures["both"], "team": figures["team"]}, {"both"}) == {"team": Reason.COMPLEMENT}


@given(few_to_many)
def test_no_class_of_one_or_two_is_ever_shown_and_no_answer_lost(values: list[int]) -> None:
    match distribution(values, FIVE):
        case Shown(Distribution() as shown):
            assert len(values) >= 8
            assert shown.n == len(values)
            assert not {1, 2} & {each.count for each in shown.counts}
            assert [c for each in shown.counts for c in each.classes] == list(MergedClass)
            assert len(values) not in {each.count for each in shown.counts}
        case Shown(OneClass(of=of)):
            assert {MergedClass.LOW if v < 3 else MergedClass.HIGH if v > 3 else MIDDLE for v in values} == {of}
        case Withheld(Reason.TOO_FEW):
            assert len(values) < 8
        case Withheld(reason):
            assert reason is Reason.TOO_ALIKE


@given(few_to_many, st.integers(0, 5))
def test_a_higher_minimum_never_shows_more(values: list[int], more: int) -> None:
    stricter = Minimums(mean=5 + more, distribution=8 + more)
    if isinstance(mean_of(values, 40, FIVE), Withheld):
        assert isinstance(mean_of(values, 40, FIVE, minimums=stricter), Withheld)
    if isinstance(distribution(values, FIVE), Withheld):
        assert isinstance(distribution(values, FIVE, minimums=stricter), Withheld)


@given(st.lists(st.integers(0, 12), min_size=1, max_size=6))
def test_a_tally_names_no_option_that_one_or_two_chose(votes: list[int]) -> None:
    by_option = {f"option {number}": count for number, count in enumerate(votes)}
    shown = tally(by_option, sum(votes))
    if isinstance(shown, Shown):
        assert not {1, 2} & {count for _, count in shown.value.counts}
        assert shown.value.rest_count not in {1, 2}
        assert sum(count for _, count in shown.value.counts) + shown.value.rest_count == sum(votes)


@given(st.sets(st.integers(0, 12)), st.sets(st.integers(0, 12)))
def test_two_shown_groups_differ_by_three_or_not_at_all(one: set[int], other: set[int]) -> None:
    allowed = isinstance(beside_earlier(one, [other]), Shown)
    assert allowed == (len(one ^ other) not in {1, 2})
