"""Making and opening doors: secrets that lead to an organisation (trust.md, Tenancy)."""

import hashlib
import secrets
from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Model, Q
from django.utils.translation import gettext as _

from drieslag.core import clock
from drieslag.core.models import Door, DoorKind
from drieslag.core.verdict import NotFound, Refused

# No 0 O 1 I L 2 Z 5 S 8 B U V: what is read aloud across a room must not be mistaken.
JOIN_ALPHABET = "ACDEFGHJKMNPQRTWXY34679"

CODE_TRIES = 5
PAPER = 16  # signs of a code on paper: 72 bits, which nobody guesses and a hand can type
GROUP = 4


def _hashed(secret: str) -> bytes:
    return hashlib.sha256(secret.encode()).digest()


def join_code() -> str:
    """Return six random characters without look-alikes."""
    return "".join(secrets.choice(JOIN_ALPHABET) for _ in range(6))


def with_free_code[Made: Model](make: Callable[[str], Made]) -> Made:
    """Save what `make` makes of a random code; of another one as long as somebody has that code. Raises Refused."""
    for _attempt in range(CODE_TRIES):
        made = make(join_code())
        try:
            with transaction.atomic():
                made.save(force_insert=True)
        except IntegrityError:
            continue
        return made
    raise Refused(_("No free code was found. Try again."))


def in_groups(code: str) -> str:
    """Return a long code as it is printed, in groups of four."""
    return " ".join(code[place : place + GROUP] for place in range(0, len(code), GROUP))


def normal(code: str) -> str:
    """Return a code as it was typed, without spaces and dashes and in capitals."""
    return "".join(c for c in code.upper() if c.isalnum())


def make_door(
    *,
    kind: DoorKind,
    secret: str,
    organisation_id: UUID | None,
    target: UUID | None = None,
    opens_at: datetime | None = None,
    expires_at: datetime | None = None,
) -> Door:
    """Keep the hash of `secret` as a door. Raises IntegrityError when this kind has that secret already."""
    return Door.objects.create(
        kind=kind,
        secret_hash=_hashed(secret),
        organisation_id=organisation_id,
        target=target,
        opens_at=opens_at,
        expires_at=expires_at,
    )


def make_secret(
    kind: DoorKind, *, organisation_id: UUID | None, target: UUID | None = None, expires_at: datetime | None = None
) -> str:
    """Make a door with a fresh long secret and return the secret: it is shown once and kept nowhere."""
    secret = secrets.token_urlsafe(24)
    make_door(kind=kind, secret=secret, organisation_id=organisation_id, target=target, expires_at=expires_at)
    return secret


def make_paper_code(kind: DoorKind, *, organisation_id: UUID, target: UUID) -> str:
    """Make a door with a fresh code that can be typed from paper, and return it: it is shown once and kept nowhere."""
    code = "".join(secrets.choice(JOIN_ALPHABET) for _ in range(PAPER))
    make_door(kind=kind, secret=code, organisation_id=organisation_id, target=target)
    return code


def open_door(*, kind: DoorKind, secret: str) -> Door | None:
    """Return the door that this secret opens now, or None: wrong, too early and expired look the same."""
    at = clock.now()
    return Door.objects.filter(
        Q(opens_at=None) | Q(opens_at__lte=at),
        Q(expires_at=None) | Q(expires_at__gt=at),
        kind=kind,
        secret_hash=_hashed(secret),
    ).first()


def use_up(door: Door) -> None:
    """Remove a door that opens once. Raises NotFound for whoever comes second."""
    if not Door.objects.filter(pk=door.pk).delete()[0]:
        raise NotFound


def close_doors(target: UUID) -> None:
    """Remove every door to this target."""
    Door.objects.filter(target=target).delete()
