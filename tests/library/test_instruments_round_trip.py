"""An instrument written and read again is the same instrument."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drieslag.kernel.format import Text
from drieslag.kernel.instrument import Instrument, Licence, Mode, Point, ResponseScale, Use
from drieslag.library import instruments
from tests.library.questionnaires import SMALL, good, spoiled

SEEN = st.characters(exclude_categories=["C", "Z"], include_characters=" \n")
TEXTS = st.text(SEEN, min_size=1, max_size=200).map(str.strip).filter(bool)
WORDS = st.text(st.sampled_from("abc: -#'\"\n[]{}&*!|>%@,"), min_size=1, max_size=60).map(str.strip).filter(bool)
BOTH = st.builds(Text, nl=WORDS, en=TEXTS)


@given(
    changes=st.fixed_dictionaries(
        {
            "purpose": BOTH,
            "discuss": st.lists(BOTH, max_size=4).map(tuple),
            "modes": st.sampled_from([(Mode.ANONYMOUS,), (Mode.OPEN, Mode.ANONYMOUS)]),
            "uses": st.sampled_from([(Use.TEAM,), (Use.PERSON, Use.ORGANISATION)]),
            "licence": st.sampled_from(Licence),
            "pulse": st.booleans(),
            "based_on": st.sampled_from(["", "L01"]),
            "sources": st.lists(TEXTS, min_size=1, max_size=2).map(tuple),
        }
    ),
    mean=st.floats(1, 3).map(lambda value: round(value, 4)),
)
def test_whatever_is_typed_survives(changes: dict[str, Any], mean: float) -> None:
    small = good(SMALL)
    references = (small.references[0], replace(small.references[1], mean=mean))
    made = replace(small, **changes, references=references)
    assert instruments.load(instruments.dump(made), file="x.yaml") == made


@given(st.text(max_size=400))
def test_any_text_gives_an_instrument_or_problems(text: str) -> None:
    found = instruments.load(text, file="x.yaml")
    assert not isinstance(found, Instrument)
    assert found


def test_wording_that_is_awaited_survives() -> None:
    waiting = good(spoiled("licence: own", "licence: permission")).with_texts({"calm": Text("", "")})
    assert good(instruments.dump(waiting)) == waiting
    assert not waiting.has_texts


def test_labels_count_on_from_their_start() -> None:
    text = spoiled("    labels:\n", "    start: 0\n    labels:\n")
    (response,) = good(text[: text.index("references:")]).responses
    assert [point.value for point in response.points] == [0, 1, 2]


def test_points_are_read_with_their_values() -> None:
    points = tuple(Point(value, Text("a", "b")) for value in (1, 2, 5))
    made = replace(good(SMALL), responses=(ResponseScale("agree", points),), references=())
    assert good(instruments.dump(made)) == made


def test_what_is_default_is_left_out() -> None:
    written = instruments.dump(good(SMALL))
    assert written.startswith("schema: 1\ncode: X01\n")
    for word in ("modes", "required", "max_length", "caveat", "replaces"):
        assert word not in written


@pytest.mark.parametrize("trap", ["a: &b 1\nc: *b\n", "[" * 100_000])
def test_traps_are_refused_unless_the_file_is_our_own(trap: str) -> None:
    assert isinstance(instruments.load(trap, file="x.yaml"), list)
