"""A key folder of its own for each test."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.utils import translation
from pytest_django import Settings

from drieslag.privacy import keys
from drieslag.privacy.anonymous import holders
from drieslag.privacy.anonymous.enums import Purpose
from tests.factories.world import World
from tests.privacy.anonymous.people import Circle


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    """Sentences are compared as they stand in the code."""
    with translation.override("en"):
        yield


@pytest.fixture
def key_folder(settings: Settings, tmp_path: Path) -> Path:
    settings.DRIESLAG_KEYS = tmp_path / "keys"
    keys.ensure()
    return tmp_path / "keys" / "anonymous"


@pytest.fixture
def circle(world: World, key_folder: Path) -> Iterator[Circle]:
    """Six people who may take part in the anonymous steps of one meeting."""
    rules, recalls = dict(holders._rules), dict(holders._recalls)
    yield Circle(Purpose.STEP)
    holders._rules.clear()
    holders._rules.update(rules)
    holders._recalls.clear()
    holders._recalls.update(recalls)
