"""The live program: a stream for whoever brings a ticket. It knows no person, no rule and no word of what it
passes on.
"""

import asyncio
import contextlib
import signal
import threading
from collections import defaultdict
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from dataclasses import dataclass, field
from types import FrameType
from typing import Final
from uuid import UUID

import httpx
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Route
from starlette.types import Receive, Scope, Send

from drieslag.live.channels import Channel, place
from drieslag.live.halls import Hall
from drieslag.live.ledger import Away, Ledger
from drieslag.live.pages import Pages
from drieslag.live.streams import End, Stream
from drieslag.live.tickets import Ticket, Worthless, open_ticket
from drieslag.live.wire import read_versions

LOOK_SECONDS: Final = 1.0
LISTENING_WITHIN_SECONDS: Final = 5.0
STREAMS_A_PLACE: Final = 30  # tabs and devices of one person; more is no person


@dataclass(frozen=True, slots=True, kw_only=True)
class Wiring:
    """What the live program must be told: its signing key, the database (as the application role), and where the
    pages are.
    """

    key: str = field(repr=False)
    database: str = field(repr=False)
    pages: str  # http://127.0.0.1:8000, or unix:/a/socket
    host: str = ""  # the name under which the pages answer
    transport: httpx.AsyncBaseTransport | None = None


