"""Reading about rounds and boxes: what a page needs to offer anonymity, and never a slip or a holder."""

from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache
from uuid import UUID

from django.db import connection

from drieslag.core import clock
from drieslag.core.verdict import NotFound
from drieslag.privacy.anonymous import keyfolder
from drieslag.privacy.anonymous.crypto import EXPONENT, PublicKey
from drieslag.privacy.anonymous.enums import BoxState, Purpose, RoundState
from drieslag.privacy.anonymous.holders import may_hold, scopes_of_holder
from drieslag.privacy.anonymous.models import Box, Issue, Ready, Round, Slip
from drieslag.privacy.anonymous.tokens import to_text


@dataclass(frozen=True)
class RoundCard:
    """What a browser needs to fetch a token, and a person to compare the key with the one in the invitation."""

    id: UUID
    modulus: str
    exponent: int
    fingerprint: str


def key_of(found: Round) -> PublicKey:
    """Return the public key of a round."""
    return PublicKey(int.from_bytes(bytes(found.modulus)), EXPONENT)


def get_round(key: UUID) -> Round:
    """Return a round of this organisation. Raises NotFound."""
    found = Round.objects.filter(pk=key).first()
    if found is None:
        raise NotFound
    return found


def get_box(key: UUID) -> Box:
    """Return a box of this organisation. Raises NotFound."""
    found = Box.objects.filter(pk=key).first()
    if found is None:
        raise NotFound
    return found


def open_rounds(scopes: list[UUID]) -> list[Round]:
    """Return the rounds that give tokens for any of these scopes, in an order that does not change."""
    return list(Round.objects.filter(scope__in=scopes, state=RoundState.OPEN).order_by("pk"))


def cards_for(holder: UUID, scopes: list[UUID]) -> list[RoundCard]:
    """Return what this holder's browser may fetch tokens for; whether it did is not asked, and not told."""
    here = set(scopes)
    with connection.cursor() as cursor:
        # Every page asks this: in plain SQL, for what building a query costs.
        cursor.execute(_offered(), {"scopes": scopes, "holder": holder, "now": clock.now()})
        # What a part's own query offered need not be asked again, one round after another.
        return [
            RoundCard(key, to_text(bytes(modulus)), EXPONENT, fingerprint)
            for key, purpose, scope, modulus, fingerprint in cursor.fetchall()
            if scope not in here or may_hold(purpose, holder, scope)
        ]


@lru_cache(maxsize=1)
def _offered() -> str:
    """Return the query for open rounds; the parts have named their scopes before the first page."""
    return (
        "select id, purpose, scope, modulus, fingerprint from privacy_round"  # noqa: S608 — of constants alone
        f" where state = '{RoundState.OPEN.value}' and (scope = any(%(scopes)s){scopes_of_holder()}) order by id"
    )


def card(found: Round) -> RoundCard:
    """Return the card of a round."""
    return RoundCard(found.pk, to_text(bytes(found.modulus)), EXPONENT, found.fingerprint)


def shut_box(purpose: Purpose, scope: UUID, part: str = "") -> Box | None:
    """Return the box that takes slips for this step, jar or group now."""
    return Box.objects.filter(purpose=purpose, scope=scope, part=part, state=BoxState.SHUT).first()


@dataclass(frozen=True)
class WayIn:
    """The keys by which one answer is handed in, and the fingerprint that a page shows."""

    round: Round
    box: Box


def count_ready(box: Box) -> int:
    """Return how many are ready: a number, for the facilitator too."""
    return Ready.objects.filter(box=box).count()


def count_tokens(box: Box) -> int:
    """Return how many tokens were given for the box's scope."""
    return Issue.objects.filter(round__purpose=box.purpose, round__scope=box.scope).count()


def is_lost(found: Round) -> bool:
    """Say whether an open round has no key any more, so that it must be asked again."""
    return found.state != RoundState.CLOSED and not keyfolder.is_there(keyfolder.SIGN, found.pk)


def any_lost(purpose: Purpose, scopes: Collection[UUID]) -> bool:
    """Say whether a key of any of these is gone while it is needed, so that all of it must be asked again. No token is
    signed any more while a round closes.
    """
    rounds = Round.objects.filter(purpose=purpose, scope__in=scopes, state=RoundState.OPEN)
    boxes = Box.objects.filter(purpose=purpose, scope__in=scopes, state=BoxState.SHUT)
    return not all(keyfolder.is_there(keyfolder.SIGN, key) for key in rounds.values_list("pk", flat=True)) or not all(
        keyfolder.is_there(keyfolder.SEAL, key) for key in boxes.values_list("pk", flat=True)
    )


def has_slips(box: Box, minimum: int) -> bool:
    """Say whether at least so many slips lie in the box: all that may be told of it while it is shut."""
    return Slip.objects.filter(box=box)[:minimum].count() >= minimum
