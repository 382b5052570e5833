"""Fixtures for whoever compares sentences and pages as they stand in the code, in English; a folder's conftest takes
them in.
"""

from collections.abc import Iterator

import pytest
from django.utils import translation
from pytest_django import Settings


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    """What an action or a presenter says is English."""
    with translation.override("en"):
        yield


@pytest.fixture(autouse=True)
def _english_pages(settings: Settings) -> None:
    """Pages and mails are English; files come as they are, without those of the server."""
    settings.LANGUAGE_CODE = "en"
    settings.MIDDLEWARE = [each for each in settings.MIDDLEWARE if "whitenoise" not in each]
