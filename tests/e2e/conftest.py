"""One house for the whole folder, and people who come in for one test."""

from collections.abc import Generator, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.e2e import house as houses
from tests.e2e.house import House
from tests.e2e.people import PATIENCE, People


@pytest.hookimpl(trylast=True)  # after the order was shuffled
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The search through the logs comes after all that may have written in them."""
    items.sort(key=lambda item: item.path.name == "test_logs.py")


@pytest.fixture(scope="session")
def house(built: Path) -> Iterator[House]:
    """The server of this folder, with the demo's organisation and nothing that happened in it yet."""
    expect.set_options(timeout=PATIENCE)
    with houses.folder() as home, houses.house(home) as found:
        yield found


@pytest.fixture(scope="session")
def careful_house(built: Path) -> Iterator[House]:
    """Another one, whose database is as careful as an installation's: its programs are killed."""
    expect.set_options(timeout=PATIENCE)
    with houses.folder() as home, houses.house(home, safe=True) as found:
        yield found


FAILED = pytest.StashKey[bool]()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    item.stash[FAILED] = item.stash.get(FAILED, False) or report.failed
    return report


@pytest.fixture
def people(browser: Browser, house: House, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[People]:
    """Whoever a test calls in; they leave at its end, and nothing broke on any device. What they saw when a test failed
    lies in its folder.
    """
    found = People(browser, house)
    yield found
    if request.node.stash.get(FAILED, False):
        found.picture(tmp_path)
    found.leave()
    assert found.broken == []
