"""A draft: the content of a format's file while it is being written, with gaps, and what is still wrong with it.

A draft has the shape of the file. Dutch comes first: English that is not there yet is taken from the Dutch.
"""

from collections.abc import Mapping
from typing import Any

from drieslag.kernel.format import Format
from drieslag.library import formats
from drieslag.library.problems import Problem

type Draft = dict[str, Any]

NL, EN = "nl", "en"
FACILITATOR: Draft = {
    "key": "facilitator",
    "name": {NL: "Begeleider", EN: "Facilitator"},
    "task": {NL: "Leidt ons door de stappen en let op de tijd.", EN: "Takes us through the steps and keeps time."},
    "rotates": True,
}


def blank(name: str) -> Draft:
    """Return the beginning of a format: a name, somebody who leads, and no step yet."""
    return {
        "name": {NL: name, EN: ""},
        "purpose": {NL: "", EN: ""},
        "origin": {"kind": "field", "field": {NL: "", EN: ""}},
        "group_min": 3,
        "group_max": 12,
        "roles": [FACILITATOR],
        "steps": [],
    }


def of(format_: Format) -> Draft:
    """Return the draft that a finished format makes."""
    content = formats.content(format_)
    for name in ("schema", "code", "slug", "version", "minutes"):
        content.pop(name, None)
    return content


def file_of(draft: Draft, *, code: str, version: int) -> str:
    """Return the file that this draft gives now, complete or not."""
    known = _complete(draft)
    own = {"code": code, "slug": code.lower(), "version": version}
    minutes = sum(step.get("minutes") or 0 for step in draft.get("steps") or [])
    return formats.write({**own, **known, "minutes": minutes or 1})


def read(draft: Draft, *, code: str, version: int = 1) -> Format | list[Problem]:
    """Return the format of this draft, or what is still wrong with it."""
    return formats.load(file_of(draft, code=code, version=version), file=code)


def untranslated(draft: Any) -> int:
    """Return how many texts have no English of their own yet."""
    if isinstance(draft, Mapping):
        if NL in draft:
            return int(bool(draft[NL]) and draft.get(EN, "") in {"", draft[NL]})
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
