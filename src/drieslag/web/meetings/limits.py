"""A limit on guessing join codes, by a keyed hash of the address that is forgotten after five minutes."""

import hashlib
import hmac

from django.conf import settings
from django.core.cache import cache

from drieslag.web.requests import Request

WINDOW = 5 * 60
MOST_TRIES = 20


def too_many_tries(request: Request, cost: int = 1) -> bool:
    """Count a try from this address and return whether it were too many."""
    address = request.META.get("REMOTE_ADDR", "")
    key = "join:" + hmac.new(settings.SECRET_KEY.encode(), address.encode(), hashlib.sha256).hexdigest()[:32]
    tries = int(cache.get(key, 0)) + cost
    if cost:
        cache.set(key, tries, WINDOW)
    return tries > MOST_TRIES
