"""The live program as the tests hold it: fake pages, listeners without a network, changes in threads of their own."""

import asyncio
import zlib
from collections import defaultdict
from collections.abc import AsyncIterator, Callable, MutableMapping
from contextlib import asynccontextmanager
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

import httpx
from django.db import connection
from psycopg.conninfo import make_conninfo

from drieslag.core import tenancy
from drieslag.live.asgi import Live, Wiring
from drieslag.live.channels import Channel
from drieslag.live.tickets import Ticket, open_audience, seal_ticket
from drieslag.live.topics import announce, dismiss

KEY = "a key of the tests"
WITHIN = 3.0


def conninfo() -> str:
    given = connection.settings_dict
    return make_conninfo("", host=given["HOST"], port=given["PORT"], user=given["USER"], dbname=given["NAME"])


async def in_thread(act: Callable[[], Any]) -> Any:
    """Run what uses Django's connection in a thread, and close that thread's connection."""

    def run() -> Any:
        try:
            return act()
        finally:
            connection.close()

    return await asyncio.to_thread(run)


async def eventually(true: Callable[[], object]) -> None:
    """Wait for something that nobody tells of."""
    async with asyncio.timeout(WITHIN):
        while not true():  # noqa: ASYNC110
            await asyncio.sleep(0.01)


class FakePages(httpx.AsyncBaseTransport):
    """Pages that hold a list of lines for each topic of each organisation; a line's place in it is its version."""

    def __init__(self) -> None:
        self.lines: defaultdict[tuple[UUID, str], list[str]] = defaultdict(list)
        self.asked: list[tuple[str, str]] = []
        self.events = ""
        self.status = 200
        self.gate = asyncio.Event()
        self.gate.set()

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        audience = open_audience(request.headers["X-Drieslag-Audience"], key=KEY)
        since = int(request.url.params.get("since", -1))
        lines = self.lines[audience.organisation_id, audience.topic]
        version = len(lines)
        self.asked.append((request.url.path, str(since)))
        await self.gate.wait()
        if request.url.path == "/fragments/farewell/":
            return httpx.Response(200, text="goodbye")
        assert request.url.path == audience.path
        if self.status != 200:
            return httpx.Response(self.status)
        shown = "\n".join(f"{audience.audience}:{line}" for line in lines[since:version])
        headers = {"X-Drieslag-Version": str(version), "X-Drieslag-Events": self.events}
        return httpx.Response(200, text=shown, headers=headers)


class Listener:
    """A listener without a network: takes what the program sends, decodes it as a browser would."""

    def __init__(self) -> None:
        self.status = 0
        self.headers: dict[str, str] = {}
        self.raw = b""
        self.ended = False
        self.stuck = asyncio.Event()
        self.stuck.set()
        self._text = ""
        self._left = asyncio.Event()
        self._changed = asyncio.Condition()
        self._unzip = zlib.decompressobj(wbits=31)
        self.task: asyncio.Task[None] | None = None

    async def receive(self) -> MutableMapping[str, Any]:
        await self._left.wait()
        return {"type": "http.disconnect"}

    async def send(self, message: MutableMapping[str, Any]) -> None:
        await self.stuck.wait()
        async with self._changed:
            if message["type"] == "http.response.start":
                self.status = message["status"]
                self.headers = {name.decode(): value.decode() for name, value in message["headers"]}
            else:
                self._take(message["body"])
                self.ended = not message.get("more_body", False)
            self._changed.notify_all()

    def _take(self, body: bytes) -> None:
        self.raw += body
        packed = self.headers.get("content-encoding") == "gzip"
        self._text += (self._unzip.decompress(body) if packed else body).decode()

    @property
    def whole(self) -> bool:
        """Whether the compressed stream came to its proper end, checksum and all."""
        return self._unzip.eof and not self._unzip.unused_data

    @property
    def messages(self) -> list[str]:
        """Whole messages so far, comments apart."""
        return [part for part in self._text.split("\n\n")[:-1] if not part.startswith(":")]

    @property
    def heartbeats(self) -> int:
        return self._text.count(":\n\n")

    @property
    def shown(self) -> list[str]:
        """The lines of data so far."""
        return [line[6:] for part in self.messages for line in part.split("\n") if line.startswith("data: ")]

    async def until(self, true: Callable[["Listener"], bool]) -> None:
        async with asyncio.timeout(WITHIN), self._changed:
            await self._changed.wait_for(lambda: true(self))

    async def has(self, *shown: str) -> None:
        """Wait until exactly these lines came."""
        await self.until(lambda me: len(me.shown) >= len(shown))
        assert self.shown == list(shown)

    async def leave(self) -> None:
        self._left.set()
        if self.task is not None:
            await asyncio.wait([self.task], timeout=WITHIN)


class Program:
    """The live program, and what happens to it."""

    def __init__(self, pages: FakePages, database: str) -> None:
        self.pages = pages
        self.live = Live(Wiring(key=KEY, database=database, pages="http://pages", transport=pages))
        self._app = self.live.app()
        self._listeners: list[Listener] = []

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        async with self.live.lifespan(self._app):
            try:
                yield
            finally:
                for listener in self._listeners:
                    listener.stuck.set()
                    await listener.leave()

    async def listen(self, ticket: Ticket | str, since: str = "0", *, waits: bool = True, **headers: str) -> Listener:
        """Connect; return when the answer began."""
        word = ticket if isinstance(ticket, str) else seal_ticket(ticket, key=KEY)
        listener = Listener()
        scope = {
            "type": "http",
            "method": "GET",
            "path": "/live/stream",
            "query_string": urlencode({"ticket": word, "since": since}).encode(),
            "headers": [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()],
        }
        listener.task = asyncio.create_task(self._app(scope, listener.receive, listener.send))
        self._listeners.append(listener)
        if waits:
            await listener.until(lambda me: bool(me.status) and (me.ended or bool(me.raw)))
        return listener

    async def change(self, organisation: UUID, topic: str, line: str, *, slow: bool = False) -> None:
        """Change something and announce it, as an action does."""

        def act() -> None:
            with tenancy.inside(organisation):
                self.pages.lines[organisation, topic].append(line)
                announce(topic, slow=slow)

        await in_thread(act)

    async def dismiss(self, organisation: UUID, *keys: UUID) -> None:
        def act() -> None:
            with tenancy.inside(organisation):
                dismiss(*keys)

        await in_thread(act)


def ticket_to(
    organisation: UUID, *topics: str, audience: str = "participant", seat: UUID | None = None, times: int = 0
) -> Ticket:
    channels = tuple(Channel(organisation, topic, audience, "nl") for topic in topics)
    return Ticket(channels=channels, places=((seat, times),) if seat else ())
