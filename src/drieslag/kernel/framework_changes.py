"""What a new version of a framework did to the one before, so that a plan can say what became of its theme."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from drieslag.kernel.format import Text
from drieslag.kernel.framework_parts import (
    NOTHING,
    DevelopmentTheme,
    Framework,
    FunctionRole,
    LearningGoal,
    LearningLine,
)

type Part = FunctionRole | DevelopmentTheme | LearningGoal | LearningLine


class What(StrEnum):
    """The kinds of parts that others may hold on to."""

    ROLE = "role"
    THEME = "theme"
    GOAL = "goal"
    LINE = "line"


class How(StrEnum):
    """What became of a part."""

    DROPPED = "dropped"
    RENAMED = "renamed"  # and perhaps changed as well
    CHANGED = "changed"  # the same name, other contents
    ADDED = "added"


@dataclass(frozen=True)
class Change:
    """One part, known by its key, with its name before and after; no name where it was not there."""

    what: What
    how: How
    key: str
    before: Text = NOTHING
    after: Text = NOTHING


def changes(old: Framework, new: Framework) -> tuple[Change, ...]:
    """Return what differs: roles, themes, goals, lines; of each first what was there, in its old order, then what came.
    A part that moved is not changed.
    """
    before, after = _parts(old), _parts(new)
    return tuple(change for what in What for change in _between(what, before[what], after[what]))


def _parts(framework: Framework) -> Mapping[What, Mapping[str, Part]]:
    kinds: Mapping[What, tuple[Part, ...]] = {
        What.ROLE: framework.roles,
        What.THEME: framework.themes,
        What.GOAL: framework.goals,
        What.LINE: framework.lines,
    }
    return {what: {part.key: part for part in parts} for what, parts in kinds.items()}


def _between(what: What, before: Mapping[str, Part], after: Mapping[str, Part]) -> list[Change]:
    kept = [
        Change(what, how, key, name_of(part), name_of(after[key]) if key in after else NOTHING)
        for key, part in before.items()
        if (how := _became(part, after.get(key)))
    ]
    return kept + [
        Change(what, How.ADDED, key, after=name_of(part)) for key, part in after.items() if key not in before
    ]


def _became(part: Part, later: Part | None) -> How | None:
    if later is None:
        return How.DROPPED
    if name_of(part) != name_of(later):
        return How.RENAMED
    return None if _itself(part) == _itself(later) else How.CHANGED


def _itself(part: Part) -> Part:
    """Return the part without others in it that are told of by themselves, and with its roles in one order."""
    if isinstance(part, LearningGoal):
        return replace(part, roles=tuple(sorted(part.roles)))
    return replace(part, goals=()) if isinstance(part, DevelopmentTheme) else part


def name_of(part: Part) -> Text:
    return part.text if isinstance(part, LearningGoal) else part.name
