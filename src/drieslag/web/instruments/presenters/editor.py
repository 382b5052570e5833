"""The editor's page: the questions in their order, and what is still missing, at its own place."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from drieslag.kernel.instrument import Instrument, ItemKind
from drieslag.library.problems import Problem
from drieslag.surveys import composing
from drieslag.surveys.models import OwnInstrument
from drieslag.web.instruments.presenters.shelf import name_of
from drieslag.web.instruments.words import KINDS, in_words, language, said

type Problems = Mapping[str, Sequence[Problem]]
_ITEM = re.compile(r"pages\[(\d+)\]\.items\[(\d+)\]")
_PART = re.compile(r"(pages|scales|responses)\[(\d+)\]")
WHOLE = ""


@dataclass(frozen=True)
class ItemRow:
    """One question in the editor's list."""

    key: str
    number: int
    text: str
    kind: str | Promise
    notes: tuple[str, ...]
    missing: tuple[str, ...]
    begins_page: bool
    is_first: bool
    is_last: bool


@dataclass(frozen=True)
class PageRow:
    """One page in the editor's list. `number` is its place in the draft."""

    number: int
    title: str
    intro: str
    missing: tuple[str, ...]
    items: tuple[ItemRow, ...]


@dataclass(frozen=True)
class PartRow:
    """A scale, or a row of answers."""

    key: str
    name: str
    what: str
    missing: tuple[str, ...]


@dataclass(frozen=True)
class EditorPage:
    """Everything in the editor."""

    name: str
    pages: tuple[PageRow, ...]
    questions: int
    minutes: int
    scales: tuple[PartRow, ...]
    responses: tuple[PartRow, ...]
    about: tuple[str, ...]
    removed: str
    untranslated: int
    is_ready: bool


def editor(own: OwnInstrument) -> EditorPage:
    """Return the page of a draft."""
    draft = own.draft
    problems = problems_of(own)
    count = sum(1 for _item in composing.items_of(draft))
    return EditorPage(
        name=name_of(own),
        pages=tuple(_pages(draft, problems)),
        questions=count,
        minutes=composing.minutes_of(draft),
        scales=tuple(_scale(draft, scale, problems) for scale in draft.get("scales") or []),
        responses=tuple(_response(one, problems) for one in draft.get("responses") or []),
        about=sentences(problems.get(WHOLE, ())),
        removed=_short(own.removed["item"]) if own.removed else "",
        untranslated=composing.untranslated(draft),
        is_ready=not problems,
    )


def problems_of(own: OwnInstrument) -> Problems:
    """Return what is still wrong with the draft, by what it belongs to: `item:<key>`, `page:<number>`, `scales:<key>`,
    `responses:<key>`, or the whole. Minutes are counted, so nobody types them.
    """
    found = composing.read({**own.draft, "references": []}, code=own.code)
    if isinstance(found, Instrument):
        return {}
    sorted_out: dict[str, list[Problem]] = {}
    for problem in found:
        sorted_out.setdefault(_owner(own.draft, problem.key), []).append(problem)
    return sorted_out


def _owner(draft: composing.Draft, key: str) -> str:
    pages = composing.filled(draft)
    if at := _ITEM.match(key):
        return f"item:{pages[int(at[1]) - 1]['items'][int(at[2]) - 1]['key']}"
    if at := _PART.match(key):
        place = int(at[2]) - 1
        if at[1] == "pages":
            return f"page:{draft['pages'].index(pages[place]) + 1}"
        return f"{at[1]}:{draft[at[1]][place]['key']}"
    return WHOLE


def sentences(problems: Iterable[Problem]) -> tuple[str, ...]:
    """Return what is wrong, in words, each once."""
    return tuple(dict.fromkeys(in_words(problem.message.get(language())) for problem in problems))


def _pages(draft: composing.Draft, problems: Problems) -> Iterable[PageRow]:
    keys = [item["key"] for item in composing.items_of(draft)]
    numbers = {key: at for at, key in enumerate(keys, start=1)}
    for number, page in enumerate(draft["pages"], start=1):
        rows = tuple(
            ItemRow(
                key=item["key"],
                number=numbers[item["key"]],
                text=_short(item),
                kind=KINDS[ItemKind(item["kind"])],
                notes=tuple(_notes(draft, item, numbers)),
                missing=sentences(problems.get(f"item:{item['key']}", ())),
                begins_page=at == 0,
                is_first=item["key"] == keys[0],
                is_last=item["key"] == keys[-1],
            )
            for at, item in enumerate(page["items"])
        )
        missing = sentences(problems.get(f"page:{number}", ()))
        yield PageRow(number, said(page.get("title")), said(page.get("intro")), missing, rows)


def _short(item: Mapping[str, Any]) -> str:
    return said(item.get("text")) or _("A question without words")


def _notes(draft: composing.Draft, item: Mapping[str, Any], numbers: Mapping[str, int]) -> Iterable[str]:
    if item["kind"] == ItemKind.SCALE.value:
        points: list[Mapping[str, Any]] = next(
            (one["points"] for one in draft.get("responses") or [] if one["key"] == item.get("answers")), []
        )
        yield ends(points)
    if item.get("options"):
        yield ", ".join(said(option["name"]) for option in item["options"])
    if item.get("required"):
        yield _("needs an answer")
    if item.get("reverse"):
        yield _("counts the other way round")
    if item.get("when", {}).get("item") in numbers:
        yield _("only after a certain answer to question %(number)d") % {"number": numbers[item["when"]["item"]]}
    if item.get("replaces"):
        yield _("replaces an earlier question")


def ends(points: Sequence[Mapping[str, Any]]) -> str:
    """Say what a response scale is: how many answers, and from which to which."""
    if not points:
        return ""
    words = {"n": len(points), "low": said(points[0].get("label")), "high": said(points[-1].get("label"))}
    return _("%(n)d answers, from ‘%(low)s’ to ‘%(high)s’") % words


def _scale(draft: composing.Draft, scale: Mapping[str, Any], problems: Problems) -> PartRow:
    numbers = {item["key"]: at for at, item in enumerate(composing.items_of(draft), start=1)}
    counted = [str(numbers[key]) for key in scale.get("items") or [] if key in numbers]
    names = {one["key"]: said(one.get("name")) for one in draft.get("scales") or []}
    parts = [names.get(key, key) for key in scale.get("scales") or []]
    what = (
        ", ".join(parts) if parts else _("questions %(numbers)s") % {"numbers": ", ".join(counted)} if counted else ""
    )
    return PartRow(scale["key"], said(scale.get("name")), what, sentences(problems.get(f"scales:{scale['key']}", ())))


def _response(response: Mapping[str, Any], problems: Problems) -> PartRow:
    name = ends(response.get("points") or [])
    return PartRow(response["key"], name, "", sentences(problems.get(f"responses:{response['key']}", ())))
