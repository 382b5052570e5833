"""A format of several meetings: its steps say in which, and each meeting has a script of its own."""

from dataclasses import replace

import pytest

from drieslag.kernel.format import Material, MaterialKind, Milestone, Text
from drieslag.library import formats
from tests.library.scripts import SMALL, good, told

SITTINGS = "Give every step a ‘sitting’"


def with_sittings(first: str, second: str) -> str:
    """Return the small format with a line `sitting` in its two steps; an empty one leaves it out."""
    lines = [f"    sitting: {number}\n" if number else "" for number in (first, second)]
    head, write, ask = SMALL.partition("    minutes: 10\n")[0], *SMALL.split("    minutes: 10\n")[1:]
    return f"{head}    minutes: 10\n{lines[0]}{write}    minutes: 10\n{lines[1]}{ask}"


def test_two_meetings() -> None:
    found = good(with_sittings("1", "2"))
    assert (found.sittings, [step.sitting for step in found.steps]) == (2, [1, 2])


@pytest.mark.parametrize("numbers", [("1", ""), ("", "1"), ("2", "1"), ("1", "3"), ("2", "2"), ("2", "3")])
def test_sittings_begin_at_one_rise_and_skip_none(numbers: tuple[str, str]) -> None:
    assert any(SITTINGS in sentence for sentence in told(with_sittings(*numbers), "en"))


@pytest.mark.parametrize("numbers", [("", ""), ("1", "1"), ("1", "2")])
def test_all_steps_have_a_sitting_or_none(numbers: tuple[str, str]) -> None:
    assert not told(with_sittings(*numbers))


@pytest.mark.parametrize("number", ["0", "9", "twee"])
def test_a_sitting_is_a_number_from_1_to_8(number: str) -> None:
    assert told(with_sittings(number, "2"))


def test_the_script_of_one_meeting_holds_its_own_steps_and_minutes() -> None:
    found = good(with_sittings("1", "2"))
    second = found.one_sitting(2)
    assert ([step.key for step in second.steps], second.minutes, second.sittings) == (["questions"], 10, 1)
    assert good(formats.dump(second)) == second


def test_a_vote_looks_within_its_own_meeting() -> None:
    vote = with_sittings("1", "2").replace("kind: ask", "kind: vote\n    source: write")
    vote = vote.replace("    guard: {open_questions: true}\n", "")
    assert any("earlier step" in sentence for sentence in told(vote, "en"))
    assert not told(vote.replace("sitting: 2", "sitting: 1"))


def test_course_and_materials_come_back_as_written() -> None:
    two = Text("Kaart", "Card")
    whole = replace(
        good(SMALL), course=(Milestone(3, two),), materials=(Material("cards", MaterialKind.CARDS, two, (two, two)),)
    )
    assert good(formats.dump(whole)) == whole
