"""A self-evaluation as its pages print it: own words first, and where one stands as four words."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils.formats import number_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from drieslag.development.evaluations.models import Evaluation, ThemeView
from drieslag.development.evaluations.queries import Beside, Line, Opened
from drieslag.development.evaluations.seeing import Seen
from drieslag.development.evaluations.words import ASKED
from drieslag.development.frameworks.queries import Chosen
from drieslag.kernel.format import Text
from drieslag.kernel.framework import DevelopmentTheme
from drieslag.web.components.dates import long_day
from drieslag.web.components.navigation import address


@dataclass(frozen=True, slots=True)
class Row:
    """One self-evaluation in a list."""

    key: UUID
    name: str
    is_open: bool


@dataclass(frozen=True, slots=True)
class ThemeRow:
    """One theme with what was said of it so far. `is_asked` tells whether its page is there."""

    key: str
    name: str
    standing: str
    doing: str
    is_written: bool
    is_asked: bool
    shared: str


@dataclass(frozen=True, slots=True)
class ThemePage:
    """What the page says of a theme itself."""

    key: str
    name: str
    meaning: str
    goals: tuple[str, ...]
    is_last: bool


@dataclass(frozen=True, slots=True)
class Earlier:
    """What was said of a theme before."""

    when: str
    standing: str
    said: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class MirrorLine:
    """One theme of a mirror, in figures of one decimal."""

    name: str
    own: str
    others: str
    ends: str


@dataclass(frozen=True, slots=True)
class MirrorBeside:
    """The latest mirror, beside the own view."""

    key: UUID
    closed: str
    lines: tuple[MirrorLine, ...]
    hides: bool


def say(text: Text) -> str:
    """Return a text in the reader's language."""
    return text.get(get_language() or "")


def row(evaluation: Evaluation) -> Row:
    """Return one self-evaluation by its days."""
    if evaluation.finished_on is None:
        name = _("Begun on %(day)s") % {"day": long_day(evaluation.begun_on)}
    else:
        name = _("Rounded off on %(day)s") % {"day": long_day(evaluation.finished_on)}
    return Row(evaluation.pk, name, evaluation.is_open)


def rows(found: Iterable[Evaluation]) -> list[Row]:
    """Return the list of them."""
    return [row(each) for each in found]


def themes(opened: Opened, views: Mapping[str, ThemeView], shared: Mapping[UUID, Sequence[str]]) -> list[ThemeRow]:
    """Return all themes that are asked, and those that were written and are asked no more."""
    asked = {each.key: each.name for each in opened.themes}
    names = asked | {key: view.seen.name for key, view in views.items() if key not in asked}
    return [_theme_row(key, name, views.get(key), key in asked, shared) for key, name in names.items()]


def _theme_row(
    key: str, name: Text, view: ThemeView | None, is_asked: bool, shared: Mapping[UUID, Sequence[str]]
) -> ThemeRow:
    seen = view.seen if view else None
    names = shared.get(view.pk, ()) if view else ()
    return ThemeRow(
        key=key,
        name=say(name),
        standing=seen.standing or "" if seen else "",
        doing=(seen.doing or seen.example or seen.wish) if seen else "",
        is_written=seen is not None,
        is_asked=is_asked,
        shared=_("Shared with %(names)s") % {"names": ", ".join(names)} if names else "",
    )


def changed_since(opened: Opened, now: Chosen | None) -> Iterator[str]:
    """Say what changed since it was begun: the role, or the version of the themes. What was begun stays as it was."""
    was = opened.evaluation
    if now is None:
        return
    if (now.framework.code, now.role.key) != (was.code, was.role):
        yield _("Your role is %(role)s now. This one goes on with the themes of before, or you round it off.") % {
            "role": say(now.role.name)
        }
    elif now.version != was.version:
        yield _("The themes have a newer version. This one keeps the words with which you began.")


def theme(opened: Opened, asked: DevelopmentTheme) -> ThemePage:
    """Return what a theme is about, for the role of this self-evaluation."""
    goals = tuple(say(goal.text) for goal in asked.goals_for(opened.evaluation.role))
    is_last = opened.themes[-1].key == asked.key
    return ThemePage(asked.key, say(asked.name), say(asked.meaning), goals, is_last)


def said(seen: Seen) -> tuple[tuple[str, str], ...]:
    """Return the own words with what was asked."""
    return tuple((str(label), getattr(seen, name)) for name, label in ASKED.items() if getattr(seen, name))


def earlier(views: Iterable[ThemeView]) -> list[Earlier]:
    """Return what was written of this theme before, the latest first."""
    return [
        Earlier(long_day(view.evaluation.finished_on or view.evaluation.begun_on), seen.standing or "", said(seen))
        for view in views
        if (seen := view.seen)
    ]


def draft(evaluation: Evaluation, key: str) -> str:
    """Return the name of a draft on the device."""
    return f"view:{evaluation.pk}:{key}"


def goal_address(evaluation: Evaluation, key: str) -> str:
    """Return where a theme becomes a goal, or nothing where goals are not there."""
    to = address("growth:new_goal")
    return f"{to}?theme={evaluation.code}:{evaluation.version}:{key}" if to else ""


def mirror(beside: Beside | None) -> MirrorBeside | None:
    """Return the figures of the latest mirror, for a small table."""
    if beside is None or not beside.lines:
        return None
    lines = tuple(_line(each) for each in beside.lines)
    return MirrorBeside(
        beside.key, long_day(beside.closed_at), lines, any(each.others is None for each in beside.lines)
    )


def _line(line: Line) -> MirrorLine:
    ends = _("from %(low)s to %(high)s") % {"low": f"{line.low:g}", "high": f"{line.high:g}"}
    return MirrorLine(line.name, _figure(line.own), _figure(line.others), ends)


def _figure(value: float | None) -> str:
    return "–" if value is None else number_format(round(value, 1), 1)
