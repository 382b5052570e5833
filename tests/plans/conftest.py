"""Reasons are compared as they stand in the code, in English, on a fixed day."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from django.conf import LazySettings
from django.utils import translation

from drieslag.core import clock

NOW = datetime(2026, 11, 18, 9, 0, tzinfo=UTC)  # a Wednesday


@pytest.fixture(autouse=True)
def _english(settings: LazySettings) -> Iterator[None]:
    settings.LANGUAGE_CODE = "en"
    settings.MIDDLEWARE = [each for each in settings.MIDDLEWARE if "whitenoise" not in each]
    with translation.override("en"):
        yield


@pytest.fixture(autouse=True)
def now() -> Iterator[datetime]:
    """Let it be the same moment in each test."""
    with clock.frozen(NOW):
        yield NOW
