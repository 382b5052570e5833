"""Nothing acknowledged is lost, whatever dies; and a database that is away is said, and comes back."""

import fcntl
import os
import signal
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from drieslag.config import postgres
from tests.config.programs import eventually
from tests.e2e.house import House
from tests.e2e.people import ACTS, People, begin, box
from tests.e2e.survival import survive

pytestmark = [pytest.mark.e2e, pytest.mark.slow]


@pytest.fixture
def shaken(browser: Browser, careful_house: House) -> Iterator[People]:
    found = People(browser, careful_house)
    yield found
    found.leave()
    assert found.broken == []


def test_twenty_kills_lose_nothing(shaken: People) -> None:
    assert survive(shaken) == 0


def test_a_database_that_is_away_is_said_and_nothing_typed_is_lost(shaken: People) -> None:
    house = shaken.house
    room = begin(shaken, code="W13")
    yasmin, samira = room.enter("yasmin"), room.enter("samira")
    with (house.home / "postgres.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # nobody can start it again while this is held
        server = postgres.running_pid(house.home)
        assert server is not None
        os.kill(server, signal.SIGINT)
        assert eventually(lambda: postgres.running_pid(house.home) is None)
        answer = samira.goto("/")
        assert answer is not None
        assert (answer.status, answer.headers["retry-after"]) == (503, "5")
        expect(samira.locator("h1")).to_be_visible()
        box(yasmin).locator("textarea").fill("Geschreven zonder database")
        box(yasmin).locator(f".{ACTS}").click()
        expect(yasmin.locator("[data-waiting]")).to_contain_text("zonder database")
    assert house.running.comes("/demo/", 200)
    expect(yasmin.locator("[data-waiting]")).to_have_count(0)
    samira.goto(f"{room.address}room/")
    expect(samira.locator("#items li", has_text="zonder database")).to_have_count(1)
