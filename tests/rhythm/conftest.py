"""Reasons and pages are compared as they stand in the code, in English; files come as they are."""

from collections.abc import Iterator

import pytest

from drieslag.core import clock
from tests.rhythm.making import NOW
from tests.support.english import _english, _english_pages

__all__ = ["_english", "_english_pages"]  # fixtures


@pytest.fixture(autouse=True)
def _now() -> Iterator[None]:
    with clock.frozen(NOW):
        yield
