"""Reasons and pages are compared as they stand in the code, in English; files come as they are."""

from collections.abc import Iterator

import pytest
from django.conf import LazySettings
from django.utils import translation

from drieslag.core import clock
from tests.rhythm.making import NOW


@pytest.fixture(autouse=True)
def _english(settings: LazySettings) -> Iterator[None]:
    settings.LANGUAGE_CODE = "en"
    settings.MIDDLEWARE = [each for each in settings.MIDDLEWARE if "whitenoise" not in each]
    with translation.override("en"):
        yield


@pytest.fixture(autouse=True)
def _now() -> Iterator[None]:
    with clock.frozen(NOW):
        yield
