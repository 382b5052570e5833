"""Static files straight from the package, with a hash in the address so that browsers may keep them."""

import hashlib
from functools import cached_property
from pathlib import Path

from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import StaticFilesStorage


def _stamp(name: str) -> str:
    path = finders.find(name)
    return hashlib.sha256(Path(path).read_bytes()).hexdigest()[:12] if path else ""


class HashedStorage(StaticFilesStorage):
    """Adds `?v=` and the first digits of the content's hash. Every page asks for the same few addresses, so each is
    made once.
    """

    @cached_property
    def _made(self) -> dict[str, str]:
        return {}

    def url(self, name: str | None) -> str:
        if not name:
            return super().url(name)
        if name not in self._made:
            stamp = _stamp(name)
            self._made[name] = super().url(name) + (f"?v={stamp}" if stamp else "")
        return self._made[name]
