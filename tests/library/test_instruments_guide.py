"""docs/write-an-instrument.md tells of every key and every word that a file may hold, and its example loads."""

import re
from enum import StrEnum
from pathlib import Path

import pytest

from drieslag.kernel.instrument import ItemKind, Licence, Mode, Scoring, Use
from drieslag.library import instrument_schema as schema
from drieslag.library import instrument_sense as sense
from tests.library.questionnaires import good

GUIDE = (Path(__file__).parents[2] / "docs" / "write-an-instrument.md").read_text("utf-8")
TOLD = {word for told in re.findall(r"`([^`\n]+)`", GUIDE) for word in re.findall(r"[a-z_]+", told)}
KEYS = [
    schema.INSTRUMENT, schema.PAGE, schema.ITEM, schema.RESPONSE, schema.POINT, schema.OPTION, schema.CONDITION,
    schema.SCALE, schema.BAND, schema.REFERENCE, schema.SHARE,
]  # fmt: skip
WORDS: list[type[StrEnum]] = [ItemKind, Licence, Mode, Scoring, Use]


@pytest.mark.parametrize("key", sorted({key for keys in KEYS for key in keys} | {"schema"}))
def test_each_key_is_told(key: str) -> None:
    assert key in TOLD


@pytest.mark.parametrize("word", sorted({item.value for words in WORDS for item in words}))
def test_each_fixed_word_is_told(word: str) -> None:
    assert word in TOLD


def test_the_example_loads() -> None:
    (example,) = re.findall(r"```yaml\n(.*?)```", GUIDE, flags=re.DOTALL)
    assert good(example).slug == "hulp-vragen"


def test_the_answers_that_are_shown_load() -> None:
    (example,) = re.findall(r"```yaml\n(.*?)```", GUIDE, flags=re.DOTALL)
    (shown,) = re.findall(r"```\n(responses:.*?)```", GUIDE, flags=re.DOTALL)
    start, end = example.index("responses:"), example.index("pages:")
    found = good(example[:start] + shown + example[end:].replace("answers: often", "answers: hundred"))
    assert [point.value for point in found.responses[1].points] == [0, 50, 100]


def test_what_must_be_there_is_bold() -> None:
    kinds = [schema.INSTRUMENT, schema.SCALE, schema.REFERENCE, schema.SHARE]
    must = {name for kind in kinds for name, key in kind.items() if key.required}
    assert set(re.findall(r"\*\*`([a-z_]+)`\*\*", GUIDE)) == must | {"schema", "title"}


def test_the_limits_are_those_of_the_checker() -> None:
    longest = sense.LONGEST
    assert f"A name has {longest['name']} signs at most, `purpose` {longest['purpose']}" in GUIDE
    assert f"`intro` {longest['intro']}, `reading` and `caveat` {longest['reading']} each" in GUIDE
    assert f"At most {sense.MOST_ITEMS} items" in GUIDE
    assert f"{sense.LONGEST_ITEM} signs at most" in GUIDE
