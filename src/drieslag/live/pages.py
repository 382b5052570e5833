"""Asking the pages, by HTTP like anybody, for what an audience may see. There is no other way in which content
comes here.
"""

from dataclasses import dataclass
from typing import Final

import httpx

from drieslag.live.channels import Channel
from drieslag.live.tickets import AUDIENCE_HEADER, seal_audience
from drieslag.live.wire import Block, block, named, swap

VERSION_HEADER: Final = "X-Drieslag-Version"
EVENTS_HEADER: Final = "X-Drieslag-Events"
FAREWELL_PATH: Final = "/fragments/farewell/"
CLOSE: Final = '<hx-partial hx-target="#live" hx-swap="delete"></hx-partial>'
_FINE: Final = frozenset({httpx.codes.OK, httpx.codes.NO_CONTENT})


class PagesAway(Exception):
    """The pages cannot be asked just now."""


class TopicOver(Exception):
    """The pages say that there will never be anything here again (410)."""


@dataclass(frozen=True, slots=True)
class Message:
    """What brings a listener from one version of a channel to this one."""

    version: int
    block: Block


class Pages:
    """The pages' address, and the key with which the live program says for whom it asks."""

    def __init__(self, address: str, *, host: str, key: str, transport: httpx.AsyncBaseTransport | None = None) -> None:
        socket = address.removeprefix("unix:") if address.startswith("unix:") else None
        self._key = key
        self._client = httpx.AsyncClient(
            base_url="http://pages" if socket else address,
            headers={"Accept-Encoding": "identity"} | ({"Host": host} if host else {}),
            transport=transport or httpx.AsyncHTTPTransport(uds=socket, limits=httpx.Limits(keepalive_expiry=30)),
            timeout=httpx.Timeout(10),
            trust_env=False,
        )

    async def message(self, channel: Channel, *, since: int) -> Message:
        """Fetch what changed after `since`, or everything when that is 0 or too long ago; the pages decide which."""
        answer = await self._get(channel, channel.path, {"since": str(since)})
        try:
            version = int(answer.headers[VERSION_HEADER])
        except (KeyError, ValueError):
            raise PagesAway from None
        events = tuple(name.strip() for name in answer.headers.get(EVENTS_HEADER, "").split(",") if name.strip())
        return Message(version, block(swap(answer.text) + named(events)))

    async def farewell(self, channel: Channel) -> Block:
        """Fetch the words with which a stream ends for good; without pages it ends without words."""
        try:
            html = (await self._get(channel, FAREWELL_PATH, {})).text
        except (PagesAway, TopicOver):
            html = CLOSE
        return block(swap(html))

    async def close(self) -> None:
        await self._client.aclose()

    async def _get(self, channel: Channel, path: str, query: dict[str, str]) -> httpx.Response:
        headers = {AUDIENCE_HEADER: seal_audience(channel, key=self._key)}
        try:
            answer = await self._client.get(path, params=query, headers=headers)
        except httpx.HTTPError:
            raise PagesAway from None
        if answer.status_code == httpx.codes.GONE:
            raise TopicOver
        if answer.status_code not in _FINE:
            raise PagesAway
        return answer
