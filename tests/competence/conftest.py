"""Reasons and pages are compared as they stand in the code, in English."""

from collections.abc import Iterator

import pytest
from django.conf import LazySettings
from django.utils import translation


@pytest.fixture(autouse=True)
def _english(settings: LazySettings) -> Iterator[None]:
    settings.LANGUAGE_CODE = "en"
    settings.MIDDLEWARE = [each for each in settings.MIDDLEWARE if "whitenoise" not in each]
    with translation.override("en"):
        yield
