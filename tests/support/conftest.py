"""Reasons and pages are compared as they stand in the code, in English."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from drieslag.core import clock
from tests.support.english import _english, _english_pages

__all__ = ["_english", "_english_pages"]  # fixtures


NOW = datetime(2026, 11, 24, 9, 50, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _now() -> Iterator[None]:
    with clock.frozen(NOW):
        yield
