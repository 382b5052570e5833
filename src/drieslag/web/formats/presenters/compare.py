"""What changed between two versions, in words."""

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from enum import StrEnum
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from drieslag.kernel.format import Format, Step, Text
from drieslag.web.formats import words

LANGUAGE = "nl"
SILENT = frozenset({"key", "kind", "version", "code", "slug", "minutes_of_all"})
WHOLE = ("name", "purpose", "group_min", "group_max", "rhythm", "conditions", "roles", "keeps", "readers", "use",
         "course", "materials", "origin", "purposes", "needs", "preferences", "functions", "kolb", "levels",
         "exact")  # fmt: skip
NAMES: dict[str, Any] = {
    "rhythm": gettext_lazy("How often, in words"),
    "tips": gettext_lazy("If it gets difficult"),
    "keeps": gettext_lazy("What stays afterwards?"),
    "readers": gettext_lazy("Who reads the report?"),
    "use": gettext_lazy("How is it used?"),
    "course": gettext_lazy("Weeks around the meetings"),
    "materials": gettext_lazy("Materials"),
    "origin": gettext_lazy("Where does it come from?"),
    "purposes": gettext_lazy("Which questions does it fit?"),
    "needs": gettext_lazy("Where is a question when this helps?"),
    "preferences": gettext_lazy("Which ways of learning does it suit?"),
    "functions": gettext_lazy("What does it feed?"),
    "kolb": gettext_lazy("What do people do in it?"),
    "levels": gettext_lazy("Who learns?"),
    "exact": gettext_lazy("It takes exactly these minutes"),
    "guard": gettext_lazy("What is held back"),
}
LABELS: dict[type[StrEnum], Any] = {
    type(next(iter(table))): table
    for table in (words.SHOWINGS, words.KEEPS, words.READERS, words.USES, words.MATERIALS, words.PHASES,
                  words.PREFERENCES, words.FUNCTIONS, words.KOLB, words.ORIGINS)
}  # fmt: skip


@dataclass(frozen=True)
class Change:
    """One thing that changed: where, and from what to what. An empty side: it was not there, or is gone."""

    where: str
    what: str | Promise
    old: str
    new: str


def changes(old: Format, new: Format) -> list[Change]:
    """Return what changed, the steps in the order of the new version."""
    return [*_whole(old, new), *_steps(old, new)]


def _whole(old: Format, new: Format) -> Iterator[Change]:
    for name in WHOLE:
        before, after = getattr(old, name), getattr(new, name)
        if before != after:
            yield Change(_("The whole"), _label(name), told(before), told(after))


def _steps(old: Format, new: Format) -> Iterator[Change]:
    before = {step.key: step for step in old.steps}
    after = {step.key: step for step in new.steps}
    for step in new.steps:
        if step.key not in before:
            yield Change(told(step.title), _("A new step"), "", told(step.say))
        elif before[step.key] != step:
            yield from _step(before[step.key], step)
    for step in old.steps:
        if step.key not in after:
            yield Change(told(step.title), _("This step is gone"), told(step.say), "")
    stayed = [key for key in before if key in after]
    if stayed != [key for key in after if key in before]:
        yield Change(_("The whole"), _("Order of the steps"), _order(old, stayed), _order(new, stayed))


def _order(format_: Format, keys: list[str]) -> str:
    return " → ".join(told(step.title) for step in format_.steps if step.key in keys)


def _step(old: Step, new: Step) -> Iterator[Change]:
    for one in fields(Step):
        before, after = getattr(old, one.name), getattr(new, one.name)
        if one.name not in SILENT and before != after:
            yield Change(told(new.title), _label(one.name), told(before), told(after))


def _label(name: str) -> str | Promise:
    return words.BOXES.get(name) or NAMES.get(name) or name


def told(value: Any) -> str:
    """Return anything that stands in a format, in words."""
    if isinstance(value, Text):
        return value.get(get_language() or LANGUAGE)
    if isinstance(value, StrEnum):
        return str(LABELS.get(type(value), {}).get(value, value.value))
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, tuple):
        return "; ".join(filter(None, map(told, value)))
    if is_dataclass(value):
        inside = [getattr(value, one.name) for one in fields(value) if one.name not in SILENT]
        return ", ".join(filter(None, map(told, inside)))
    return str(value) if value else ""


def words_of(value: Any) -> list[str]:
    """Return every text in both languages that stands in a format."""
    if isinstance(value, Text):
        return list(filter(None, (value.nl, value.en)))
    if isinstance(value, tuple):
        return [text for item in value for text in words_of(item)]
    if is_dataclass(value):
        return [text for one in fields(value) for text in words_of(getattr(value, one.name))]
    return []
