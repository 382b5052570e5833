"""A format written and read again is the same format."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drieslag.kernel.format import Format, Phase, Preference, Text
from drieslag.kernel.script import with_review
from drieslag.library import formats
from tests.library.scripts import SMALL, good

SEEN = st.characters(exclude_categories=["C", "Z"], include_characters=" \n")
TEXTS = st.text(SEEN, min_size=1, max_size=300).map(str.strip).filter(bool)
BOTH = st.builds(Text, nl=TEXTS, en=TEXTS)


@pytest.mark.parametrize("code", sorted(formats.load_all()))
def test_each_format_of_the_library_survives(code: str) -> None:
    format_ = formats.get(code)
    assert good(formats.dump(format_)) == format_


@pytest.mark.parametrize("code", sorted(formats.load_all()))
def test_a_meeting_can_put_looking_back_first(code: str) -> None:
    script = formats.get(code)
    for number in range(1, script.sittings + 1):
        longer = with_review(script.one_sitting(number))
        assert formats.pinned(formats.dump(longer)) == longer


@given(
    changes=st.fixed_dictionaries(
        {
            "name": BOTH,
            "conditions": st.lists(BOTH, max_size=4).map(tuple),
            "needs": st.lists(st.sampled_from(Phase), max_size=3).map(tuple),
            "preferences": st.lists(st.sampled_from(Preference), max_size=3).map(tuple),
            "exact": st.booleans(),
        }
    ),
    sources=st.lists(TEXTS, max_size=2).map(tuple),
)
def test_whatever_is_typed_survives(changes: dict[str, Any], sources: tuple[str, ...]) -> None:
    small = good(SMALL)
    made = replace(small, **changes, origin=replace(small.origin, sources=sources))
    assert formats.load(formats.dump(made), file="x.yaml") == made


@given(st.text(max_size=400))
def test_any_text_gives_a_format_or_problems(text: str) -> None:
    found = formats.load(text, file="x.yaml")
    assert not isinstance(found, Format)
    assert found


def test_what_is_default_is_left_out() -> None:
    written = formats.dump(good(SMALL))
    assert written.startswith("schema: 1\ncode: X01\n")
    assert "keeps" not in written
    assert "silence" not in written
