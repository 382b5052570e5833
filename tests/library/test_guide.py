"""docs/write-a-format.md tells of every key and every word that a file may hold, and its example loads."""

import re
from enum import StrEnum
from pathlib import Path

import pytest

from drieslag.kernel.format import (
    Keeps,
    Kolb,
    LearningFunction,
    LoopLevel,
    MaterialKind,
    OriginKind,
    Phase,
    Preference,
    Readers,
    Showing,
    StepKind,
    Use,
)
from drieslag.library import schema
from tests.library.scripts import good

GUIDE = (Path(__file__).parents[2] / "docs" / "write-a-format.md").read_text("utf-8")
TOLD = {word for told in re.findall(r"`([^`\n]+)`", GUIDE) for word in re.findall(r"[a-z_]+", told)}
KEYS = [
    schema.FORMAT, schema.STEP, schema.ORIGIN, schema.ROLE, schema.SCALE, schema.NAMED, schema.TIP, schema.GUARD,
    schema.MILESTONE, schema.MATERIAL,
]  # fmt: skip
WORDS: list[type[StrEnum]] = [
    Keeps, Kolb, LearningFunction, LoopLevel, MaterialKind, OriginKind, Phase, Preference, Readers, Showing, StepKind,
    Use,
]  # fmt: skip


@pytest.mark.parametrize("key", sorted({key for keys in KEYS for key in keys} | {"schema"}))
def test_each_key_is_told(key: str) -> None:
    assert key in TOLD


@pytest.mark.parametrize("word", sorted({item.value for words in WORDS for item in words} | schema.LEVELS))
def test_each_fixed_word_is_told(word: str) -> None:
    assert word in TOLD


def test_the_example_loads() -> None:
    (example,) = re.findall(r"```yaml\n(.*?)```", GUIDE, flags=re.DOTALL)
    assert good(example).slug == "kort-terugkijken"


def test_what_must_be_there_is_bold() -> None:
    must = {name for name, key in {**schema.FORMAT, **schema.STEP}.items() if key.required}
    assert set(re.findall(r"\*\*`([a-z_]+)`\*\*", GUIDE)) == must | {"schema"}
