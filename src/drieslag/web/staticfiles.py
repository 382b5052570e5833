"""Static files straight from the package, with a hash in the address so that browsers may keep them."""

import hashlib
from functools import lru_cache
from pathlib import Path

from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import StaticFilesStorage


@lru_cache(maxsize=512)
def _stamp(name: str) -> str:
    path = finders.find(name)
    return hashlib.sha256(Path(path).read_bytes()).hexdigest()[:12] if path else ""


class HashedStorage(StaticFilesStorage):
    """Adds `?v=` and the first digits of the content's hash."""

    def url(self, name: str | None) -> str:
        plain = super().url(name)
        stamp = _stamp(name) if name else ""
        return f"{plain}?v={stamp}" if stamp else plain
