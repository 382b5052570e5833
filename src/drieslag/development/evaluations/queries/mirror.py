"""The latest mirror beside the own view: figures of people together, as the mirror itself shows them.

Nothing is read that the mirror does not show its subject, and what a leader answered by name stays on its own page,
where each look is written down.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import get_language

from drieslag.kernel.instrument import NUMERIC
from drieslag.people.models import Person
from drieslag.surveys.enums import About, RoundState
from drieslag.surveys.figures import item_bounds, scale_bounds
from drieslag.surveys.queries import mirror


@dataclass(frozen=True, slots=True)
class Line:
    """One theme of the mirror: the own figure and that of others together. None is not filled in, or not shown."""

    name: str
    own: float | None
    others: float | None
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Beside:
    """A closed mirror in a few lines."""

    key: UUID
    closed_at: datetime
    lines: tuple[Line, ...]


def beside(person: Person) -> Beside | None:
    """Return the latest mirror of one's own work that is closed, if there is one."""
    closed = next((row for row in mirror.mine(person) if row.state == RoundState.CLOSED), None)
    if closed is None:
        return None
    seen = mirror.look_into(person, closed.pk)
    return Beside(closed.pk, closed.closes_at, tuple(_lines(seen)))


def _lines(seen: mirror.Mirror) -> Iterator[Line]:
    instrument, language = seen.instrument, get_language() or ""
    for scale in instrument.scales:
        bounds = scale_bounds(instrument, scale)
        yield _line(seen, About.SCALE, scale.key, scale.name.get(language), bounds)
    if not instrument.scales:
        for item in instrument.items:
            if item.kind in NUMERIC:
                bounds = item_bounds(instrument, item)
                yield _line(seen, About.ITEM, item.key, item.text.get(language), bounds)


def _line(seen: mirror.Mirror, about: About, key: str, name: str, bounds: tuple[float, float]) -> Line:
    own: object = None
    if seen.own:
        own = seen.own.scores.get(key) if about == About.SCALE else seen.own.answers.get(key)
    together = seen.whole or (seen.columns[0] if seen.columns else None)
    record = together.records.get((about, key)) if together else None
    others = record.mean if record and not record.withheld else None
    mine = float(own) if isinstance(own, int | float) and not isinstance(own, bool) else None
    return Line(name, mine, others, *bounds)
