"""docs/write-a-framework.md tells of every key and every word that a file may hold, and its example loads."""

import re
from enum import StrEnum
from pathlib import Path

import pytest

from drieslag.kernel.framework import Framework, Standing, Status, Way, mix
from drieslag.kernel.framework_check import LONGEST, MOST
from drieslag.library import framework_schema as schema
from drieslag.library import framework_sheet, frameworks
from drieslag.library.framework_sheet_columns import COLUMNS, KEY, TITLES

GUIDE = (Path(__file__).parents[2] / "docs" / "write-a-framework.md").read_text("utf-8")
TOLD = {word for told in re.findall(r"`([^`\n]+)`", GUIDE) for word in re.findall(r"[a-z_]+", told)}
KEYS = [schema.FRAMEWORK, schema.ROLE, schema.THEME, schema.LEVELS, schema.GOAL, schema.LINE, schema.STEP]
WORDS: list[type[StrEnum]] = [Standing, Status, Way]


@pytest.mark.parametrize("key", sorted({key for keys in KEYS for key in keys} | {"schema"}))
def test_each_key_is_told(key: str) -> None:
    assert key in TOLD


@pytest.mark.parametrize("word", sorted({item.value for words in WORDS for item in words}))
def test_each_fixed_word_is_told(word: str) -> None:
    assert word in TOLD


def test_the_example_loads() -> None:
    (example,) = re.findall(r"```yaml\n(.*?)```", GUIDE, flags=re.DOTALL)
    found = frameworks.load(example, file="guide.yaml")
    assert isinstance(found, Framework), [problem.sentence("en") for problem in found]
    assert mix(found.lines[0]) == {Way.DOING: 1, Way.TOGETHER: 2, Way.FORMAL: 1}


def test_what_must_be_there_is_bold() -> None:
    must = {name for kind in KEYS for name, key in kind.items() if key.required}
    assert set(re.findall(r"\*\*`([a-z_]+)`\*\*", GUIDE)) == must | {"schema"}


def test_each_sheet_and_column_is_told() -> None:
    for title in TITLES.values():
        assert f"{title.nl} ({title.en})" in GUIDE
    columns = {column.name.nl for columns in COLUMNS.values() for column in columns} - {KEY.name.nl, "Sleutel leerlijn"}
    assert {name for name in columns if f"*{name}*" not in GUIDE} == set()


def test_the_limits_are_those_of_the_checker() -> None:
    assert f"A name has {LONGEST['name']} signs at most, a goal and a step {LONGEST['text']}" in GUIDE
    assert f"a meaning and a level {LONGEST['meaning']}, `purpose` and `source` 1,000 each" in GUIDE
    numbers = " ".join(GUIDE.split())
    assert (
        f"At most {MOST['roles']} roles, {MOST['themes']} themes, {MOST['goals']} goals, {MOST['lines']} lines and "
        f"{MOST['steps']} steps in a line" in numbers
    )
    assert (framework_sheet.MOST_BYTES, framework_sheet.MOST_ROWS) == (2_000_000, 1_000)
