"""What every test stands on: a real PostgreSQL, used as the application role, so that row-level security holds in all
of them.
"""

from collections.abc import Iterator

import pytest
from pytest_django import DjangoDbBlocker

from drieslag.core import tenancy
from drieslag.library import formats
from tests.factories.world import World, make_world
from tests.support import database
from tests.support.browser import browser, built

__all__ = ["browser", "built"]  # fixtures


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Clone a database from the migrated template; replaces pytest-django's own."""
    with django_db_blocker.unblock(), database.lent():
        yield


@pytest.fixture(autouse=True)
def library_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    """A test may put a format of its own in the library; afterwards the library is what it was."""
    monkeypatch.setattr(formats.SHELF, "known", formats.SHELF.known)


@pytest.fixture(autouse=True)
def nowhere() -> Iterator[None]:
    """Each test begins outside every organisation, whatever the one before entered."""
    with tenancy.nowhere():
        yield


@pytest.fixture
def world(db: None) -> Iterator[World]:
    """Anna facilitates, Bram takes part, Carla is of another team, Dirk of another organisation; entered in Anna's
    organisation.
    """
    made = make_world()
    with tenancy.inside(made.organisation.pk):
        yield made


@pytest.fixture
def committed(transactional_db: None) -> World:
    """The same people where every connection sees them; nobody has entered."""
    return make_world()
