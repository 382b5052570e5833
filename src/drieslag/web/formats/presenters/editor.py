"""The editor's page: the steps with their running time, and what is still missing, at its own place."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import get_language

from drieslag.kernel.format import Format, StepKind
from drieslag.learning.formats import draft as drafts
from drieslag.learning.formats.models import OwnFormat
from drieslag.library.problems import Problem
from drieslag.web.formats import words

LANGUAGE = "nl"
_STEP = re.compile(r"steps\[(\d+)\](?:\.(.*))?")


@dataclass(frozen=True)
class StepRow:
    """One step in the editor's list."""

    key: str
    title: str
    kind: str | Promise
    minutes: int
    from_minute: int
    sitting: int
    missing: tuple[str, ...]
    is_first: bool
    is_last: bool


@dataclass(frozen=True)
class EditorPage:
    """Everything in the editor."""

    name: str
    steps: tuple[StepRow, ...]
    minutes: int
    basics: tuple[str, ...]
    roles: tuple[str, ...]
    materials: tuple[str, ...]
    role_names: tuple[str, ...]
    material_names: tuple[str, ...]
    removed: str
    untranslated: int
    is_ready: bool
    is_changed: bool


def editor(own: OwnFormat) -> EditorPage:
    """Return the page of a draft."""
    draft = own.draft
    problems = problems_of(own)
    by_step = [within(problems, f"steps[{at}]") for at in range(1, len(draft["steps"]) + 1)]
    return EditorPage(
        name=name_of(own),
        steps=tuple(_steps(draft, by_step)),
        minutes=sum(step.get("minutes") or 0 for step in draft["steps"]),
        basics=sentences(problem for problem in problems if _is_basic(problem.key)),
        roles=sentences(problem for problem in problems if problem.key.startswith("roles")),
        materials=sentences(problem for problem in problems if problem.key.startswith("materials")),
        role_names=tuple(_in_language(role.get("name")) for role in draft.get("roles") or []),
        material_names=tuple(_in_language(one.get("title")) for one in draft.get("materials") or []),
        removed=_in_language(own.removed["step"].get("title")) or "…" if own.removed else "",
        untranslated=drafts.untranslated(draft),
        is_ready=not problems,
        is_changed=_is_changed(own, problems),
    )


def _is_changed(own: OwnFormat, problems: Sequence[Problem]) -> bool:
    """Whether publishing would make another version."""
    if own.published == 0 or problems:
        return own.published == 0
    version = own.versions.get(number=own.published)
    found = drafts.read(own.draft, code=own.code, version=own.published)
    from drieslag.library import formats

    return not isinstance(found, Format) or formats.dump(found) != version.text


def problems_of(own: OwnFormat) -> list[Problem]:
    """Return what is still wrong with the draft. The minutes of the whole are counted, so nobody types them."""
    found = drafts.read(own.draft, code=own.code)
    return [] if isinstance(found, Format) else [problem for problem in found if problem.key != "minutes"]


def within(problems: Sequence[Problem], start: str) -> dict[str, list[Problem]]:
    """Return the problems at one place, by their key within it."""
    found: dict[str, list[Problem]] = {}
    for problem in problems:
        if problem.key == start or problem.key.startswith((f"{start}.", f"{start}[")):
            found.setdefault(problem.key.removeprefix(start).removeprefix("."), []).append(problem)
    return found


def basic_problems(problems: Sequence[Problem]) -> dict[str, list[Problem]]:
    """Return what is missing in the basics, by key."""
    found: dict[str, list[Problem]] = {}
    for problem in problems:
        if _is_basic(problem.key):
            found.setdefault(problem.key, []).append(problem)
    return found


def whole(problems: Sequence[Problem], name: str) -> dict[str, list[Problem]]:
    """Return what is missing in a list such as the roles, by key."""
    return {problem.key: [problem] for problem in problems if problem.key.startswith(name)}


def _is_basic(key: str) -> bool:
    return not key.startswith(("steps[", "roles", "materials"))


def sentences(problems: Any) -> tuple[str, ...]:
    """Return what is wrong, in words."""
    language = get_language() or LANGUAGE
    return tuple(words.in_words(problem.message.get(language)) for problem in problems)


def _steps(draft: Mapping[str, Any], by_step: list[dict[str, list[Problem]]]) -> list[StepRow]:
    rows, minute, sitting = [], 0, 0
    steps = draft["steps"]
    for at, (step, found) in enumerate(zip(steps, by_step, strict=True)):
        minute = 0 if step.get("sitting", 0) != sitting else minute
        sitting = step.get("sitting") or 0
        kind = words.KINDS[StepKind(step["kind"])]
        rows.append(
            StepRow(
                key=step["key"],
                title=_in_language(step.get("title")) or str(kind),
                kind=kind,
                minutes=step.get("minutes") or 0,
                from_minute=minute,
                sitting=sitting,
                missing=sentences(problem for those in found.values() for problem in those),
                is_first=at == 0,
                is_last=at == len(steps) - 1,
            )
        )
        minute += step.get("minutes") or 0
    return rows


def name_of(own: OwnFormat) -> str:
    """Return what the draft is called, in the reader's language."""
    return _in_language(own.draft.get("name")) or own.code


def _in_language(text: Mapping[str, str] | None) -> str:
    known = text or {}
    english = (get_language() or LANGUAGE).startswith("en")
    return (known.get("en") if english else "") or known.get("nl", "")
