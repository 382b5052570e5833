"""A draft of an instrument: the content of its file while it is being written, with gaps, and what is still wrong.

A draft has the shape of the file, without code and version. Dutch comes first: English that is not there yet is taken
from the Dutch. Nobody counts minutes; they follow from what is asked.
"""

import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping, Sequence
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext as _

from drieslag.kernel.instrument import Instrument, ItemKind, Licence, Mode, Use
from drieslag.library import instruments
from drieslag.library.instrument_schema import SCHEMA
from drieslag.library.instrument_sense import BELONGS, LONGEST_ITEM
from drieslag.library.problems import Problem
from drieslag.library.writing import plain, write

type Draft = dict[str, Any]

NL, EN = "nl", "en"
MOST_LINES = instruments.MOST_ITEMS
MOST_SCALES = 30
SECONDS = {ItemKind.TEXT: 45, ItemKind.RANK: 30, ItemKind.CHOICES: 20}
USUAL_SECONDS = 11
NOT_DRAFTED = ("schema", "code", "slug", "version", "minutes")
LISTED = re.compile(r"(?:\d{1,3}[.)]|[-–—*•·])(?:\s+|$)")  # the signs of a list that was pasted along
KEPT_UNSEEN = "\n\u200c\u200d"  # joiners belong to letters and emoji


class AnswerScale(StrEnum):
    """What pasted lines are answered with."""

    AGREEMENT = "agreement"
    FREQUENCY = "frequency"
    GRADE = "grade"
    YES_NO = "yes_no"
    OPEN = "open"


def _said(nl: str, en: str) -> Draft:
    return {NL: nl, EN: en}


def _points(labels: Sequence[Draft], start: int = 1) -> list[Draft]:
    return [{"value": start + at, "label": label} for at, label in enumerate(labels)]


GRADES = [_said(str(grade), str(grade)) for grade in range(1, 10)]
RESPONSES: dict[str, list[Draft]] = {
    AnswerScale.AGREEMENT: _points([
        _said("Helemaal niet waar", "Not true at all"), _said("Meestal niet waar", "Mostly not true"),
        _said("Soms wel, soms niet", "Sometimes true, sometimes not"), _said("Meestal waar", "Mostly true"),
        _said("Helemaal waar", "Completely true"),
    ]),
    AnswerScale.FREQUENCY: _points([
        _said("Nooit", "Never"), _said("Zelden", "Seldom"), _said("Soms", "Sometimes"), _said("Vaak", "Often"),
        _said("Altijd", "Always"),
    ]),
    AnswerScale.GRADE: _points([
        _said("0: kan niet slechter", "0: could not be worse"), *GRADES,
        _said("10: kan niet beter", "10: could not be better"),
    ], 0),
}  # fmt: skip
YES_NO = [
    {"key": "yes", "name": _said("Ja", "Yes")},
    {"key": "no", "name": _said("Nee", "No")},
    {"key": "unknown", "name": _said("Weet ik niet", "I do not know")},
]


class BadLines(ValueError):
    """Lines from which no items can be made; each of `sentences` says why."""

    def __init__(self, sentences: Sequence[str]) -> None:
        super().__init__(" ".join(sentences))
        self.sentences = tuple(sentences)


def clean(text: str) -> str:
    """Return words without signs that nobody sees, and with single spaces; new lines stay."""
    seen = "".join(
        sign if sign in KEPT_UNSEEN or unicodedata.category(sign)[0] != "C" else " " if sign == "\t" else ""
        for sign in text.replace("\r\n", "\n").replace("\r", "\n")
    )
    return "\n".join(" ".join(line.split()) for line in seen.split("\n")).strip()


def blank(name: str, owner: str, *, ours: bool) -> Draft:
    """Return the beginning of an instrument: a name, who it is for, and one page without items."""
    uses = [Use.TEAM, Use.ORGANISATION] if ours else [Use.TEAM]
    return {
        "name": _said(name, ""),
        "purpose": _said(f"Vragen van {owner}.", f"Questions of {owner}."),
        "intro": _said(
            "Er zijn geen goede of foute antwoorden. Wat je wilt overslaan, sla je over.",
            "There are no right or wrong answers. Skip what you wish to skip.",
        ),
        "licence": Licence.OWN.value,
        "sources": [owner],
        "uses": [use.value for use in uses],
        "modes": [Mode.ANONYMOUS.value],
        "pages": [page(1)],
    }


def page(number: int) -> Draft:
    """Return an empty page."""
    title = (
        _said("Vragen", "Questions") if number == 1 else _said(f"Vragen, deel {number}", f"Questions, part {number}")
    )
    return {"title": title, "items": []}


def of(instrument: Instrument) -> Draft:
    """Return the draft that a finished instrument makes."""
    draft: Draft = plain(instrument)
    for name in NOT_DRAFTED:
        draft.pop(name, None)
    return draft


def items_of(draft: Draft) -> Iterator[Draft]:
    """Yield all items, in the order in which they are asked."""
    return (item for one in draft["pages"] for item in one["items"])


def filled(draft: Draft) -> list[Draft]:
    """Return the pages with items on them; the first one when there is no item yet."""
    return [page for page in draft["pages"] if page["items"]] or draft["pages"][:1]


