"""One listener's stream: told what is new in each of its halls, at its own pace, until it or its place is gone.

There is no queue. A listener knows the versions it has; woken, it takes what leads from there to the present. Who
is slow skips what lies between, and holds nobody up.
"""

import asyncio
import enum
from collections.abc import Awaitable, Callable, MutableMapping, Sequence
from typing import Any, Final

from drieslag.live.halls import Hall
from drieslag.live.pages import Pages, TopicOver
from drieslag.live.wire import HEARTBEAT, Block, Coding, numbered

Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]

HEARTBEAT_SECONDS: Final = 20.0
PATIENCE_SECONDS: Final = 20.0  # how long one piece may take to leave before the listener counts as gone
GOODBYE_SECONDS: Final = 3.0


class End(enum.Enum):
    """Why a stream ends."""

    LEFT = "left"  # the listener closed it
    STUCK = "stuck"  # nothing went out any more
    STOPPED = "stopped"  # this program stops; the listener comes back by itself
    DISMISSED = "dismissed"  # the place was taken away, or the topic is over


class Stream:
    """The stream of one listener."""

    def __init__(self, halls: Sequence[Hall], versions: Sequence[int], *, gzip: bool) -> None:
        self.end: End | None = None
        self.halls = halls
        self._versions = [hall.starting_at(version) for hall, version in zip(halls, versions, strict=True)]
        self._coding = Coding(gzip=gzip)
        self._news = asyncio.Event()
        self._news.set()
        self._limit = asyncio.timeout(None)
        self._running = False
        self._sending_since: float | None = None
        self._sent_at = 0.0

    async def run(self, receive: Receive, send: Send, pages: Pages) -> None:
        """Serve the stream until it ends. Cancelled from outside it ends at once."""
        for hall in self.halls:
            hall.listeners[self] = self._news.set
        watching = asyncio.create_task(self._watch(receive))
        try:
            async with self._limit:
                self._running = True
                await self._deliver(send)
        except TimeoutError:
            pass
        except (OSError, RuntimeError):  # the server has found the line dead while sending
            self.end = End.LEFT
        finally:
            self._running = False
            watching.cancel()
            for hall in self.halls:
                del hall.listeners[self]
        await self._take_leave(send, pages)

    def close(self, why: End) -> None:
        """End the stream at the next moment; the first reason holds."""
        if self.end is None:
            self.end = why
            if self._running:
                self._limit.reschedule(asyncio.get_running_loop().time())

    def look_after(self, now: float) -> None:
        """Shed a listener that takes nothing, keep the line of a quiet one open. Called every second."""
        if self._sending_since is not None:
            if now - self._sending_since > PATIENCE_SECONDS:
                self.close(End.STUCK)
        elif now - self._sent_at > HEARTBEAT_SECONDS:
            self._news.set()

    async def _deliver(self, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": self._headers()})
        await self._send(send, self._coding.start() + self._coding.encode(HEARTBEAT))
        while True:
            await self._news.wait()
            self._news.clear()
            told = False
            for place, hall in enumerate(self.halls):
                told |= await self._tell(send, place, hall)
            if not told and asyncio.get_running_loop().time() - self._sent_at > HEARTBEAT_SECONDS:
                await self._send(send, self._coding.encode(HEARTBEAT))

    async def _tell(self, send: Send, place: int, hall: Hall) -> bool:
        """Send what is new in one hall."""
        try:
            message = await hall.message(self._versions[place])
        except TopicOver:
            message = None
        if hall.over:
            self.close(End.DISMISSED)
        if message is None or self.end is not None:
            return False
        self._versions[place] = message.version
        await self._send(send, self._coding.encode(numbered(tuple(self._versions)), message.block))
        if message.version < hall.version:
            self._news.set()
        return True

    async def _send(self, send: Send, body: bytes, *, more: bool = True) -> None:
        now = asyncio.get_running_loop().time
        self._sending_since = now()
        await send({"type": "http.response.body", "body": body, "more_body": more})
        self._sending_since = None
        self._sent_at = now()

    async def _watch(self, receive: Receive) -> None:
        while (await receive())["type"] != "http.disconnect":
            pass
        self.close(End.LEFT)

    async def _take_leave(self, send: Send, pages: Pages) -> None:
        """Say goodbye where somebody can still hear it: with words to who was dismissed, and with a proper last
        byte.
        """
        if self._sending_since is not None or self.end in {End.LEFT, End.STUCK}:
            return  # a piece may be half out: nothing can follow it
        try:
            async with asyncio.timeout(GOODBYE_SECONDS):
                words: list[Block] = [await pages.farewell(self.halls[0].channel)] if self.end is End.DISMISSED else []
                await self._send(send, self._coding.encode(*words) + self._coding.finish(), more=False)
        except TimeoutError:
            return

    def _headers(self) -> list[tuple[bytes, bytes]]:
        headers = [
            (b"content-type", b"text/event-stream; charset=utf-8"),
            (b"cache-control", b"no-store"),
            (b"x-accel-buffering", b"no"),
            (b"x-content-type-options", b"nosniff"),
            (b"vary", b"accept-encoding"),
        ]
        return [*headers, (b"content-encoding", b"gzip")] if self._coding.gzip else headers
