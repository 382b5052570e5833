"""Sentences are compared as they stand in the code, in English; each test has a key folder of its own."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_django import Settings

from drieslag.core import clock
from drieslag.kernel.instrument import Instrument
from drieslag.library import instruments
from drieslag.privacy import keys
from drieslag.privacy.anonymous import crypto
from tests.support.english import _english
from tests.surveys.asking import NOW, key_number, sample

__all__ = ["_english"]  # fixtures


@pytest.fixture(autouse=True)
def _now() -> Iterator[None]:
    with clock.frozen(NOW):
        yield


@pytest.fixture(autouse=True)
def key_folder(settings: Settings, tmp_path: Path) -> Path:
    settings.DRIESLAG_KEYS = tmp_path / "keys"
    settings.DRIESLAG_ADDRESS = "https://leren.example"
    keys.ensure()
    return tmp_path / "keys" / "anonymous"


@pytest.fixture(autouse=True)
def questionnaire(monkeypatch: pytest.MonkeyPatch) -> Instrument:
    """One questionnaire with an item of every kind stands in the library, whatever else does."""
    found = sample()
    shipped = dict(instruments.load_all()) | {found.code: found}
    monkeypatch.setattr(instruments.SHELF, "known", shipped)
    return found


@pytest.fixture(autouse=True)
def _keys_made_before(monkeypatch: pytest.MonkeyPatch) -> None:
    """Making a key takes a tenth of a second; the tests take theirs from a few that are made once a run."""
    made = iter(range(1_000_000))
    monkeypatch.setattr(crypto, "generate", lambda: key_number(next(made)))
