"""Counters against guessing begin anew for each attack."""

from collections.abc import Iterator

import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def forgotten() -> Iterator[None]:
    """Forget who tried what."""
    cache.clear()
    yield
    cache.clear()
