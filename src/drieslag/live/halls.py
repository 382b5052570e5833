"""A hall for each channel: whoever listens to it, and what they are told. One fetch and one compression serve all
in it.
"""

import asyncio
from typing import TYPE_CHECKING, Final

import structlog

from drieslag.live.channels import Channel
from drieslag.live.pages import Message, Pages, PagesAway, TopicOver

if TYPE_CHECKING:
    from collections.abc import Callable

SLOW_SECONDS: Final = 1.0
RETRY_SECONDS: Final = (0.1, 0.3, 1, 2, 5)
DIFFERENT_STARTS: Final = 8  # so many renderings from different versions; whoever else is behind gets the whole

log = structlog.get_logger()


class Hall:
    """The present version of one channel, and the messages that lead to it, each rendered once.

    Nothing older is kept to be replayed: what was seen a minute ago may be hidden by now. Whoever is behind gets what
    the pages say now.
    """

    def __init__(self, channel: Channel, version: int, pages: Pages) -> None:
        self.channel = channel
        self.version = version
        self.listeners: dict[object, Callable[[], None]] = {}
        self.over = False
        self._announced = version
        self._pages = pages
        self._messages: dict[int, asyncio.Task[Message]] = {}
        self._pump: asyncio.Task[None] | None = None
        self._delivered_at = 0.0

    def signal(self, version: int, *, slow: bool) -> None:
        """Hear of a change. Changes that come while one is being fetched are taken together."""
        if version <= self._announced:
            return
        self._announced = version
        if self._pump is None or self._pump.done():
            self._pump = asyncio.create_task(self._catch_up(slow=slow))

    def starting_at(self, version: int) -> int:
        """Return from where a listener goes on who says it has `version`: a number that never was means that it
        has nothing.
        """
        return version if version <= self._announced else 0

    async def message(self, since: int) -> Message | None:
        """Return what brings a listener from `since` to the present; None when there is nothing."""
        if since >= self.version or self.over:
            return None
        if since not in self._messages and len(self._messages) >= DIFFERENT_STARTS:
            since = 0
        if since not in self._messages:
            self._messages[since] = self._begin(since)
        return await asyncio.shield(self._messages[since])

    def close(self) -> None:
        for task in (self._pump, *self._messages.values()):
            if task is not None:
                task.cancel()

    async def _catch_up(self, *, slow: bool) -> None:
        loop = asyncio.get_running_loop()
        while self.version < self._announced:
            if slow:
                await asyncio.sleep(self._delivered_at + SLOW_SECONDS - loop.time())
            before = self.version
            coming = self._begin(before)
            try:
                self.version = (await coming).version
            except TopicOver:
                return
            self._messages = {before: coming}
            self._delivered_at = loop.time()
            for wake in self.listeners.values():
                wake()

    def _begin(self, since: int) -> asyncio.Task[Message]:
        fetching = asyncio.create_task(self._fetch(since))
        fetching.add_done_callback(lambda task: task.cancelled() or task.exception())  # whoever waited may have left
        return fetching

    async def _fetch(self, since: int) -> Message:
        """Ask until the pages answer. They read after the signal, so what they say is never older than it."""
        tries = 0
        while True:
            announced = self._announced
            try:
                message = await self._pages.message(self.channel, since=since)
                return Message(max(message.version, announced), message.block)
            except PagesAway:
                log.warning("live.pages_away")
            except TopicOver:
                self.over = True
                for wake in self.listeners.values():
                    wake()
                raise
            await asyncio.sleep(RETRY_SECONDS[min(tries, len(RETRY_SECONDS) - 1)])
            tries += 1
