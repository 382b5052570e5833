"""What the formats of the library hold: figures of the trade, both languages, and Dutch that reads well."""

import re
from collections.abc import Iterator
from importlib.resources import files
from statistics import mean
from typing import Any

import pytest

from drieslag.kernel.format import (
    Format,
    Keeps,
    OriginKind,
    Readers,
    Showing,
    Step,
    StepKind,
    Text,
    Use,
)
from drieslag.library import formats
from drieslag.library.sense import BELONGS, MAY_BE, NEEDS
from drieslag.library.writing import plain

EVERY = list(formats.load_all().values())
EACH = pytest.mark.parametrize("format_", EVERY, ids=[format_.code for format_ in EVERY])
LIVE = [format_ for format_ in EVERY if format_.use is not Use.LOG]  # what is held elsewhere has no script to lead
EACH_LIVE = pytest.mark.parametrize("format_", LIVE, ids=[format_.code for format_ in LIVE])
MINUTES = {
    "W01": [10, 10, 20, 15, 10, 7, 3],
    "W03": [2, 3, 4, 4, 2],
    "W08": [5, 10, 12, 7, 5, 6],
    "W09a": [5, 5, 3, 15, 10, 5, 10, 5, 10, 5],
    "W10": [1, 2, 15, 7],
    "W11": [5],
    "W13": [10, 20, 15, 10, 15, 10, 10],
    "W14": [5, 5, 8, 8, 4, 7, 3],
}
GROUPS = {
    "W01": (5, 8),
    "W03": (4, 12),
    "W08": (4, 8),
    "W09a": (4, 8),
    "W10": (5, 20),
    "W11": (2, 20),
    "W13": (5, 8),
    "W14": (2, 6),
}
# Words that only one of the two languages has.
ONLY_DUTCH = {
    "de",
    "het",
    "een",
    "niet",
    "wat",
    "hoe",
    "jij",
    "je",
    "ook",
    "maar",
    "voor",
    "van",
    "naar",
    "zijn",
    "wie",
}
ONLY_ENGLISH = {
    "the",
    "and",
    "with",
    "you",
    "what",
    "how",
    "your",
    "they",
    "this",
    "that",
    "who",
    "which",
    "are",
    "not",
}
NOT_OURS = {"gebruiker", "helaas", "succesvol", "oeps", "u", "uw", "verplicht", "feedback", "issue"}
TO_RESIDENTS = {"u", "uw"}  # said to residents, in the format that asks them
OWN_NAME = "Theory U"  # a letter that is no word


def texts(value: Any) -> Iterator[Text]:
    """Yield every text in what a format holds."""
    if isinstance(value, dict) and set(value) == {"nl", "en"}:
        yield Text(**value)
    elif isinstance(value, dict):
        for item in value.values():
            yield from texts(item)
    elif isinstance(value, list):
        for item in value:
            yield from texts(item)


def sentences(text: str) -> list[list[str]]:
    return [sentence.split() for sentence in re.split(r"(?<=[.?!])\s+", text)]


def words_of(text: str) -> set[str]:
    return set(re.findall(r"[a-zà-ÿ]+", text.lower()))


def all_sentences(format_: Format, language: str) -> list[list[str]]:
    return [sentence for text in texts(plain(format_)) for sentence in sentences(text.get(language))]


def test_every_file_of_the_library_loads() -> None:
    assert [problem.sentence("en") for problem in formats.broken()] == []
    assert set(MINUTES) <= set(formats.load_all())
    folder = files("drieslag.library").joinpath("formats")
    assert len([item for item in folder.iterdir() if item.name.endswith(".yaml")]) == len(EVERY)


def test_no_two_formats_share_an_address() -> None:
    assert len({format_.slug for format_ in EVERY}) == len(EVERY)


def flow(format_: Format) -> tuple[tuple[str, ...], ...]:
    """Return what people do, how it shows and who speaks, step after step."""
    return tuple((step.kind, step.showing, step.speaks, str(step.minutes)) for step in format_.steps)


