"""Which boxes each page of the editor has; a step has only those that its kind knows."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from drieslag.kernel.format import Showing, StepKind
from drieslag.library.formats import all_purposes
from drieslag.library.sense import BELONGS, JAR, MAY_BE, WRITTEN
from drieslag.web.formats import words
from drieslag.web.formats.parts import (
    LinesPart,
    Part,
    PlainLines,
    RowsPart,
    TextPart,
    choice,
    number,
    several,
    tick,
)

LANGUAGE = "nl"
BOX = words.BOXES
WRITES = frozenset({"compose", "collect", "round", "ask", "harvest"})
QUIET = frozenset({"collect", "compose", "talk", "harvest"})


def basics() -> list[Part]:
    """Name, purpose, group, time, what it needs, where it comes from, and what it is good for."""
    language = get_language() or LANGUAGE
    purposes = [(purpose.key, purpose.name.get(language)) for purpose in all_purposes().values()]
    return [
        TextPart("name", BOX["name"]),
        TextPart("purpose", BOX["purpose"], rows=2, help_text=_("One sentence.")),
        number("group_min", BOX["group_min"], 1, 200),
        number("group_max", BOX["group_max"], 1, 200),
        TextPart("rhythm", _("How often, in words")),
        LinesPart("conditions", BOX["conditions"], _("One on each line. They are gone through before the start.")),
        choice("origin.kind", _("Where does it come from?"), words.ORIGINS.items()),
        TextPart("origin.said", BOX["said"], rows=3, help_text=_("In your own words.")),
        TextPart("origin.field", BOX["field"], rows=3),
        PlainLines("origin.sources", BOX["sources"], _("Title and publisher, one on each line.")),
        several("purposes", _("Which questions does it fit?"), purposes),
        several("needs", _("Where is a question when this helps?"), words.PHASES.items()),
        several("preferences", _("Which ways of learning does it suit?"), words.PREFERENCES.items()),
        several("functions", _("What does it feed?"), words.FUNCTIONS.items()),
        several("kolb", _("What do people do in it?"), words.KOLB.items()),
        several("levels", _("Who learns?"), words.LEVELS.items()),
        choice("keeps", _("What stays afterwards?"), words.KEEPS.items()),
        choice("readers", _("Who reads the report?"), words.READERS.items()),
        choice("use", _("How is it used?"), words.USES.items()),
        tick("exact", _("It takes exactly these minutes")),
        RowsPart(
            "course", _("Weeks around the meetings"), (number("week", _("Week"), 0, 52), TextPart("what", BOX["what"]))
        ),
    ]


def roles() -> list[Part]:
    """Who does what."""
    parts = (TextPart("name", BOX["name"]), TextPart("task", BOX["task"]), tick("rotates", _("In turns")))
    return [RowsPart("roles", BOX["roles"], parts, most=10, stem="role", fixed=words.ROLES)]


def materials() -> list[Part]:
    """What lies on the table."""
    parts = (
        TextPart("title", BOX["name"]),
        choice("kind", _("Cards or a sheet"), words.MATERIALS.items()),
        LinesPart("items", BOX["items"]),
    )
    return [RowsPart("materials", _("Materials"), parts, most=8, stem="material")]


def step(draft: Mapping[str, Any], key: str) -> list[Part]:
    """The boxes of one step: what every step has, and what its kind knows besides."""
    steps = draft["steps"]
    at = next(place for place, one in enumerate(steps) if one["key"] == key)
    kind = StepKind(steps[at]["kind"])
    return [
        TextPart("title", BOX["title"]),
        number("minutes", BOX["minutes"], 1, 480),
        TextPart("say", BOX["say"], rows=3, help_text=_("Two or three short sentences, to be read aloud.")),
        TextPart("ask", BOX["ask"], rows=2),
        *_for_kind(draft, at, kind),
        LinesPart("prompts", BOX["prompts"]),
        TextPart("silence", BOX["silence"], rows=2),
        RowsPart(
            "tips",
            _("If it gets difficult"),
            (TextPart("when", _("When this happens")), TextPart("say", _("You can say"))),
            8,
        ),
        number("sitting", BOX["sitting"], 1, 8, _("Only when it takes several meetings: 1 for the first.")),
    ]


def _for_kind(draft: Mapping[str, Any], at: int, kind: StepKind) -> Iterator[Part]:
    steps = draft["steps"]
    before = [(one["key"], _title(one)) for one in steps[:at] if one["kind"] in WRITTEN]
    after = [(one["key"], _title(one)) for one in steps[at + 1 :]]
    known = {str(one["key"]): _name(one) for one in draft.get("roles") or []}
    yield choice("speaks", BOX["speaks"], [*words.SPEAKERS.items(), *known.items()])
    showings = [one for one in Showing if kind.value in MAY_BE.get(one, frozenset({kind.value}))]
    if len(showings) > 1:
        yield choice("showing", BOX["showing"], [(one.value, words.SHOWINGS[one]) for one in showings])
    if kind.value in BELONGS["fields"]:
        yield LinesPart("fields", BOX["fields"], _("One on each line; leave it empty for one box."), stem="field")
    if kind.value in BELONGS["scales"]:
        yield _scales()
    if kind is StepKind.VOTE:
        yield LinesPart(
            "options", BOX["options"], _("One on each line, or choose an earlier step below."), stem="option"
        )
    if kind.value in BELONGS["source"]:
        jar = [(JAR, _("The question jar"))] if kind is StepKind.DRAW else []
        yield choice("source", BOX["source"], [("", _("Nothing yet")), *before, *jar])
    yield from _numbers(kind)
    if kind.value in WRITES:
        yield choice("guard.advice_held_until", BOX["advice_held_until"], [("", _("From the beginning")), *after])


def _scales() -> RowsPart:
    parts = (
        TextPart("title", BOX["name"]),
        number("low", BOX["low"], 0, 100),
        number("high", BOX["high"], 0, 100),
        TextPart("low_word", BOX["low_word"]),
        TextPart("high_word", BOX["high_word"]),
    )
    return RowsPart("scales", BOX["scales"], parts, most=8, stem="scale")


def _numbers(kind: StepKind) -> Iterator[Part]:
    if kind.value in BELONGS["dots"]:
        yield number("dots", BOX["dots"], 1, 10)
    if kind.value in BELONGS["group_size"]:
        yield number("group_size", BOX["group_size"], 2, 12)
    if kind.value in WRITES:
        yield number("max_each", BOX["max_each"], 1, 50)
        yield number("max_length", BOX["max_length"], 20, 5_000)
    if kind.value in WRITES | {"decide"}:
        yield number("max_all", BOX["max_all"], 1, 200)
    if kind.value in BELONGS["max_words"]:
        yield number("max_words", BOX["max_words"], 3, 500)
    if kind.value in BELONGS["due_within_days"]:
        yield number("due_within_days", BOX["due_within_days"], 1, 365)
    if kind.value in QUIET:
        yield number("quiet_seconds", BOX["quiet_seconds"], 10, 1_800)


def _title(one: Mapping[str, Any]) -> str:
    return (one.get("title") or {}).get("nl") or str(words.KINDS[StepKind(one["kind"])])


def _name(one: Mapping[str, Any]) -> str:
    return (one.get("name") or {}).get("nl") or str(one["key"])
