"""A limit on guessing join codes, by address (hashed under a key, core.counting), forgotten after five minutes.

Only codes that open nothing count: a whole team that joins from one building shares one address.
"""

from django.core.cache import cache

from drieslag.web.requests import Request, address_of

WINDOW = 5 * 60
MOST_TRIES = 20


def too_many_tries(request: Request) -> bool:
    """Return whether too many wrong codes came from this address."""
    return int(cache.get(_key(request), 0)) >= MOST_TRIES


def count_wrong(request: Request) -> None:
    """Count a code that opened nothing."""
    cache.set(_key(request), int(cache.get(_key(request), 0)) + 1, WINDOW)


def _key(request: Request) -> str:
    return f"join:{address_of(request)}"
