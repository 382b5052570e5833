"""What the instruments of the library hold: both languages, figures of the trade, Dutch that a colleague would say."""

import re
from collections import Counter
from collections.abc import Iterator
from importlib.resources import files
from typing import Any

import pytest

from drieslag.kernel.format import Text
from drieslag.kernel.instrument import Instrument, ItemKind, Licence, Mode, Use
from drieslag.kernel.scoring import score
from drieslag.library import instruments
from drieslag.library.instrument_figures import bounds
from drieslag.library.instrument_sense import located
from drieslag.library.writing import plain

EVERY = list(instruments.load_all().values())
EACH = pytest.mark.parametrize("instrument", EVERY, ids=[one.code for one in EVERY])
ASKED = {f"I{number:02}" for number in range(1, 23)}
OWN = [one for one in EVERY if one.code in ASKED]
EACH_OWN = pytest.mark.parametrize("instrument", OWN, ids=[one.code for one in OWN])
# domain.md 1K: of whom, and how many gave each answer
K_FIGURES = {
    "profession": (142, {"t_shaped": 87, "generalist": 37, "specialist": 16, "other": 2}),
    "what_changed": (
        105,
        {"tasks": 91, "way_of_working": 78, "team": 74, "partners": 44, "employer": 27, "residents": 35},
    ),
    "trigger_motivation": (124, {"4+5": 104}),
    "trigger_demands": (124, {"4+5": 46}),
    "helps_colleagues": (120, {"4+5": 101}),
    "helps_experiment": (120, {"4+5": 95}),
    "helps_community": (120, {"4+5": 38}),
    "helps_budget": (120, {"4+5": 35}),
    "helps_elearning": (120, {"4+5": 26}),
    "room": (116, {"none": 2, "little_short": 34, "much_short": 21, "little_enough": 28, "much": 31}),
    "initiative": (115, {"much": 52, "lightly": 56, "not": 7}),
    "urgency": (115, {"very": 61, "a_little": 44, "not": 10}),
}
K_PERCENTAGES = {
    "profession": [61, 26, 11, 1],
    "what_changed": [87, 74, 70, 42, 26, 33],
    "trigger_motivation": [84],
    "trigger_demands": [37],
    "helps_colleagues": [84],
    "helps_experiment": [79],
    "helps_community": [32],
    "helps_budget": [29],
    "helps_elearning": [22],
    "room": [2, 29, 18, 24, 27],
    "initiative": [45, 49, 6],
    "urgency": [53, 38, 9],
}


def every_text(value: Any, where: str = "") -> Iterator[tuple[str, Text]]:
    """Yield all texts with their place."""
    if isinstance(value, dict) and set(value) == {"nl", "en"}:
        yield where, Text(**value)
    elif isinstance(value, dict):
        for key, inside in value.items():
            yield from every_text(inside, f"{where}.{key}")
    elif isinstance(value, list):
        for at, inside in enumerate(value, start=1):
            yield from every_text(inside, f"{where}[{at}]")


def test_all_files_load() -> None:
    folder = files("drieslag.library").joinpath("instruments")
    shipped = [item for item in folder.iterdir() if item.name.endswith(".yaml")]
    assert instruments.broken() == ()
    assert len(EVERY) == len(shipped)  # so no two have the same code
    assert len({one.slug for one in EVERY}) == len(shipped)
    assert {one.code for one in EVERY} >= ASKED


def test_they_are_found_by_code_and_address() -> None:
    assert instruments.get("I15") is instruments.by_slug("polsslag")
    with pytest.raises(KeyError):
        instruments.by_slug("nergens")


@EACH
def test_every_text_stands_in_two_languages(instrument: Instrument) -> None:
    assert [where for where, text in every_text(plain(instrument)) if not (text.nl.strip() and text.en.strip())] == []


@EACH
def test_every_one_survives_being_written_back(instrument: Instrument) -> None:
    assert instruments.pinned(instruments.dump(instrument)) == instrument


@EACH_OWN
def test_our_own_tell_what_a_team_must_know(instrument: Instrument) -> None:
    assert instrument.licence is Licence.OWN
    assert instrument.has_texts
    assert instrument.reading.nl
    assert instrument.caveat.nl
    assert len(instrument.discuss) >= 3
    assert all(question.nl.endswith("?") for question in instrument.discuss)
    assert instrument.sources
    assert "norm" not in re.findall(r"\w+", instrument.reading.nl.lower())


@EACH_OWN
def test_a_scale_tells_how_it_reads(instrument: Instrument) -> None:
    assert [scale.key for scale in instrument.scales if not scale.reading.nl] == []


@EACH_OWN
def test_a_statement_is_answered_in_five_seconds(instrument: Instrument) -> None:
    """At most twelve words, no exclamation, and one thing: two thoughts hide in 'en ook' or 'maar'."""
    for where, item in located(instrument):
        words = item.text.nl.split()
        assert len(words) <= 16 if item.kind is not ItemKind.SCALE else len(words) <= 12, (where, item.text.nl)
        assert "!" not in item.text.nl + item.text.en, where
        assert not re.search(r"\b(maar|en ook|en/of)\b", item.text.nl), (where, item.text.nl)


