"""What a listener gets: every change once, also one from before, and nothing else."""

import asyncio
from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from drieslag.core import clock
from drieslag.live import halls, streams
from drieslag.live.tickets import TICKET_SECONDS, seal_ticket
from tests.live.program import KEY, Program, eventually, ticket_to

pytestmark = pytest.mark.anyio


@pytest.fixture
def meeting() -> str:
    return f"meeting:{uuid4()}"


async def test_a_change_reaches_every_listener_by_one_rendering(
    program: Program, organisation: UUID, meeting: str
) -> None:
    everyone = [await program.listen(ticket_to(organisation, meeting)) for _ in range(20)]
    await program.change(organisation, meeting, "wie heeft de regie?")
    for listener in everyone:
        await listener.has("participant:wie heeft de regie?")
        assert listener.messages == ["id: 1\ndata: participant:wie heeft de regie?"]
    assert len(program.pages.asked) == 1


async def test_only_what_is_new_is_sent(program: Program, organisation: UUID, meeting: str) -> None:
    listener = await program.listen(ticket_to(organisation, meeting))
    await program.change(organisation, meeting, "een")
    await listener.has("participant:een")
    await program.change(organisation, meeting, "twee")
    await listener.has("participant:een", "participant:twee")
    assert [since for _, since in program.pages.asked] == ["0", "1"]


async def test_a_change_before_the_stream_was_open_is_not_lost(
    program: Program, organisation: UUID, meeting: str
) -> None:
    await program.change(organisation, meeting, "een")
    await program.change(organisation, meeting, "twee")
    listener = await program.listen(ticket_to(organisation, meeting), since="1")
    await listener.has("participant:twee")


async def test_whoever_has_the_present_version_gets_nothing_and_costs_nothing(
    program: Program, organisation: UUID, meeting: str
) -> None:
    await program.change(organisation, meeting, "een")
    listener = await program.listen(ticket_to(organisation, meeting), since="1", accept_encoding="gzip")
    await program.change(organisation, meeting, "twee")
    await listener.has("participant:twee")
    assert program.pages.asked == [(f"/fragments/{meeting.replace(':', '/')}/participant/", "1")]


async def test_what_the_browser_had_last_holds_over_its_page(
    program: Program, organisation: UUID, meeting: str
) -> None:
    for line in ("een", "twee", "drie"):
        await program.change(organisation, meeting, line)
    listener = await program.listen(ticket_to(organisation, meeting), since="1", last_event_id="2")
    await listener.has("participant:drie")


@pytest.mark.parametrize("since", ["9", "", "-1", "1.1", "²", "9" * 30])
async def test_a_number_that_never_was_brings_everything(
    program: Program, organisation: UUID, meeting: str, since: str
) -> None:
    await program.change(organisation, meeting, "een")
    listener = await program.listen(ticket_to(organisation, meeting), since=since)
    await listener.has("participant:een")


async def test_two_hundred_who_are_behind_cost_one_rendering(
    program: Program, organisation: UUID, meeting: str
) -> None:
    await program.change(organisation, meeting, "een")
    joined = await asyncio.gather(*(program.listen(ticket_to(organisation, meeting)) for _ in range(200)))
    for listener in joined:
        await listener.has("participant:een")
    assert len(program.pages.asked) == 1


async def test_many_different_starts_cost_a_few_renderings(program: Program, organisation: UUID, meeting: str) -> None:
    for number in range(30):
        await program.change(organisation, meeting, str(number))
    for since in range(30):
        listener = await program.listen(ticket_to(organisation, meeting), since=str(since))
        await listener.until(lambda me: bool(me.shown) and me.shown[-1] == "participant:29")
    assert len(program.pages.asked) == halls.DIFFERENT_STARTS  # 0, the whole, is among them


