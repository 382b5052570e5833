"""A framework as a page reads it: themes with their levels, goals by role, and lines as ordered steps."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from drieslag.kernel.framework import DevelopmentTheme, Framework, LearningGoal, LearningLine, LineStep, Way, mix
from drieslag.library import formats
from drieslag.web.components import mixes
from drieslag.web.components.drawings import icon
from drieslag.web.components.mixes import Heads, Mix
from drieslag.web.components.standings import standing_word
from drieslag.web.frameworks.words import WAY_ICONS, WAYS, language, say


@dataclass(frozen=True, slots=True)
class GoalView:
    """One learning goal. `mark` is how a goal of somebody's own names it."""

    key: str
    text: str
    roles: str
    after: tuple[str, ...]
    mark: str


@dataclass(frozen=True, slots=True)
class ThemeView:
    """One theme: what it is, what one sees somebody do at each level, and its goals."""

    key: str
    name: str
    meaning: str
    levels: tuple[tuple[str, str], ...]
    goals: tuple[GoalView, ...]
    mark: str


@dataclass(frozen=True, slots=True)
class StepView:
    """One step of a line."""

    key: str
    text: str
    way: str | Promise
    icon: SafeString
    goals: tuple[str, ...]
    after: tuple[str, ...]
    format: str
    format_slug: str
    link: str
    mark: str


@dataclass(frozen=True, slots=True)
class Choice:
    """Steps of which one takes one; a step by itself is a choice of one."""

    word: str
    steps: tuple[StepView, ...]


@dataclass(frozen=True, slots=True)
class LineView:
    """One learning line."""

    key: str
    name: str
    role: str
    choices: tuple[Choice, ...]
    steps: int
    mix: Mix


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One theme, with the number of goals for each role."""

    key: str
    name: str
    counts: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class FrameworkPage:
    """All of one framework, or what it asks of one role."""

    name: str
    purpose: str
    source: str
    roles: tuple[tuple[str, str, str], ...]
    role: str
    role_name: str
    matrix: tuple[MatrixRow, ...]
    themes: tuple[ThemeView, ...]
    lines: tuple[LineView, ...]
    goals: int


def page_of(framework: Framework, role: str = "") -> FrameworkPage:
    """Return the page of a framework; of one role where one is chosen. Texts do not change, so it is made once."""
    return _page(framework, role if role in {one.key for one in framework.roles} else "", language())


@lru_cache(maxsize=64)
def _page(framework: Framework, role: str, _language: str) -> FrameworkPage:
    themes = framework.themes_for(role) if role else framework.themes
    lines = framework.lines_for(role) if role else framework.lines
    names = {one.key: say(one.name) for one in framework.roles}
    return FrameworkPage(
        name=say(framework.name),
        purpose=say(framework.purpose),
        source=framework.source,
        roles=tuple((one.key, names[one.key], say(one.meaning)) for one in framework.roles),
        role=role,
        role_name=names.get(role, ""),
        matrix=tuple(
            MatrixRow(theme.key, say(theme.name), tuple((names[key], len(theme.goals_for(key))) for key in names))
            for theme in framework.themes
        ),
        themes=tuple(theme_view(framework, theme, role) for theme in themes),
        lines=tuple(line_view(framework, line) for line in lines),
        goals=len(framework.goals),
    )


def theme_view(framework: Framework, theme: DevelopmentTheme, role: str = "") -> ThemeView:
    """Return a theme; with a role, only the goals of that role."""
    goals = theme.goals_for(role) if role else theme.goals
    return ThemeView(
        key=theme.key,
        name=say(theme.name),
        meaning=say(theme.meaning),
        levels=tuple((capfirst(standing_word(level)), say(text)) for level, text in theme.levels.items()),
        goals=tuple(_goal(framework, goal) for goal in goals),
        mark=f"theme:{framework.code}:{framework.version}:{theme.key}",
    )


def _goal(framework: Framework, goal: LearningGoal) -> GoalView:
    names = {one.key: say(one.name) for one in framework.roles}
    texts = {one.key: say(one.text) for one in framework.goals} if goal.after else {}
    return GoalView(
        key=goal.key,
        text=say(goal.text),
        roles=", ".join(names[key] for key in names if key in goal.roles),
        after=tuple(texts[key] for key in goal.after if key in texts),
        mark=f"goal:{framework.code}:{framework.version}:{goal.key}",
    )


def line_view(framework: Framework, line: LearningLine) -> LineView:
    """Return a line with its steps in order, those that are a choice together."""
    return LineView(
        key=line.key,
        name=say(line.name),
        role=next((say(role.name) for role in framework.roles if role.key == line.role), ""),
        choices=tuple(_choices(framework, line)),
        steps=len(line.steps),
        mix=mix_of(line),
    )


def _choices(framework: Framework, line: LearningLine) -> Iterator[Choice]:
    shown = set[str]()
    for word, run in groupby(line.steps, key=lambda step: step.choice):
        if not word:
            yield from (Choice("", (_step(framework, line, step),)) for step in run)
        elif word not in shown:
            shown.add(word)  # one may stand further on; it is the same choice
            yield Choice(word, tuple(_step(framework, line, step) for step in line.steps if step.choice == word))


def _step(framework: Framework, line: LearningLine, step: LineStep) -> StepView:
    goals = {goal.key: say(goal.text) for goal in framework.goals} if step.goals else {}
    texts = {one.key: say(one.text) for one in line.steps}
    known = formats.load_all().get(step.format) if step.format else None
    return StepView(
        key=step.key,
        text=say(step.text),
        way=WAYS[step.way],
        icon=icon(WAY_ICONS[step.way]),
        goals=tuple(goals[key] for key in step.goals if key in goals),
        after=tuple(texts[key] for key in step.after if key in texts),
        format=say(known.name) if known else step.format,
        format_slug=known.slug if known else "",
        link=step.link,
        mark=f"step:{framework.code}:{framework.version}:{line.key}.{step.key}",
    )


def mix_of(line: LearningLine) -> Mix:
    """Return how a line learns, by its steps."""
    counts = mix(line)
    heads = Heads(_("How one learns in this line"), _("How"), _("Steps"))
    return mixes.mix_of([(WAYS[way], counts[way]) for way in Way], heads, _steps)


def _steps(total: int, parts: str) -> str:
    return ngettext("%(n)d step: %(parts)s.", "%(n)d steps: %(parts)s.", total) % {"n": total, "parts": parts}