def keys_of(draft: Draft) -> set[str]:
    """Return the keys of items and scales: one name means one thing."""
    return {item["key"] for item in items_of(draft)} | {scale["key"] for scale in draft.get("scales") or []}


def free_key(stem: str, taken: Collection[str]) -> str:
    """Return the first key with this stem that was never used here."""
    return next(key for key in (f"{stem}{number}" for number in range(1, 100_000)) if key not in taken)


def put_lines(draft: Draft, text: str, answers: AnswerScale, taken: Collection[str]) -> list[str]:
    """Make an item of each line, at the end of the last page. Returns their keys. Raises BadLines."""
    lines = lines_of(text, [item["text"][NL] for item in items_of(draft) if item.get("text")])
    if len(lines) + sum(1 for _item in items_of(draft)) > MOST_LINES:
        raise BadLines([_too_many(len(lines))])
    if answers in RESPONSES:
        use_response(draft, answers)
    known, keys = {*taken, *keys_of(draft)}, []
    for line in lines:
        key = free_key("q", known)
        known.add(key)
        keys.append(key)
        draft["pages"][-1]["items"].append({"key": key, "text": _said(line, ""), **_answered(answers)})
    return keys


def _answered(answers: AnswerScale) -> Draft:
    if answers in RESPONSES:
        return {"kind": ItemKind.SCALE.value, "answers": answers.value}
    if answers is AnswerScale.YES_NO:
        return {"kind": ItemKind.CHOICE.value, "options": [{**option} for option in YES_NO]}
    return {"kind": ItemKind.TEXT.value}


def use_response(draft: Draft, answers: str) -> None:
    """Put one of the ready response scales in the draft, unless it has it."""
    known = draft.setdefault("responses", [])
    if answers in RESPONSES and answers not in {response["key"] for response in known}:
        known.append({"key": str(answers), "points": [{**point} for point in RESPONSES[answers]]})


def lines_of(text: str, before: Sequence[str] = ()) -> list[str]:
    """Return the lines that say something, without the signs of a list. Raises BadLines: none, too many, the same one
    twice, or one too long to be read in one go.
    """
    numbered = [(at, LISTED.sub("", line, count=1)) for at, line in enumerate(clean(text).split("\n"), start=1)]
    found = [(at, line) for at, line in numbered if line]
    if not found:
        raise BadLines([_("Write at least one question.")])
    if len(found) > MOST_LINES:
        raise BadLines([_too_many(len(found))])
    wrong, seen = [], {line.casefold(): 0 for line in before}
    for at, line in found:
        first = seen.setdefault(line.casefold(), at)
        if first == 0:
            wrong.append(_("Line %(line)d stands in the list already.") % {"line": at})
        elif first != at:
            wrong.append(_("Lines %(first)d and %(line)d are the same.") % {"first": first, "line": at})
        if len(line) > LONGEST_ITEM:
            known = {"line": at, "most": LONGEST_ITEM}
            wrong.append(_("Line %(line)d is not read in one go. Write %(most)d characters at most.") % known)
    if wrong:
        raise BadLines(wrong)
    return [line for _at, line in found]


def _too_many(count: int) -> str:
    words = {"count": count, "most": MOST_LINES}
    return _("These are %(count)d questions. Nobody lasts through that many: ask %(most)d at most.") % words


def fitting(item: Mapping[str, Any]) -> Draft:
    """Return an item with only what its kind knows, and without what is empty."""
    kind = ItemKind(item["kind"])
    return {
        name: value
        for name, value in item.items()
        if value not in (None, "", [], {}, False) and kind in BELONGS.get(name, {kind})
    }


def minutes_of(draft: Draft) -> int:
    """Return how long answering takes, from what is asked."""
    seconds = sum(SECONDS.get(ItemKind(item["kind"]), USUAL_SECONDS) for item in items_of(draft))
    return min(max(1, round(seconds / 60)), 120)


def file_of(draft: Draft, *, code: str, version: int) -> str:
    """Return the file that this draft gives now, complete or not."""
    own = {"schema": SCHEMA, "code": code, "slug": code.lower(), "version": version}
    return write({**own, **_complete({**draft, "pages": filled(draft)}), "minutes": minutes_of(draft)})


def read(draft: Draft, *, code: str, version: int = 1) -> Instrument | list[Problem]:
    """Return the instrument of this draft, or what is still wrong with it."""
    return instruments.load(file_of(draft, code=code, version=version), file=code)


def untranslated(draft: Any) -> int:
    """Return how many texts have no English of their own yet."""
    if isinstance(draft, Mapping):
        if NL in draft:
            return int(bool(draft[NL]) and not draft.get(EN))
        return sum(untranslated(value) for value in draft.values())
    return sum(untranslated(value) for value in draft) if isinstance(draft, list) else 0


def _complete(value: Any) -> Any:
    """Leave out what is empty, and let English that is not there be the Dutch."""
    if isinstance(value, Mapping):
        if NL in value:
            return {NL: value[NL], EN: value.get(EN) or value[NL]} if value[NL] else None
        kept = {name: _complete(content) for name, content in value.items()}
        return {name: content for name, content in kept.items() if content not in (None, "", [], {})}
    if isinstance(value, list):
        return [item for item in map(_complete, value) if item not in (None, "", {})]
    return value
