"""What is agreed, as lines: who does what, by when. Kept as one text, so that it is encrypted whole."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from drieslag.development.talks.enums import Who


@dataclass(frozen=True, slots=True)
class Line:
    """One agreement. `by_when` may stay open."""

    who: Who
    what: str
    by_when: date | None = None


def to_text(lines: Iterable[Line]) -> str:
    """Return the lines as they are kept."""
    return json.dumps(
        [[line.who.value, line.what, line.by_when.isoformat() if line.by_when else ""] for line in lines],
        ensure_ascii=False,
    )


def from_text(text: str) -> tuple[Line, ...]:
    """Return the lines that were kept."""
    return tuple(Line(Who(who), what, date.fromisoformat(on) if on else None) for who, what, on in json.loads(text))
