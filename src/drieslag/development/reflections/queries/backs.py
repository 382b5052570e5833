"""Reading look backs: the notes of a week or a quarter, what comes back in them, and what its owner kept of that."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from drieslag.core.verdict import NotFound
from drieslag.development.reflections import looking
from drieslag.development.reflections.enums import Span
from drieslag.development.reflections.models import LookBack, Reflection
from drieslag.development.reflections.queries.notes import between
from drieslag.kernel import patterns as kernel
from drieslag.kernel.prompting import Occasion
from drieslag.people.models import Person

LISTED: Final = 40


@dataclass(frozen=True)
class Looked:
    """A week or a quarter of one's own notes. `proposed` leaves out what was kept or put away."""

    span: Span
    begins_on: date
    ends_on: date
    notes: tuple[Reflection, ...]
    proposed: tuple[kernel.Pattern, ...]
    said: looking.Said
    key: UUID | None

    @property
    def is_enough(self) -> bool:
        """Whether there are enough notes to say anything of what comes back."""
        return len(self.notes) >= kernel.LEAST_NOTES


def look(person: Person, span: Span, day: date) -> Looked:
    """Return the week or quarter in which a day lies (two queries)."""
    begins_on = looking.begin_of(span, day)
    ends_on = looking.end_of(span, begins_on)
    rows = between(person, looking.before(span, begins_on), ends_on)
    kept = LookBack.objects.filter(owner=person.pk, span=span, begins_on=begins_on).first()
    said = looking.Said.from_text(kept.said) if kept else looking.Said()
    notes = tuple(row for row in rows if row.written_on >= begins_on)
    earlier = [row for row in rows if row.written_on < begins_on]
    known = {*said.away, *(key for key, _words in said.kept)}
    found = kernel.patterns(_counted(notes), _counted(earlier))
    proposed = tuple(one for one in found if one.key not in known)
    return Looked(span, begins_on, ends_on, notes, proposed, said, kept.pk if kept else None)


def _counted(rows: Iterable[Reflection]) -> list[kernel.Note]:
    """A quiet moment is no occasion: it would come back in most notes, and say nothing."""
    return [
        kernel.Note(
            row.written_on,
            frozenset(marks.tags),
            "" if marks.occasion is Occasion.QUIET else marks.occasion,
            str(marks.goal or ""),
        )
        for row in rows
        if (marks := row.marks)
    ]


def backs(person: Person) -> list[LookBack]:
    """Return the look backs of which something was kept, the latest first (one query)."""
    return list(LookBack.objects.filter(owner=person.pk).order_by("-begins_on", "span")[:LISTED])


def get_back(person: Person, key: UUID) -> LookBack:
    """Return one's own look back. Raises NotFound for everybody else."""
    found = LookBack.objects.filter(owner=person.pk, pk=key).first()
    if found is None:
        raise NotFound
    return found


def step(looked: Looked, by: int) -> date:
    """Return a day in the week or quarter before (-1) or after (1) it."""
    return looked.ends_on + timedelta(days=1) if by > 0 else looked.begins_on - timedelta(days=1)
