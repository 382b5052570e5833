"""Sentences are compared as they stand in the code, in English; the questionnaire and the keys are those of the rounds'
own tests.
"""

from collections.abc import Iterator

import pytest
from django.conf import LazySettings
from django.utils import translation

from tests.surveys.conftest import _keys_made_before, _now, key_folder, questionnaire

__all__ = ["_keys_made_before", "_now", "key_folder", "questionnaire"]  # fixtures


@pytest.fixture(autouse=True)
def _english(settings: LazySettings) -> Iterator[None]:
    settings.LANGUAGE_CODE = "en"
    settings.MIDDLEWARE = [each for each in settings.MIDDLEWARE if "whitenoise" not in each]
    with translation.override("en"):
        yield
