"""Pages are compared as they stand in the code, in English; files come as they are."""

import pytest
from django.conf import LazySettings


@pytest.fixture(autouse=True)
def _english(settings: LazySettings) -> None:
    settings.LANGUAGE_CODE = "en"
    settings.MIDDLEWARE = [each for each in settings.MIDDLEWARE if "whitenoise" not in each]
