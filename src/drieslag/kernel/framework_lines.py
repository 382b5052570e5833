"""Learning lines: how they are mixed, and one proposed from themes and roles."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from drieslag.kernel.format import Text
from drieslag.kernel.framework_check import alike
from drieslag.kernel.framework_parts import (
    DevelopmentTheme,
    Framework,
    LearningGoal,
    LearningLine,
    LineStep,
    Way,
)


def mix(line: LearningLine) -> Mapping[Way, int]:
    """Return how many steps there are of each way: a picture, and no judgement. A choice counts once for each way that
    it offers.
    """
    counted = {(step.way, step.choice or f"\n{step.key}") for step in line.steps}
    return by_way(way for way, _ in counted)


def by_way(ways: Iterable[Way]) -> Mapping[Way, int]:
    """Return how many there are of each way, those of which there are none as well."""
    counted = Counter(ways)
    return MappingProxyType({way: counted[way] for way in Way})


@dataclass(frozen=True)
class Proposal:
    """A line to begin with for a role. Of each level the goals could be worked at in any order; `gaps` are the themes
    that ask nothing of this role. `line` is None when no theme asks anything.
    """

    line: LearningLine | None
    levels: tuple[tuple[LearningGoal, ...], ...]
    gaps: tuple[DevelopmentTheme, ...]


def lines_from_matrix(framework: Framework, role: str) -> Proposal:
    """Return a proposed line of what the themes ask of this role. A goal that others come before stands a level later;
    within a level the order of the themes holds. Goals in a circle stand at the end. Raises KeyError.
    """
    named = framework.role(role)
    said = Counter(alike(goal.text.nl) for goal in framework.goals)
    goals = tuple(goal for theme in framework.themes for goal in theme.goals_for(role))
    levels = in_levels(goals)
    here = {goal.key for goal in goals}
    steps = tuple(
        LineStep(
            goal.key,
            words_of(framework, goal, said),
            Way.DOING,
            (goal.key,),
            after=tuple(key for key in goal.after if key in here),
        )
        for level in levels
        for goal in level
    )
    asked = {theme.key for theme in framework.themes_for(role)}
    gaps = tuple(theme for theme in framework.themes if theme.key not in asked)
    return Proposal(LearningLine(role, named.name, role, steps) if steps else None, levels, gaps)


def words_of(framework: Framework, goal: LearningGoal, said: Mapping[str, int]) -> Text:
    """Return the words of a goal, after the name of its theme where two themes ask the same."""
    if said[alike(goal.text.nl)] == 1:
        return goal.text
    theme = framework.theme_of(goal.key).name
    return Text(f"{theme.nl}: {goal.text.nl}", f"{theme.en}: {goal.text.en}")


def in_levels(goals: tuple[LearningGoal, ...]) -> tuple[tuple[LearningGoal, ...], ...]:
    """Return the goals by how many must come before, longest way counted. What waits for itself is the last level."""
    left, done, levels = list(goals), set[str](), []
    here = {goal.key for goal in goals}
    while left:
        ready = tuple(goal for goal in left if not (set(goal.after) & here) - done) or tuple(left)
        levels.append(ready)
        done |= {goal.key for goal in ready}
        left = [goal for goal in left if goal.key not in done]
    return tuple(levels)