async def test_audiences_of_one_topic_get_each_their_own(program: Program, organisation: UUID, meeting: str) -> None:
    bram = await program.listen(ticket_to(organisation, meeting))
    anna = await program.listen(ticket_to(organisation, meeting, audience="facilitator"))
    await program.change(organisation, meeting, "een")
    await bram.has("participant:een")
    await anna.has("facilitator:een")


async def test_two_organisations_never_mix(program: Program, organisation: UUID, elsewhere: UUID, meeting: str) -> None:
    bram = await program.listen(ticket_to(organisation, meeting))
    dirk = await program.listen(ticket_to(elsewhere, meeting))
    await program.change(organisation, meeting, "van ons")
    await bram.has("participant:van ons")
    await program.change(elsewhere, meeting, "van hen")
    await dirk.has("participant:van hen")
    assert bram.shown == ["participant:van ons"]


async def test_several_channels_share_a_stream(program: Program, organisation: UUID, meeting: str) -> None:
    presence = f"{meeting}:presence"
    await program.change(organisation, presence, "3 klaar")
    listener = await program.listen(ticket_to(organisation, meeting, presence), since="0.0")
    await listener.has("participant:3 klaar")
    await program.change(organisation, meeting, "een")
    await listener.until(lambda me: len(me.messages) == 2)
    assert [message.split("\n")[0] for message in listener.messages] == ["id: 0.1", "id: 1.1"]


async def test_changes_during_a_fetch_are_taken_together(program: Program, organisation: UUID, meeting: str) -> None:
    listener = await program.listen(ticket_to(organisation, meeting))
    program.pages.gate.clear()
    await program.change(organisation, meeting, "een")
    await eventually(lambda: program.pages.asked)
    for line in ("twee", "drie", "vier"):
        await program.change(organisation, meeting, line)
    await asyncio.sleep(0.1)
    program.pages.gate.set()
    await listener.has("participant:een", "participant:twee", "participant:drie", "participant:vier")
    assert len(program.pages.asked) == 2


