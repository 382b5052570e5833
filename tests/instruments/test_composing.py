"""Pasted lines become items, and a draft becomes a file."""

import pytest
from django.utils.translation import override

from drieslag.kernel.instrument import Instrument, ItemKind
from drieslag.library import instruments
from drieslag.surveys import composing
from drieslag.surveys.composing import AnswerScale, BadLines, lines_of
from tests.instruments.samples import all_kinds


def test_signs_of_a_list_and_empty_lines_fall_away() -> None:
    text = "1. Eerste\r\n\r\n- Tweede \u202e\n\n\t* Derde\x00\n5 jaar geleden was het anders"
    assert lines_of(text) == ["Eerste", "Tweede", "Derde", "5 jaar geleden was het anders"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "at least one"),
        (" \n\x00\n - \n", "at least one"),
        ("\n".join(f"Vraag {n}" for n in range(200)), "200"),
        ("Een\nTwee\n\neen", "1 and 4"),
        ("x" * 241, "240"),
        ("Bekend", "already"),
    ],
)
def test_lines_that_cannot_be_items_say_why(text: str, said: str) -> None:
    with override("en"), pytest.raises(BadLines, match=said):
        lines_of(text, ["bekend"])


def test_more_than_the_list_can_hold_with_what_is_there() -> None:
    draft = composing.blank("Naam", "Team", ours=False)
    composing.put_lines(draft, "\n".join(f"Vraag {n}" for n in range(100)), AnswerScale.OPEN, ())
    with pytest.raises(BadLines):
        composing.put_lines(draft, "\n".join(f"Nog {n}" for n in range(30)), AnswerScale.OPEN, ())


@pytest.mark.parametrize("answers", list(AnswerScale))
def test_lines_with_any_answers_make_an_instrument(answers: AnswerScale) -> None:
    draft = composing.blank("Naam", "Team De Linde", ours=True)
    keys = composing.put_lines(draft, "Eén\nTwee", answers, {"q1"})
    found = composing.read(draft, code="Q-TEST")
    assert isinstance(found, Instrument), found
    assert [item.key for item in found.items] == keys == ["q2", "q3"]
    assert (found.items[0].text.en, found.minutes) == ("Eén", 2 if answers is AnswerScale.OPEN else 1)


def test_a_finished_instrument_survives_being_a_draft() -> None:
    whole = all_kinds()
    found = composing.read(composing.of(whole), code="Q-TEST")
    assert isinstance(found, Instrument)
    assert (found.pages, found.scales, found.responses) == (whole.pages, whole.scales, whole.responses)


@pytest.mark.parametrize("code", sorted(instruments.load_all()))
def test_every_instrument_of_the_library_can_be_a_draft(code: str) -> None:
    found = composing.read(composing.of(instruments.get(code)), code="Q-TEST")
    assert isinstance(found, Instrument), found
    assert found.items == instruments.get(code).items


def test_an_item_keeps_only_what_its_kind_knows() -> None:
    item = {"key": "a", "kind": ItemKind.TEXT, "text": {"nl": "x"}, "answers": "agree", "reverse": True, "low": 0}
    assert composing.fitting(item) == {"key": "a", "kind": "text", "text": {"nl": "x"}}


def test_what_is_wrong_with_scales_and_conditions_is_told() -> None:
    draft = composing.blank("Naam", "Team", ours=False)
    composing.put_lines(draft, "Eén\nTwee", AnswerScale.AGREEMENT, ())
    first, second = composing.items_of(draft)
    first["reverse"] = True
    first["when"] = {"item": "q2", "answers": ["5"]}
    second["when"] = {"item": "q1", "answers": ["9"]}
    draft["scales"] = [{"key": "s", "name": {"nl": "S"}, "items": ["q2"]}]
    found = composing.read(draft, code="Q-TEST")
    assert isinstance(found, list)
    assert {problem.key.rpartition("].")[2] for problem in found} >= {
        "reverse",
        "when.item",
        "when.answers[1]",
        "items",
    }
