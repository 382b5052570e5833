"""What an answer may be: of every kind, whatever a browser or somebody with a script sends."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drieslag.core.verdict import Refused
from drieslag.kernel.instrument import Instrument
from drieslag.surveys.checking import answered, checked, kept, longest
from tests.surveys.asking import sample

WHOLE = {
    "calm": "4",
    "hurry": 2,
    "where": "a",
    "what": ["c", "a"],
    "order": ["b", "a", "c"],
    "years": "12",
    "mood": "70",
    "why": " Omdat het kan. ",
    "words": "Twee\r\nregels",
}


def test_every_kind_is_kept_as_what_it_is(questionnaire: Instrument) -> None:
    assert checked(questionnaire, WHOLE) == {
        "calm": 4,
        "hurry": 2,
        "where": "a",
        "what": ["a", "c"],
        "order": ["b", "a", "c"],
        "years": 12,
        "mood": 70,
        "why": "Omdat het kan.",
        "words": "Twee\nregels",
    }
    assert checked(questionnaire, {"calm": 1, "where": ["b"], "what": "c"}) == {"calm": 1, "where": "b", "what": ["c"]}
    again = kept(checked(questionnaire, WHOLE))
    assert kept(answered(questionnaire, again)) == again
    assert list(json.loads(again)) == sorted(json.loads(again))


@pytest.mark.parametrize(
    ("answers", "reason"),
    [
        ({"calm": 4, "other": 1}, "belongs to no question"),
        ({"calm": 6}, "Choose a number from 1 to 5 at “I have calm in my work”"),
        ({"calm": 0}, "from 1 to 5"),
        ({"calm": "4.5"}, "does not have that answer"),
        ({"calm": 4.0}, "does not have that answer"),
        ({"calm": True}, "does not have that answer"),
        ({"calm": [4]}, "does not have that answer"),
        ({"calm": "٤"}, "does not have that answer"),
        ({"calm": {"a": 1}}, "does not have that answer"),
        ({"calm": "9" * 400}, "does not have that answer"),
        ({"calm": 4, "where": "d"}, "does not have that answer"),
        ({"calm": 4, "where": ["a", "b"]}, "does not have that answer"),
        ({"calm": 4, "what": ["a", "b", "c"]}, "Choose at most 2"),
        ({"calm": 4, "what": ["a", "a"]}, "does not have that answer"),
        ({"calm": 4, "order": ["a", "b"]}, "Put all of them in order"),
        ({"calm": 4, "order": ["a", "b", "b"]}, "does not have that answer"),
        ({"calm": 4, "years": 51}, "from 0 to 50"),
        ({"calm": 4, "mood": 75}, "from 0 to 100"),
        ({"calm": 4, "words": "x" * 203}, "3 signs too long"),
        ({"calm": 4, "words": ["x"]}, "does not have that answer"),
        ({"hurry": 4}, "“I have calm in my work” has no answer yet"),
        ({"calm": " "}, "has no answer yet"),
        ({}, "has no answer yet"),
    ],
)
def test_what_is_impossible_is_refused_with_its_question(
    questionnaire: Instrument, answers: dict[str, object], reason: str
) -> None:
    with pytest.raises(Refused, match=reason):
        checked(questionnaire, answers)


def test_an_answer_to_what_was_not_asked_is_left_out(questionnaire: Instrument) -> None:
    assert checked(questionnaire, {"calm": 4, "where": "b", "why": "x"}) == {"calm": 4, "where": "b"}
    assert checked(questionnaire, {"calm": 4, "why": "x"}) == {"calm": 4}


def test_a_draft_may_miss_what_is_required_and_be_empty(questionnaire: Instrument) -> None:
    assert checked(questionnaire, {"hurry": 3}, complete=False) == {"hurry": 3}
    assert checked(questionnaire, {}, complete=False) == {}


def test_half_a_character_does_not_keep_a_box_shut(questionnaire: Instrument) -> None:
    found = answered(questionnaire, '{"calm":"4","words":"a\\ud83d\\u0000b"}')
    assert kept(found).encode().decode() == kept(found)
    assert found["words"] == "a?b"
    assert "words" not in answered(questionnaire, '{"calm":"4","words":"\\u0000 "}')


@pytest.mark.parametrize("text", ["", "[]", "4", "null", "{", "[" * 100_000, '{"calm":' + "9" * 5000 + "}", "NaN"])
def test_what_are_no_answers_is_refused(questionnaire: Instrument, text: str) -> None:
    with pytest.raises(Refused):
        answered(questionnaire, text)


@given(
    st.recursive(st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5), st.lists, max_leaves=5)
)
def test_anything_at_all_is_kept_or_refused(anything: object) -> None:
    questionnaire = sample()
    for item in questionnaire.items:
        try:
            found = checked(questionnaire, {"calm": 4, item.key: anything})
        except Refused:
            continue
        assert kept(answered(questionnaire, kept(found))) == kept(found)


def test_the_longest_answers_fit_in_the_box(questionnaire: Instrument) -> None:
    sent = {
        "calm": "5", "hurry": "5", "where": "a", "what": ["a", "b"], "order": ["a", "b", "c"], "years": "50",
        "mood": "100", "why": "\n" * 80, "words": '"' * 200,
    }  # fmt: skip
    assert len(json.dumps(sent, separators=(",", ":"))) < longest(questionnaire)
