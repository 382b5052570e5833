"""What comes back in somebody's own notes: proposed from enough of them, counted right, and never from the text."""

from collections.abc import Sequence
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from drieslag.kernel.patterns import (
    LEAST_NOTES,
    LEAST_TIMES,
    MOST_PROPOSED,
    Mark,
    Note,
    Pattern,
    Trait,
    Turn,
    patterns,
)

DAY = date(2026, 3, 2)  # a monday
EVENING, LIMITS, MONEY = "avonddienst", "grenzen", "geld"
words = st.sampled_from([EVENING, LIMITS, MONEY, "rust", "netwerk"])
notes_made = st.builds(
    Note,
    on=st.dates(DAY, DAY + timedelta(days=90)),
    tags=st.frozensets(words, max_size=3),
    occasion=st.sampled_from(["", "meeting", "resident"]),
    goal=st.sampled_from(["", "a", "b"]),
)
many = st.lists(notes_made, max_size=40)


def note(*tags: str, day: int = 0, occasion: str = "", goal: str = "") -> Note:
    return Note(DAY + timedelta(days=day), frozenset(tags), occasion, goal)


def tag(word: str) -> Mark:
    return Mark(Trait.TAG, word)


def of_tags(found: Sequence[Pattern]) -> list[Pattern]:
    return [one for one in found if one.mark.trait is Trait.TAG]


def test_what_comes_back_is_counted_with_what_it_goes_with() -> None:
    days = range(9)
    notes = [note(LIMITS, EVENING, day=day) for day in (0, 1, 2)] + [note(LIMITS, day=day) for day in (3, 4)]
    notes += [note(day=day) for day in days[5:]]
    first = of_tags(patterns(notes))[0]
    assert first == Pattern(Turn.RECURS, tag(LIMITS), 5, 9, tag(EVENING), 3)
    assert first.key == "recurs:tag:grenzen"


def test_three_notes_tell_nothing_however_alike_they_are() -> None:
    assert patterns([note(LIMITS)] * 3) == ()
    assert of_tags(patterns([note(LIMITS, day=day) for day in range(4)]))[0].count == 4


def test_three_of_very_many_is_no_pattern() -> None:
    notes = [note(LIMITS, day=day) for day in range(3)] + [note(f"woord {day}", day=day) for day in range(3, 40)]
    assert of_tags(patterns(notes)) == []


def test_a_word_is_new_only_beside_a_time_before_that_is_known() -> None:
    notes = [note(MONEY, day=day) for day in range(4)]
    before = [note(LIMITS, day=-day) for day in range(1, 6)]
    assert of_tags(patterns(notes))[0].turn is Turn.RECURS
    assert of_tags(patterns(notes, before[:3]))[0].turn is Turn.RECURS
    new, gone = of_tags(patterns(notes, before))
    assert (new.turn, new.mark) == (Turn.NEW, tag(MONEY))
    assert gone == Pattern(Turn.GONE, tag(LIMITS), 5, 5)


def test_a_goal_an_occasion_and_a_day_come_back_as_well() -> None:
    notes = [note(day=7 * week, occasion="meeting", goal="a") for week in range(4)]
    found = {one.mark for one in patterns(notes)}
    assert found == {Mark(Trait.GOAL, "a"), Mark(Trait.OCCASION, "meeting"), Mark(Trait.DAY, "0")}


def test_three_notes_of_one_day_are_no_day_of_the_week() -> None:
    notes = [note(f"woord {number}") for number in range(4)]
    assert patterns(notes) == ()


def test_two_words_that_go_together_are_said_once() -> None:
    first, second = of_tags(patterns([note(LIMITS, EVENING, day=day) for day in range(4)]))
    assert first.beside == second.mark
    assert (second.beside, second.together) == (None, 0)


@given(many, many)
def test_every_figure_is_true(notes: list[Note], before: list[Note]) -> None:
    for one in patterns(notes, before):
        of = before if one.turn is Turn.GONE else notes
        assert one.total == len(of) >= LEAST_NOTES
        assert one.count == sum(one.mark in each.marks() for each in of) >= LEAST_TIMES
        if one.beside:
            assert one.together == sum({one.mark, one.beside} <= each.marks() for each in of)
            assert 2 <= one.together <= one.count
            assert one.beside != one.mark


@given(many, many)
def test_few_and_each_once(notes: list[Note], before: list[Note]) -> None:
    found = patterns(notes, before)
    assert len(found) <= MOST_PROPOSED + 1
    assert len({one.key for one in found}) == len(found)
    if len(notes) < LEAST_NOTES:
        assert found == ()


@given(many, st.randoms())
def test_the_order_of_the_notes_does_not_matter(notes: list[Note], chance: object) -> None:
    shuffled = list(notes)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert patterns(shuffled) == patterns(notes)


@given(many)
def test_what_stands_nowhere_is_never_proposed(notes: list[Note]) -> None:
    there = {mark for each in notes for mark in each.marks()}
    assert all(one.mark in there for one in patterns(notes))
