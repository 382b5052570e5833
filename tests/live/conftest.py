"""A live program in this process, over a real database, with pages that say what the test tells them."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from uuid import UUID

import pytest
from django.db import connection

from drieslag.core.models import Organisation
from tests.live.program import FakePages, Program, conninfo


@pytest.fixture
def anyio_backend() -> tuple[str, dict[str, bool]]:
    return "asyncio", {"use_uvloop": True}


@pytest.fixture
def organisation(transactional_db: None) -> UUID:
    return Organisation.objects.create(name="Wijkteam Noord", slug="noord").pk


@pytest.fixture
def elsewhere(transactional_db: None) -> UUID:
    return Organisation.objects.create(name="Wijkteam Zuid", slug="zuid").pk


@pytest.fixture
def pages() -> FakePages:
    return FakePages()


@asynccontextmanager
async def running(pages: FakePages) -> AsyncIterator[Program]:
    program = Program(pages, conninfo())
    async with program.running():
        yield program


@pytest.fixture
async def program(organisation: UUID, pages: FakePages) -> AsyncIterator[Program]:
    async with running(pages) as started:
        yield started


@pytest.fixture(autouse=True)
def no_threads_left(request: pytest.FixtureRequest) -> Iterator[None]:
    yield
    if "transactional_db" in request.fixturenames:
        connection.close()
    assert not asyncio._get_running_loop()