class Live:
    """The program's state: who listens where. `app()` is it alone; `routes` and `lifespan` put it beside the pages."""

    def __init__(self, wiring: Wiring) -> None:
        self.routes: list[BaseRoute] = [Route("/live/stream", _Endpoint(self)), Route("/live/health", self._health)]
        self._wiring = wiring
        self._halls: dict[Channel, Hall] = {}
        self._by_topic: defaultdict[tuple[UUID, str], set[Hall]] = defaultdict(set)
        self._holders: defaultdict[tuple[UUID, str], dict[Stream, int]] = defaultdict(dict)
        self._streams: set[Stream] = set()
        self._stopping = False
        self._ledger: Ledger
        self._pages: Pages

    def app(self) -> Starlette:
        return Starlette(routes=self.routes, lifespan=self.lifespan)

    @contextlib.asynccontextmanager
    async def lifespan(self, _: Starlette) -> AsyncIterator[None]:
        """Listen while the server runs; end all streams when it is told to stop, or it would wait for them for ever."""
        self._stopping = False
        self._ledger = Ledger(self._wiring.database, self._heard)
        self._pages = Pages(
            self._wiring.pages, host=self._wiring.host, key=self._wiring.key, transport=self._wiring.transport
        )
        tasks = [asyncio.create_task(self._ledger.run()), asyncio.create_task(self._look_after())]
        with _on_stop(self.stop):
            try:
                yield
            finally:
                self.stop()
                for task in tasks:
                    task.cancel()
                await asyncio.gather(*tasks, return_exceptions=True)
                await self._pages.close()
                await self._ledger.close()

    def stop(self) -> None:
        """End every stream properly and take no more; their listeners come back to whoever serves next."""
        self._stopping = True
        for stream in tuple(self._streams):
            stream.close(End.STOPPED)

    async def serve(self, request: Request, send: Send) -> Response | None:
        """Let the holder of a good ticket listen until the stream ends; or return why not."""
        try:
            ticket = open_ticket(request.query_params.get("ticket", ""), key=self._wiring.key)
        except Worthless:
            return _answer(403)
        if self._stopping:
            return _answer(503)
        names = {each.topic for each in ticket.channels} | {place(key) for key, _ in ticket.places}
        try:
            async with asyncio.timeout(LISTENING_WITHIN_SECONDS):
                await self._ledger.listening.wait()
            async with self._ledger.following(ticket.organisation_id, names) as versions:
                return await self._admit(ticket, versions, request, send)
        except (Away, TimeoutError):
            return _answer(503)

    async def _admit(self, ticket: Ticket, versions: dict[str, int], request: Request, send: Send) -> Response | None:
        if any(versions[place(key)] > times for key, times in ticket.places):
            return _answer(403)
        if any(len(self._holders[ticket.organisation_id, place(key)]) >= STREAMS_A_PLACE for key, _ in ticket.places):
            return _answer(429)
        halls = [self._hall(channel, versions[channel.topic]) for channel in ticket.channels]
        said = request.headers.get("last-event-id") or request.query_params.get("since", "")
        gzip = "gzip" in request.headers.get("accept-encoding", "")
        stream = Stream(halls, read_versions(said, len(halls)), gzip=gzip)
        with self._present(stream, ticket):
            await stream.run(request.receive, send, self._pages)
        return None

    @contextlib.contextmanager
    def _present(self, stream: Stream, ticket: Ticket) -> Iterator[None]:
        """Count the stream among those of its places, and close its halls behind the last one."""
        places = [((ticket.organisation_id, place(key)), times) for key, times in ticket.places]
        self._streams.add(stream)
        for held, times in places:
            self._holders[held][stream] = times
        try:
            yield
        finally:
            self._streams.discard(stream)
            for held, _ in places:
                self._holders[held].pop(stream, None)
                if not self._holders[held]:
                    del self._holders[held]
            self._close_empty(stream.halls)

    def _hall(self, channel: Channel, version: int) -> Hall:
        if channel not in self._halls:
            hall = self._halls[channel] = Hall(channel, version, self._pages)
            self._by_topic[channel.organisation_id, channel.topic].add(hall)
        return self._halls[channel]

    def _close_empty(self, halls: Sequence[Hall]) -> None:
        for hall in halls:
            if not hall.listeners and self._halls.get(hall.channel) is hall:
                del self._halls[hall.channel]
                hall.close()
                of_topic = (hall.channel.organisation_id, hall.channel.topic)
                self._by_topic[of_topic].discard(hall)
                if not self._by_topic[of_topic]:
                    del self._by_topic[of_topic]

    def _heard(self, organisation: UUID, name: str, version: int, slow: bool) -> None:
        """Pass a signal on to the halls of its topic, and end the streams of a place that was taken away."""
        for hall in self._by_topic.get((organisation, name), ()):
            hall.signal(version, slow=slow)
        for stream, times in tuple(self._holders.get((organisation, name), {}).items()):
            if version > times:
                stream.close(End.DISMISSED)

    async def _look_after(self) -> None:
        loop = asyncio.get_running_loop()
        while True:
            await asyncio.sleep(LOOK_SECONDS)
            for stream in self._streams:
                stream.look_after(loop.time())

    async def _health(self, _: Request) -> Response:
        return _answer(200 if self._ledger.listening.is_set() and not self._stopping else 503)


class _Endpoint:
    """The stream's address as an ASGI program of its own: a response that Starlette makes has no limit on how long
    a send may take.
    """

    def __init__(self, live: Live) -> None:
        self._live = live

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        answer = _answer(405) if scope["method"] != "GET" else await self._live.serve(Request(scope, receive), send)
        if answer is not None:
            await answer(scope, receive, send)


def _answer(status: int) -> Response:
    return PlainTextResponse("", status_code=status, headers={"Cache-Control": "no-store"})


@contextlib.contextmanager
def _on_stop(stop: Callable[[], None]) -> Iterator[None]:
    """Hear the stop signals too, beside the server, which keeps its own way of hearing them (the loop's wakeup
    descriptor).
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    loop = asyncio.get_running_loop()
    before = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)}

    def hear(number: int, frame: FrameType | None) -> None:
        loop.call_soon_threadsafe(stop)
        earlier = before[signal.Signals(number)]
        if callable(earlier):
            earlier(number, frame)

    for number in before:
        signal.signal(number, hear)
    try:
        yield
    finally:
        for number, earlier in before.items():
            signal.signal(number, earlier)