def test_no_format_is_a_renamed_copy_of_another() -> None:
    flows: dict[object, str] = {}
    for format_ in EVERY:
        other = flows.setdefault(flow(format_), format_.code)
        assert other == format_.code, f"{format_.code} goes as {other} does: make it a variant with a flow of its own"


@EACH
def test_a_file_is_named_after_its_code_and_address(format_: Format) -> None:
    file = files("drieslag.library").joinpath("formats", f"{format_.code.lower()}-{format_.slug}.yaml")
    assert f"\ncode: {format_.code}\n" in file.read_text("utf-8")
    assert formats.by_slug(format_.slug) is format_
    assert formats.get(format_.code) is format_


def test_an_unknown_code_or_address_raises() -> None:
    with pytest.raises(KeyError):
        formats.get("W99")
    with pytest.raises(KeyError):
        formats.by_slug("no-such")


@pytest.mark.parametrize("code", MINUTES)
def test_minutes_and_groups_are_those_of_the_trade(code: str) -> None:
    format_ = formats.get(code)
    assert [step.minutes for step in format_.steps] == MINUTES[code]
    assert format_.minutes == sum(MINUTES[code])
    assert (format_.group_min, format_.group_max) == GROUPS[code]


@EACH_LIVE
def test_each_step_can_be_led_by_somebody_new(format_: Format) -> None:
    for step in format_.steps:
        assert step.say.nl, step.key
        assert step.ask.nl.endswith((".", "?")), step.key
        assert step.silence.nl, step.key
    assert sum(len(step.prompts) for step in format_.steps) >= len(format_.steps)


@EACH
def test_the_origin_tells_source_and_practice_apart(format_: Format) -> None:
    if format_.code in MINUTES:
        assert format_.origin.kind is OriginKind.MIX
    assert bool(format_.origin.sources) == (format_.origin.kind is not OriginKind.FIELD)
    assert format_.origin.said != format_.origin.field
    assert format_.conditions
    assert format_.rhythm.nl


def test_action_learning_looks_back_first_and_holds_advice_back() -> None:
    script = formats.get("W01")
    assert script.steps[0].kind is StepKind.REVIEW
    assert len(script.conditions) == 6
    asking = script.step("open_questions")
    assert (asking.kind, asking.guard.open_questions, asking.guard.advice_held_until) == (StepKind.ASK, True, "ideas")
    assert script.step("ideas").is_anonymous
    assert [scale.key for scale in script.steps[-1].scales] == ["dialogue", "reflecting", "future", "organising"]
    assert {(scale.low, scale.high) for scale in script.steps[-1].scales} == {(0, 10)}


def test_a_board_session_takes_fifteen_minutes_and_three_actions_of_two_weeks() -> None:
    script = formats.get("W03")
    actions = script.step("actions")
    assert (script.minutes, script.exact) == (15, True)
    assert (actions.kind, actions.max_all, actions.due_within_days) == (StepKind.DECIDE, 3, 14)


def test_a_case_stays_with_its_presenter() -> None:
    script = formats.get("W08")
    assert script.step("choice").speaks == "presenter"
    assert [item.key for item in script.step("clarify").fields] == ["facts", "assumptions", "unknown"]


def test_in_the_incident_method_all_write_before_anyone_speaks() -> None:
    script = formats.get("W09a")
    assert script.variant_of == "W09"
    for key in ("write_questions", "position"):
        assert (script.step(key).showing, script.step(key).speaks) == (Showing.HIDDEN, "nobody")


def test_the_jar_is_drawn_blindly_and_answered_without_names() -> None:
    script = formats.get("W10")
    assert script.steps[0].source == "jar"
    assert [option.key for option in script.step("yourself").options] == ["yes", "no", "other"]
    assert script.step("yourself").is_anonymous
    assert script.step("together").max_all == 3