async def test_presence_is_told_once_a_second_at_most(
    program: Program, organisation: UUID, meeting: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(halls, "SLOW_SECONDS", 0.4)
    listener = await program.listen(ticket_to(organisation, meeting))
    for number in range(6):
        await program.change(organisation, meeting, str(number), slow=True)
    await listener.until(lambda me: len(me.shown) == 6)
    assert len(listener.messages) <= 3


async def test_named_events_follow_the_swap(program: Program, organisation: UUID, meeting: str) -> None:
    program.pages.events = "step, turn"
    listener = await program.listen(ticket_to(organisation, meeting))
    await program.change(organisation, meeting, "een")
    await listener.until(lambda me: len(me.messages) == 3)
    assert listener.messages[1:] == ["event: step\ndata:", "event: turn\ndata:"]


async def test_pages_that_are_away_for_a_moment_lose_nothing(
    program: Program, organisation: UUID, meeting: str
) -> None:
    listener = await program.listen(ticket_to(organisation, meeting))
    program.pages.status = 500
    await program.change(organisation, meeting, "een")
    await eventually(lambda: len(program.pages.asked) >= 2)
    assert listener.shown == []
    program.pages.status = 200
    await listener.has("participant:een")


async def test_compressed_or_not_the_words_are_the_same(program: Program, organisation: UUID, meeting: str) -> None:
    plain = await program.listen(ticket_to(organisation, meeting))
    packed = await program.listen(ticket_to(organisation, meeting), accept_encoding="gzip, br")
    await program.change(organisation, meeting, "é" * 3000)
    await packed.until(lambda me: bool(me.shown))
    await plain.until(lambda me: bool(me.shown))
    assert packed.messages == plain.messages
    assert len(packed.raw) < 200 < len(plain.raw)


async def test_a_slow_listener_holds_nobody_up_and_gets_the_newest(
    program: Program, organisation: UUID, meeting: str
) -> None:
    slow = await program.listen(ticket_to(organisation, meeting))
    quick = await program.listen(ticket_to(organisation, meeting))
    slow.stuck.clear()
    for number in range(5):
        await program.change(organisation, meeting, str(number))
        await quick.until(lambda me, number=number: me.shown[-1:] == [f"participant:{number}"])  # type: ignore[misc]
    slow.stuck.set()
    await slow.until(lambda me: me.shown[-1:] == ["participant:4"])
    assert slow.shown == quick.shown
    assert len(slow.messages) == 2


async def test_a_listener_that_takes_nothing_is_shed(
    program: Program, organisation: UUID, meeting: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(streams, "PATIENCE_SECONDS", 0.2)
    dead = await program.listen(ticket_to(organisation, meeting))
    dead.stuck.clear()
    await program.change(organisation, meeting, "een")
    assert dead.task is not None
    await asyncio.wait_for(dead.task, 3)
    assert program.live._streams == set()


async def test_a_quiet_stream_keeps_its_line_open(
    program: Program, organisation: UUID, meeting: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(streams, "HEARTBEAT_SECONDS", 0.2)
    listener = await program.listen(ticket_to(organisation, meeting), accept_encoding="gzip")
    await listener.until(lambda me: me.heartbeats >= 2)


async def test_whoever_leaves_is_forgotten(program: Program, organisation: UUID, meeting: str) -> None:
    listener = await program.listen(ticket_to(organisation, meeting, seat=uuid4()))
    await listener.leave()
    live = program.live
    assert (live._streams, live._halls, live._by_topic, live._holders) == (set(), {}, {}, {})
    assert not live._ledger._versions


async def test_stopping_ends_streams_properly_and_takes_no_more(
    program: Program, organisation: UUID, meeting: str
) -> None:
    listener = await program.listen(ticket_to(organisation, meeting), accept_encoding="gzip")
    program.live.stop()
    await listener.until(lambda me: me.ended)
    assert listener.whole
    assert (await program.listen(ticket_to(organisation, meeting))).status == 503


async def test_a_topic_that_is_over_ends_its_streams(program: Program, organisation: UUID, meeting: str) -> None:
    listener = await program.listen(ticket_to(organisation, meeting), accept_encoding="gzip")
    program.pages.status = 410
    await program.change(organisation, meeting, "weg")
    await listener.until(lambda me: me.ended)
    assert (listener.shown, listener.whole) == (["goodbye"], True)


async def test_one_person_cannot_open_streams_without_end(
    program: Program, organisation: UUID, meeting: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("drieslag.live.asgi.STREAMS_A_PLACE", 2)
    ticket = ticket_to(organisation, meeting, seat=uuid4())
    assert [(await program.listen(ticket)).status for _ in range(3)] == [200, 200, 429]


@pytest.mark.parametrize("spoil", ["forged", "expired", "other key", "nothing"])
async def test_a_worthless_ticket_opens_nothing(program: Program, organisation: UUID, meeting: str, spoil: str) -> None:
    word = seal_ticket(ticket_to(organisation, meeting), key=KEY)
    if spoil == "forged":
        word = ("A" if word[0] != "A" else "B") + word[1:]
    elif spoil == "expired":
        with clock.frozen(clock.now() - timedelta(seconds=TICKET_SECONDS + 2)):
            word = seal_ticket(ticket_to(organisation, meeting), key=KEY)
    elif spoil == "other key":
        word = seal_ticket(ticket_to(organisation, meeting), key="another")
    else:
        word = ""
    await program.change(organisation, meeting, "een")
    listener = await program.listen(word)
    assert (listener.status, listener.shown) == (403, [])


async def test_only_reading_is_answered(program: Program) -> None:
    listener_status: list[int] = []

    async def send(message: object) -> None:
        assert isinstance(message, dict)
        listener_status.append(message.get("status", 0))

    async def receive() -> dict[str, str]:
        return {"type": "http.disconnect"}

    scope = {"type": "http", "method": "POST", "path": "/live/stream", "query_string": b"", "headers": []}
    await program._app(scope, receive, send)
    assert listener_status[0] == 405
