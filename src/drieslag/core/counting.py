"""Counters against guessing live in the cache; what they count by (an address, a mail) may not be read back from it."""

import hashlib
import hmac

from django.conf import settings


def keyed(key: str, key_prefix: str, version: int) -> str:
    """Return the name under which the cache keeps something: without the installation's key nobody can try out which
    address or mail belongs to it.
    """
    said = f"{key_prefix}:{version}:{key}".encode()
    return hmac.new(settings.SECRET_KEY.encode(), said, hashlib.sha256).hexdigest()