@EACH_OWN
def test_no_statement_denies_what_an_answer_denies_again(instrument: Instrument) -> None:
    """'Niet' below 'oneens' is a double denial. What somebody says they do not know is none."""
    denied = re.compile(r"\b(niet|geen|nooit|niemand)\b", re.IGNORECASE)
    found = [i.text.nl for i in instrument.items if i.kind is ItemKind.SCALE and denied.search(i.text.nl)]
    assert [text for text in found if text != "Ik zeg het als ik iets niet weet."] == []


@EACH_OWN
def test_nobody_is_he_or_she(instrument: Instrument) -> None:
    gendered = re.compile(r"\b(hij|haar|hem|zijn of haar|mevrouw|meneer)\b", re.IGNORECASE)
    assert [text.nl for _, text in every_text(plain(instrument)) if gendered.search(text.nl)] == []


@EACH
def test_answers_become_scores(instrument: Instrument) -> None:
    """Best answers give the far end of each scale, nothing gives nothing, and one skipped item keeps the mean."""
    best: dict[str, object] = {}
    worst: dict[str, object] = {}
    for item in instrument.items:
        if item.kind in {ItemKind.SCALE, ItemKind.NUMBER, ItemKind.SLIDER}:
            low, high = instrument.bounds(item)
            best[item.key], worst[item.key] = (low, high) if item.reverse else (high, low)
    at_best, at_worst, empty = score(instrument, best), score(instrument, worst), score(instrument, {})
    for scale in instrument.scales:
        low, high = bounds(instrument, scale)
        assert at_best[scale.key] == pytest.approx(high), scale.key
        assert at_worst[scale.key] == pytest.approx(low), scale.key
        assert empty[scale.key] is None


def test_the_poll_names_the_counts_of_its_source() -> None:
    poll = instruments.get("I01")
    found = {one.of: (one.n, {share.answer: share.count for share in one.shares}) for one in poll.references}
    assert found == K_FIGURES
    assert {one.year for one in poll.references} == {2018}
    assert all("Movisie" in one.source for one in poll.references)


@pytest.mark.parametrize("item", K_FIGURES)
def test_the_counts_give_the_percentages_that_were_printed(item: str) -> None:
    n, counts = K_FIGURES[item]
    assert [round(100 * count / n) for count in counts.values()] == K_PERCENTAGES[item]


def test_the_room_that_was_felt_is_complete() -> None:
    n, counts = K_FIGURES["room"]
    assert sum(counts.values()) == n
    assert [option.key for option in instruments.get("I01").item("room").options] == list(counts)


def test_the_pulse_has_two_sentences_for_each_of_six_things_and_an_open_line() -> None:
    pulse = instruments.get("I15")
    assert pulse.pulse
    assert [len(scale.items) for scale in pulse.scales] == [2] * 6
    assert Counter(item.kind for item in pulse.items) == {ItemKind.SCALE: 12, ItemKind.TEXT: 1}
    assert {item.key for item in pulse.items if item.reverse} == set(pulse.scale("breath").items)


def test_the_minute_fits_a_minute() -> None:
    minute = instruments.get("I04")
    assert (minute.minutes, Use.MEETING in minute.uses) == (1, True)
    assert [(item.kind, item.low, item.high) for item in minute.items] == [(ItemKind.SLIDER, 0, 10)] * 4
    assert [scale.key for scale in instruments.get("I03").scales] == [item.key for item in minute.items]


def test_the_weakest_of_three_is_not_hidden_in_a_total() -> None:
    assert [scale.key for scale in instruments.get("I02").scales] == ["willing", "able", "allowed"]
    assert not any(scale.scales for scale in instruments.get("I02").scales)


def test_too_little_and_too_much_are_not_averaged() -> None:
    measure = instruments.get("I17")
    two_sided = [item for item in measure.items if item.kind is ItemKind.CHOICE]
    assert [[option.key for option in item.options] for item in two_sided] == [["too_little", "right", "too_much"]] * 4


def test_the_caveat_of_the_leaders_mirror_is_there() -> None:
    mirror = instruments.get("I16")
    assert {Use.MIRROR, Use.PERSON} == set(mirror.uses)
    assert "aannames" in mirror.caveat.nl
    assert len(mirror.scales) == 5


def test_a_resident_is_asked_little() -> None:
    short = instruments.get("I19")
    assert (short.uses, short.modes, short.minutes) == ((Use.RESIDENT,), (Mode.ANONYMOUS,), 1)
    assert len(short.items) == 3
    assert not any(item.required for item in short.items)


def test_after_training_is_behaviour_before_opinion() -> None:
    after = instruments.get("I13")
    assert [item.key for item in after.items][:3] == ["tried", "times", "effect"]
    assert [item.key for item in after.items if item.when] == ["times", "effect", "example"]
