"""Prompts: own sentences in two languages for every occasion, and one that was there lately does not come back soon."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drieslag.kernel.format import Text
from drieslag.kernel.prompting import Occasion, Prompt, choose
from drieslag.library import prompts

KEYS = [f"p{number}" for number in range(5)]
FIVE = [Prompt(key, Text(key, key)) for key in KEYS]


def test_every_occasion_has_a_few_and_each_key_is_there_once() -> None:
    found = prompts.all_prompts()
    assert set(found) == set(Occasion)
    keys = [prompt.key for each in found.values() for prompt in each.prompts]
    assert len(keys) == len(set(keys)) >= 40
    assert all(len(each.prompts) >= 3 for each in found.values())


def test_they_are_short_and_ask_without_praise_or_blame() -> None:
    for each in prompts.all_prompts().values():
        for prompt in each.prompts:
            assert len(prompt.text.nl.split()) <= 14, prompt.key
            assert prompt.text.nl != prompt.text.en
            assert "!" not in prompt.text.nl + prompt.text.en
            assert prompt.text.nl[-1] in "?."


def test_what_one_did_for_the_first_time_is_asked() -> None:
    found = prompts.find("first_time_what")
    assert found
    assert found.text.nl == "Wat deed je voor het eerst?"
    assert prompts.find("gone") is None


def test_a_broken_file_says_where() -> None:
    found = prompts.load("schema: 1\noccasion: holiday\nname: {nl: a, en: b}\nprompts: []\n", file="x.yaml")
    assert isinstance(found, list)
    assert found[0].line == 2


def test_the_first_is_the_first_and_the_next_comes_after_it() -> None:
    assert choose(FIVE, []).key == "p0"
    assert choose(FIVE, [], after="p0").key == "p1"
    assert choose(FIVE, [], after="p4").key == "p0"
    with pytest.raises(ValueError, match="without prompts"):
        choose([], [])


@given(st.lists(st.sampled_from(KEYS), max_size=20))
def test_the_one_of_lately_is_the_last_to_come_back(lately: list[str]) -> None:
    chosen = choose(FIVE, lately).key
    if set(KEYS) - set(lately):
        assert chosen not in lately
    else:
        assert max(KEYS, key=lately.index) == chosen


def test_whoever_follows_it_meets_all_before_one_comes_again() -> None:
    lately: list[str] = []
    for _turn in range(10):
        lately.insert(0, choose(FIVE, lately).key)
    assert sorted(lately[:5]) == sorted(lately[5:]) == KEYS


@given(st.lists(st.sampled_from(KEYS), max_size=20))
def test_pressing_on_goes_round_all_of_them(lately: list[str]) -> None:
    now = choose(FIVE, lately).key
    seen = [now]
    for _press in range(4):
        now = choose(FIVE, lately, after=now).key
        seen.append(now)
    assert sorted(seen) == KEYS
