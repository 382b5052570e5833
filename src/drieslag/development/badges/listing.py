"""The signed list as it is given to whoever asks: signed once, and given again until what it tells changes."""

import hashlib
import json
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.core.cache import cache

from drieslag.core import clock
from drieslag.development.badges import addresses, signing
from drieslag.development.badges.signing import Signer

KEPT = 24 * 60 * 60  # a list is good for seven days (signing.LIST_DAYS), so one of today is never near its end


@dataclass(frozen=True, slots=True)
class Listed:
    """The signed list, and a mark of what it tells: the same mark tells the same."""

    mark: str
    signed: dict[str, Any]


def listed(organisation: UUID, signer: Signer, revoked: Collection[int]) -> Listed:
    """Return the list of today, signed when it is not yet. What it tells (which places, with which key, where) is in
    its mark, so that one of before a revocation is never given after it.
    """
    told = [
        str(organisation), addresses.key_id(signer.slug, signer.number), addresses.status(signer.slug),
        clock.today().isoformat(), sorted(revoked),
    ]  # fmt: skip
    mark = hashlib.sha256(json.dumps(told).encode()).hexdigest()
    key = f"badge-list:{mark}"
    signed = cache.get(key)
    if signed is None:
        signed = signing.sign_list(signer, revoked)
        cache.set(key, signed, KEPT)
    return Listed(mark, signed)
