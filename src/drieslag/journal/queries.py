"""Reading the journal: what happened here since. Statements by actor are read by that person alone."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from drieslag.journal.models import Actor, Statement
from drieslag.journal.verbs import Verb


@dataclass(frozen=True)
class Happening:
    """One statement as others may read it: without its actor."""

    seq: int
    at: datetime
    verb: Verb
    object_kind: str
    object_id: UUID
    context: dict[str, str | int | bool | None]


def _happening(row: Statement) -> Happening:
    return Happening(row.seq, row.at, Verb(row.verb), row.object_kind, row.object_id, row.context)


def since(*, place: UUID, seq: int = 0, limit: int = 200) -> list[Happening]:
    """Return what happened in this team, thread or meeting after statement `seq`, oldest first."""
    rows = Statement.objects.filter(place=place, seq__gt=seq).order_by("seq")[:limit]
    return [_happening(row) for row in rows]


def of(*, object_id: UUID) -> list[Happening]:
    """Return everything that one thing went through, oldest first."""
    return [_happening(row) for row in Statement.objects.filter(object_id=object_id).order_by("seq")]


def own(*, person: UUID) -> list[Happening]:
    """Return a person's own statements, for that person alone."""
    actor = Actor.objects.filter(person=person).first()
    if actor is None:
        return []
    return [_happening(row) for row in Statement.objects.filter(actor=actor.key).order_by("seq")]
