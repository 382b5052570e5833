"""Writing the journal, in the transaction that made it so."""

import re
from collections.abc import Mapping
from datetime import datetime, timedelta
from uuid import UUID

from drieslag.core import clock, tenancy
from drieslag.journal.models import Actor, Statement
from drieslag.journal.verbs import Verb

type Value = str | int | bool | UUID | None

_KEY = re.compile(r"[a-z0-9_.:-]{0,60}", re.IGNORECASE)
ACTORS_KEPT = timedelta(days=2 * 365)


def actor_key(person: UUID) -> UUID:
    """Return the pseudonymous key of this person here, made at first use."""
    organisation_id = tenancy.entered()
    actor, _ = Actor.objects.get_or_create(organisation_id=organisation_id, person=person)
    return actor.key


def record(
    *,
    verb: Verb,
    object_kind: str,
    object_id: UUID,
    by: UUID | None,
    place: UUID | None = None,
    context: Mapping[str, Value] | None = None,
) -> Statement:
    """Write one statement. `by` is a person's key or None; `context` holds keys and enumerated values only.

    Raises ValueError for a value that looks like text: the journal never holds any.
    """
    plain = {key: _plain(value) for key, value in (context or {}).items()}
    return Statement.objects.create(
        organisation_id=tenancy.entered(),
        at=clock.now(),
        actor=actor_key(by) if by else None,
        verb=verb,
        object_kind=object_kind,
        object_id=object_id,
        place=place,
        context=plain,
    )


def _plain(value: Value) -> str | int | bool | None:
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, str) and not _KEY.fullmatch(value):
        raise ValueError("a statement holds keys and enumerated values, never text")
    return value


def forget(*, person: UUID) -> int:
    """Make every statement of this person actorless and drop the key. Returns how many statements changed."""
    actor = Actor.objects.filter(person=person).first()
    if actor is None:
        return 0
    changed = Statement.objects.filter(actor=actor.key).update(actor=None)
    actor.delete()
    return changed


def forget_old(*, before: datetime | None = None) -> int:
    """Make statements older than two years actorless."""
    return Statement.objects.filter(actor__isnull=False, at__lt=before or clock.now() - ACTORS_KEPT).update(actor=None)
