"""The ground of the tests of registers: English sentences, a held clock, a file of Bram's."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest

from drieslag.core import clock
from drieslag.development.registers import actions
from drieslag.development.registers.models import Entry, RegisterFile
from drieslag.development.registers.noted import Noted
from drieslag.privacy.actions import record_consent
from drieslag.privacy.models import ConsentBody, ConsentScope
from tests.factories.world import World
from tests.support.english import _english, _english_pages

__all__ = ["_english", "_english_pages"]  # fixtures

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
FIRST = date(2024, 3, 1)


@pytest.fixture(autouse=True)
def _now() -> Iterator[None]:
    with clock.frozen(NOW):
        yield


@pytest.fixture
def file(world: World) -> RegisterFile:
    return actions.begin_file(by=world.bram, code="REGISTERPLEIN", first=FIRST)


def noted(**given: Any) -> Noted:
    plain: dict[str, Any] = {
        "title": "Intervisie", "form": "intervision", "finished_on": date(2025, 5, 5), "minutes": 120, "net": 90,
        "people": 5,
    }  # fmt: skip
    return Noted(**{**plain, **given})


def note(world: World, file: RegisterFile, **given: Any) -> Entry:
    return actions.note(by=world.bram, file_id=file.pk, noted=noted(**given))


def consent(world: World) -> None:
    record_consent(
        by=world.ada.pk, scope=ConsentScope.ATTENDANCE_SERIES, body=ConsentBody.WORKS_COUNCIL, given_on=clock.today(),
        document="OR 26-11",
    )  # fmt: skip