def test_a_principle_has_at_most_twenty_five_words() -> None:
    script = formats.get("W13")
    assert script.step("principle").max_words == 25
    assert [item.key for item in script.step("shown").fields] == ["do", "dont"]
    assert script.step("publish").kind is StepKind.DECIDE


def test_a_conviction_is_written_by_its_owner_in_four_fields() -> None:
    script = formats.get("W14")
    own = [step for step in script.steps if step.fields]
    assert [step.fields[0].key for step in own] == ["behaviour", "value", "conviction", "alternative"]
    assert {step.max_each for step in own} == {1}
    assert script.readers is Readers.PARTICIPANTS


def test_what_is_kept() -> None:
    first = [formats.get(code) for code in MINUTES]
    kept = {format_.code for format_ in first if format_.keeps is Keeps.OUTCOMES}
    assert kept == {"W08", "W09a", "W10", "W14"}
    assert [format_.code for format_ in first if format_.readers is Readers.PARTICIPANTS] == ["W14"]


@EACH
def test_an_anonymous_step_can_have_five_people(format_: Format) -> None:
    if any(step.is_anonymous for step in format_.steps):
        assert format_.group_min >= 5


@EACH
def test_both_languages_are_there_and_differ(format_: Format) -> None:
    for text in texts(plain(format_)):
        assert text.nl != text.en or len(text.nl.split()) == 1, text.nl


@EACH
def test_no_language_slips_into_the_other(format_: Format) -> None:
    for text in texts(plain(format_)):
        assert not words_of(text.nl) & ONLY_ENGLISH, text.nl
        assert not words_of(text.en) & ONLY_DUTCH, text.en


@EACH
@pytest.mark.parametrize("language", ["nl", "en"])
def test_sentences_are_short(format_: Format, language: str) -> None:
    lengths = [len(sentence) for sentence in all_sentences(format_, language)]
    assert max(lengths) <= 20
    assert mean(lengths) <= 8


def test_nine_in_ten_dutch_sentences_have_twelve_words_at_most() -> None:
    lengths = [len(sentence) for format_ in EVERY for sentence in all_sentences(format_, "nl")]
    assert sum(length <= 12 for length in lengths) / len(lengths) > 0.9


@EACH
def test_the_tone_is_calm(format_: Format) -> None:
    for text in texts(plain(format_)):
        assert "!" not in text.nl + text.en
        said = words_of(text.nl.replace(OWN_NAME, ""))
        assert not said & (NOT_OURS - (TO_RESIDENTS if format_.code == "W31" else set())), text.nl


@EACH
def test_a_dutch_sentence_begins_with_a_capital(format_: Format) -> None:
    for step in format_.steps:
        for text in (step.title, step.say, step.ask, step.silence, *step.prompts, *(tip.say for tip in step.tips)):
            assert text.nl[:1] not in "abcdefghijklmnopqrstuvwxyz", text.nl


def test_the_checker_speaks_of_keys_and_kinds_that_exist() -> None:
    tables = [*BELONGS.values(), *NEEDS.values(), *MAY_BE.values()]
    kinds = {kind for table in tables for kind in table}
    assert kinds <= {kind.value for kind in StepKind}
    assert set(BELONGS) | set(NEEDS) <= set(Step.__dataclass_fields__)


def test_text_falls_back_to_dutch() -> None:
    text = Text("ja", "yes")
    assert [text.get(code) for code in ("nl", "en", "en-gb", "fr")] == ["ja", "yes", "yes", "ja"]


def test_every_form_of_the_domain_is_there() -> None:
    single = {f"W{number:02}" for number in range(1, 48)} - {"W19"}  # W19 is a family of short forms, none its base
    peers = {f"W09{letter}" for letter in "abcdefgh"}
    short = {f"W19{letter}" for letter in "abcdefghi"}
    ours = {"W48", "W49"}  # reading a result together, and one minute at the end
    assert set(formats.load_all()) == single | peers | short | ours
