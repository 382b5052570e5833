"""Which keys a framework's file has. The meaning of each is told in docs/write-a-framework.md."""

from collections.abc import Mapping
from types import MappingProxyType

from drieslag.kernel.format import Text
from drieslag.kernel.framework import (
    DevelopmentTheme,
    Framework,
    FunctionRole,
    LearningGoal,
    LearningLine,
    LineStep,
    Standing,
    Status,
    Way,
)
from drieslag.library import words
from drieslag.library.instrument_words import NEEDS_CODE
from drieslag.library.lifting import Lift
from drieslag.library.reading import Key, both_languages, line_of_text, many, matching, may, must, number, one_of, shape

SCHEMA = 1
LIFTS: Mapping[int, Lift] = {}
MOST_LISTED = 500  # that are read at all; how many make sense is in kernel/framework_sense.py

key = matching(r"[a-z][a-z0-9_]{0,39}", words.NEEDS_KEY)
code = matching(r"[A-Z][A-Za-z0-9-]{1,15}", NEEDS_CODE)
slug = matching(r"[a-z0-9]+(-[a-z0-9]+)*", words.NEEDS_SLUG)
text = both_languages


def make_levels(**told: Text) -> Mapping[Standing, Text]:
    return MappingProxyType({standing: told[standing.value] for standing in Standing if standing.value in told})


ROLE: dict[str, Key] = {"key": must(key), "name": must(text), "meaning": may(text)}
LEVELS: dict[str, Key] = {standing.value: must(text) for standing in Standing}
GOAL: dict[str, Key] = {
    "key": must(key),
    "text": must(text),
    "roles": must(many(key)),
    "after": may(many(key)),
}
THEME: dict[str, Key] = {
    "key": must(key),
    "name": must(text),
    "meaning": must(text),
    "levels": must(shape(make_levels, LEVELS)),
    "goals": may(many(shape(LearningGoal, GOAL), MOST_LISTED)),
}
STEP: dict[str, Key] = {
    "key": must(key),
    "text": must(text),
    "way": must(one_of(Way)),
    "goals": may(many(key)),
    "choice": may(line_of_text),
    "format": may(code),
    "link": may(line_of_text),
    "after": may(many(key)),
}
LINE: dict[str, Key] = {
    "key": must(key),
    "name": must(text),
    "role": must(key),
    "steps": must(many(shape(LineStep, STEP), MOST_LISTED)),
}
FRAMEWORK: dict[str, Key] = {
    "code": must(code),
    "slug": must(slug),
    "version": must(number(1, 9_999)),
    "status": may(one_of(Status)),
    "name": must(text),
    "purpose": must(text),
    "source": may(line_of_text),
    "roles": must(many(shape(FunctionRole, ROLE))),
    "themes": must(many(shape(DevelopmentTheme, THEME), MOST_LISTED)),
    "lines": may(many(shape(LearningLine, LINE), MOST_LISTED)),
}


def make_framework(*, source: str = "", **known: object) -> Framework:
    """A source may be absent where an organisation wrote everything itself."""
    return Framework(source=source, **known)  # type: ignore[arg-type]


read_framework = shape(make_framework, FRAMEWORK)
