"""Reasons are compared as they stand in the code, in English, on a fixed day."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from drieslag.core import clock
from tests.support.english import _english, _english_pages

__all__ = ["_english", "_english_pages"]  # fixtures


NOW = datetime(2026, 11, 18, 9, 0, tzinfo=UTC)  # a Wednesday


@pytest.fixture(autouse=True)
def now() -> Iterator[datetime]:
    """Let it be the same moment in each test."""
    with clock.frozen(NOW):
        yield NOW
