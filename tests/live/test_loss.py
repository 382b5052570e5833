"""Places that are taken away, and connections that break: nothing shown to who left, nothing lost for who stayed."""

import asyncio
from collections.abc import AsyncIterator
from uuid import UUID, uuid4

import psycopg
import pytest
from django.db import transaction
from psycopg.conninfo import make_conninfo

from drieslag.core import tenancy
from drieslag.live import asgi
from drieslag.live.topics import announce, dismiss
from tests.live.conftest import running
from tests.live.program import FakePages, Program, conninfo, eventually, in_thread, ticket_to

pytestmark = pytest.mark.anyio


@pytest.fixture
def meeting() -> str:
    return f"meeting:{uuid4()}"


async def kill_connections(which: str) -> int:
    """End the live program's connections from outside, as a restart of the database or a network would."""

    def act() -> int:
        with psycopg.connect(conninfo(), autocommit=True) as connection:
            rows = connection.execute(
                "select pg_terminate_backend(pid) from pg_stat_activity "
                "where pid <> pg_backend_pid() and datname = current_database() and query ilike %s",
                [which],
            ).fetchall()
        return len(rows)

    killed: int = await in_thread(act)
    return killed


async def test_a_dismissed_seat_gets_a_farewell_and_nothing_more(
    program: Program, organisation: UUID, meeting: str
) -> None:
    seat, other = uuid4(), uuid4()
    removed = await program.listen(ticket_to(organisation, meeting, seat=seat), accept_encoding="gzip")
    stays = await program.listen(ticket_to(organisation, meeting, seat=other))
    await program.dismiss(organisation, seat)
    await removed.until(lambda me: me.ended)
    await program.change(organisation, meeting, "na het vertrek")
    await stays.has("participant:na het vertrek")
    assert (removed.shown, removed.whole) == (["goodbye"], True)


async def test_an_old_ticket_is_worthless_after_dismissal_and_a_new_one_is_good(
    program: Program, organisation: UUID, meeting: str
) -> None:
    seat = uuid4()
    await program.dismiss(organisation, seat)
    await program.change(organisation, meeting, "een")
    refused = await program.listen(ticket_to(organisation, meeting, seat=seat, times=0))
    assert (refused.status, refused.shown) == (403, [])
    again = await program.listen(ticket_to(organisation, meeting, seat=seat, times=1))
    await again.has("participant:een")


async def test_an_old_ticket_stays_worthless_when_the_program_starts_anew(
    program: Program, pages: FakePages, organisation: UUID, meeting: str
) -> None:
    seat = uuid4()
    assert (await program.listen(ticket_to(organisation, meeting, seat=seat))).status == 200
    await program.dismiss(organisation, seat)
    async with running(pages) as anew:
        assert (await anew.listen(ticket_to(organisation, meeting, seat=seat))).status == 403


async def test_a_seat_elsewhere_with_the_same_key_is_not_dismissed(
    program: Program, organisation: UUID, elsewhere: UUID, meeting: str
) -> None:
    seat = uuid4()
    dirk = await program.listen(ticket_to(elsewhere, meeting, seat=seat))
    await program.dismiss(organisation, seat)
    await program.change(elsewhere, meeting, "een")
    await dirk.has("participant:een")


async def test_a_dismissal_that_is_rolled_back_ends_nothing(program: Program, organisation: UUID, meeting: str) -> None:
    seat = uuid4()
    listener = await program.listen(ticket_to(organisation, meeting, seat=seat))

    def act() -> None:
        with tenancy.inside(organisation):
            dismiss(seat)
            announce(meeting)
            transaction.set_rollback(True)

    await in_thread(act)
    await program.change(organisation, meeting, "een")
    await listener.has("participant:een")
    assert not listener.ended


@pytest.fixture
async def steadily(program: Program, organisation: UUID, meeting: str) -> AsyncIterator[list[str]]:
    """Change something twenty times, a little apart, while the test does its worst."""
    lines = [str(number) for number in range(20)]

    async def go() -> None:
        for line in lines:
            await program.change(organisation, meeting, line)
            await asyncio.sleep(0.02)

    changing = asyncio.create_task(go())
    yield lines
    await changing


async def test_a_lost_listening_connection_loses_nothing(
    program: Program, organisation: UUID, meeting: str, steadily: list[str]
) -> None:
    listener = await program.listen(ticket_to(organisation, meeting))
    killed = 0
    for _ in range(5):
        await asyncio.sleep(0.1)
        killed += await kill_connections("listen drieslag")
    await listener.until(lambda me: len(me.shown) == len(steadily))
    assert listener.shown == [f"participant:{line}" for line in steadily]
    assert killed >= 2


async def test_a_dismissal_while_nobody_heard_is_found_afterwards(
    program: Program, organisation: UUID, meeting: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("drieslag.live.ledger.RETRY_SECONDS", (0.3,))
    seat = uuid4()
    listener = await program.listen(ticket_to(organisation, meeting, seat=seat))
    assert await kill_connections("listen drieslag") == 1
    await eventually(lambda: not program.live._ledger.listening.is_set())
    await program.dismiss(organisation, seat)
    await listener.until(lambda me: me.ended)
    assert listener.shown == ["goodbye"]


async def test_a_lost_asking_connection_is_made_again(program: Program, organisation: UUID, meeting: str) -> None:
    await program.listen(ticket_to(organisation, meeting))
    assert await kill_connections("commit") >= 1
    await program.change(organisation, meeting, "een")
    listener = await program.listen(ticket_to(organisation, f"meeting:{uuid4()}", meeting), since="0.0")
    await listener.has("participant:een")


async def test_without_a_database_the_answer_is_come_back(
    organisation: UUID, pages: FakePages, meeting: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asgi, "LISTENING_WITHIN_SECONDS", 0.2)
    nowhere = Program(pages, make_conninfo(conninfo(), dbname="nowhere"))
    async with nowhere.running():
        assert (await nowhere.listen(ticket_to(organisation, meeting))).status == 503


async def test_a_database_that_leaves_between_listening_and_asking_is_the_same(
    program: Program, organisation: UUID, meeting: str
) -> None:
    program.live._ledger._database = make_conninfo(conninfo(), dbname="nowhere")
    assert (await program.listen(ticket_to(organisation, meeting))).status == 503


async def test_whoever_drops_and_comes_back_gets_each_change_once(
    program: Program, organisation: UUID, meeting: str, steadily: list[str]
) -> None:
    got: list[str] = []
    since = "0"
    while len(got) < len(steadily):
        listener = await program.listen(ticket_to(organisation, meeting), last_event_id=since)
        await listener.until(lambda me: bool(me.messages))
        await listener.leave()
        got += listener.shown
        since = listener.messages[-1].split("\n")[0].removeprefix("id: ")
    assert got == [f"participant:{line}" for line in steadily]


async def test_signals_that_are_none_of_ours_do_no_harm(program: Program, organisation: UUID, meeting: str) -> None:
    listener = await program.listen(ticket_to(organisation, meeting))

    def act() -> None:
        with psycopg.connect(conninfo(), autocommit=True) as connection:
            for payload in ("", "{}", "[]", "null", '{"o": 1, "t": 2, "v": "x"}'):
                connection.execute("select pg_notify('drieslag', %s)", [payload])

    await in_thread(act)
    await program.change(organisation, meeting, "een")
    await listener.has("participant:een")
