"""What was acknowledged to a browser, after every program under it was killed in turn."""

import os
import signal
from collections.abc import Callable

from drieslag.config import postgres
from tests.config.programs import eventually
from tests.e2e.house import House
from tests.e2e.people import People, begin, write

KILLS = 20


def _database(house: House) -> None:
    server = postgres.running_pid(house.home)
    assert server is not None
    os.kill(server, signal.SIGKILL)
    assert eventually(lambda: postgres.running_pid(house.home) not in {None, server}, 60)


def _program(word: str) -> Callable[[House], None]:
    def kill(house: House) -> None:
        killed = house.running.child(word)
        killed.kill()
        assert eventually(lambda: killed not in house.running.family() and house.running.has(word), 60)

    return kill


# Pages and live updates are one program here. One that died often rests for some seconds before it starts again.
DEATHS = (_program("config.server"), _database, _program("config.worker"), _database)


def survive(people: People, kills: int = KILLS) -> int:
    """Kill something right after each acknowledged contribution. Returns how many of them were lost or doubled."""
    house = people.house
    room = begin(people, code="W08")
    yasmin = room.enter("yasmin")
    room.go_on("clarify")
    for number in range(kills):
        write(yasmin, f"Feit nummer {number:02}", "facts")
        DEATHS[number % len(DEATHS)](house)
        assert eventually(
            lambda: (house.running.status("/live/health"), house.running.status("/demo/")) == (200, 200), 60
        )
    yasmin.reload()
    there = yasmin.locator("#stage").inner_text()
    return sum(there.count(f"Feit nummer {number:02}") != 1 for number in range(kills))
