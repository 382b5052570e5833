"""A draft of a framework: the content of its file while it is being written, with gaps, and what is still wrong.

A draft has the shape of the file, without code and version. Dutch comes first: English that is not there yet is taken
from the Dutch.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from drieslag.core.verdict import NotFound
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
from drieslag.library.writing import plain

type Draft = dict[str, Any]

NL, EN = "nl", "en"
DRAFTED = ("name", "purpose", "source", "roles", "themes", "lines")


class Part(StrEnum):
    """What a framework is built of; the value is the name of its list in the file."""

    ROLE = "roles"
    THEME = "themes"
    GOAL = "goals"  # in a theme
    LINE = "lines"
    STEP = "steps"  # in a line


INDEXED = re.compile(r"(\w+)\[(\d+)\]")
WITHIN = {Part.GOAL: Part.THEME, Part.STEP: Part.LINE}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a part stands: what it is, its key, and the key of the theme or line around it."""

    part: Part
    key: str
    around: str = ""


def said(nl: str, en: str = "") -> Draft:
    """Return a text of a draft."""
    return {NL: nl, EN: en}


def blank(name: str) -> Draft:
    """Return the beginning of a framework."""
    return {"name": said(name), "purpose": said(""), "source": "", "roles": [], "themes": [], "lines": []}


def of(framework: Framework) -> Draft:
    """Return the draft that a finished framework makes."""
    return {name: _simple(plain(getattr(framework, name))) for name in DRAFTED}


def _simple(value: Any) -> Any:
    """Return it as JSON keeps it: levels are a mapping that cannot change."""
    if isinstance(value, Mapping):
        return {str(name): _simple(plain(content)) for name, content in value.items()}
    return [_simple(one) for one in value] if isinstance(value, list) else value


def listed(draft: Draft, part: Part, around: str = "") -> list[Draft]:
    """Return the list that parts of this kind stand in. Raises NotFound for a theme or line that is not there."""
    holder = get(draft, Place(WITHIN[part], around)) if part in WITHIN else draft
    found: list[Draft] = holder.setdefault(part.value, [])
    return found


def get(draft: Draft, place: Place) -> Draft:
    """Return a part. Raises NotFound."""
    return listed(draft, place.part, place.around)[at(draft, place)]


def at(draft: Draft, place: Place) -> int:
    """Return at which place in its list a part stands. Raises NotFound."""
    keys = [one["key"] for one in listed(draft, place.part, place.around)]
    if place.key not in keys:
        raise NotFound
    return keys.index(place.key)


def places(draft: Draft) -> Iterator[tuple[Place, Draft]]:
    """Yield every part with its place."""
    for part in (Part.ROLE, Part.THEME, Part.LINE):
        inner = next((one for one, outer in WITHIN.items() if outer is part), None)
        for one in draft.get(part.value) or []:
            yield Place(part, one["key"]), one
            for each in (one.get(inner.value) or []) if inner else ():
                yield Place(inner or part, each["key"], one["key"]), each


def keys_of(draft: Draft) -> set[str]:
    """Return all keys of a draft."""
    return {place.key for place, _one in places(draft)}


def keys_in(framework: Framework) -> set[str]:
    """Return all keys of a version."""
    return keys_of(of(framework))


def referring(draft: Draft, part: Part, keys: set[str]) -> Iterator[tuple[Place, Draft, str]]:
    """Yield which parts name one of these keys, and in which list of theirs."""
    names = {
        Part.ROLE: {Part.GOAL: "roles"},
        Part.GOAL: {Part.GOAL: "after", Part.STEP: "goals"},
        Part.STEP: {Part.STEP: "after"},
    }.get(part, {})
    for place, one in places(draft):
        name = names.get(place.part)
        if name and keys & set(one.get(name) or []):
            yield place, one, name


def framework_of(draft: Draft, *, code: str, version: int) -> Framework:
    """Return the framework of a draft, complete or not: what is missing is empty."""
    return Framework(
        code=code,
        slug=code.lower(),
        version=version,
        status=Status.OWN,
        name=_text(draft.get("name")),
        purpose=_text(draft.get("purpose")),
        source=str(draft.get("source") or ""),
        roles=tuple(
            FunctionRole(one["key"], _text(one.get("name")), _text(one.get("meaning")))
            for one in draft.get("roles") or []
        ),
        themes=tuple(_theme(one) for one in draft.get("themes") or []),
        lines=tuple(
            LearningLine(one["key"], _text(one.get("name")), one.get("role") or "", _steps(one))
            for one in draft.get("lines") or []
        ),
    )


def _theme(one: Draft) -> DevelopmentTheme:
    levels = one.get("levels") or {}
    told = {standing: _text(levels.get(standing.value)) for standing in Standing}
    goals = tuple(
        LearningGoal(goal["key"], _text(goal.get("text")), tuple(goal.get("roles") or ()), _after(goal))
        for goal in one.get("goals") or []
    )
    return DevelopmentTheme(
        one["key"], _text(one.get("name")), _text(one.get("meaning")), MappingProxyType(told), goals
    )


def _steps(line: Draft) -> tuple[LineStep, ...]:
    return tuple(
        LineStep(
            key=step["key"],
            text=_text(step.get("text")),
            way=Way(step.get("way") or Way.DOING),
            goals=tuple(step.get("goals") or ()),
            choice=step.get("choice") or "",
            format=step.get("format") or "",
            link=step.get("link") or "",
            after=_after(step),
        )
        for step in line.get("steps") or []
    )


def _after(one: Draft) -> tuple[str, ...]:
    return tuple(one.get("after") or ())


def _text(known: Mapping[str, str] | None) -> Text:
    """English that is not there is the Dutch."""
    words = known or {}
    nl = words.get(NL) or ""
    return Text(nl, (words.get(EN) or nl) if nl else "")


def untranslated(draft: Any) -> int:
    """Return how many texts have no English of their own yet."""
    if isinstance(draft, Mapping):
        if NL in draft:
            return int(bool(draft[NL]) and not draft.get(EN))
        return sum(untranslated(value) for value in draft.values())
    return sum(untranslated(value) for value in draft) if isinstance(draft, list) else 0


def free_key(start: str, taken: set[str]) -> str:
    """Return a key that nothing has or had."""
    number = 1
    while f"{start}_{number}" in taken:
        number += 1
    return f"{start}_{number}"


def owner_of(draft: Draft, path: str) -> Place | None:
    """Return the part that a path of the checker speaks of, such as `themes[2].goals[1].roles[1]`; None: the whole."""
    place: Place | None = None
    here: Any = draft
    for name, number in INDEXED.findall(path):
        if name not in set(Part) or WITHIN.get(Part(name)) is not (place.part if place else None):
            break  # a list of keys in the part, of goals or roles that it names
        here = here[name][int(number) - 1]
        place = Place(Part(name), here["key"], place.key if place else "")
    return place
