"""What the live program knows of the database: the version of every topic that somebody listens to.

One connection listens, one asks. A version is known from the first reading on, since signals keep it; and each time
that the listening connection is made anew, everything known is read again *after* it listens: what changed in
between is found then.
"""

import asyncio
import contextlib
import json
from collections import Counter, defaultdict
from collections.abc import AsyncIterator, Callable, Iterable
from typing import Final
from uuid import UUID

import psycopg
import structlog
from psycopg.conninfo import make_conninfo

Heard = Callable[[UUID, str, int, bool], None]

RETRY_SECONDS: Final = (0.05, 0.2, 0.5, 1, 2)
QUESTION_SECONDS: Final = 10
_READ = "select name, version from live_topicversion where name = any(%s)"
_ENTER = "select set_config('drieslag.organisation', %s, true)"

log = structlog.get_logger()


class Away(Exception):
    """The database cannot be asked just now."""


class Ledger:
    """Versions by organisation and topic, kept true for as long as somebody follows them."""

    def __init__(self, database: str, heard: Heard) -> None:
        self.listening = asyncio.Event()
        self._database = make_conninfo(
            database, connect_timeout=5, keepalives_idle=20, keepalives_interval=5, keepalives_count=3
        )
        self._heard = heard
        self._versions: dict[tuple[UUID, str], int] = {}
        self._followers: Counter[tuple[UUID, str]] = Counter()
        self._asked: defaultdict[UUID, set[str]] = defaultdict(set)
        self._asking: asyncio.Task[None] | None = None
        self._asker: psycopg.AsyncConnection | None = None
        self._one_question = asyncio.Lock()

    @contextlib.asynccontextmanager
    async def following(self, organisation: UUID, names: Iterable[str]) -> AsyncIterator[dict[str, int]]:
        """Keep the topics' versions for as long as this lasts; give what they are now. Away when that cannot be
        found out.
        """
        keys = [(organisation, name) for name in names]
        self._followers.update(keys)
        try:
            if any(key not in self._versions for key in keys):
                await self._ask(organisation, {name for _, name in keys})
            yield {name: self._versions.get((organisation, name), 0) for _, name in keys}
        finally:
            self._followers.subtract(keys)
            for key in keys:
                if not self._followers[key]:
                    del self._followers[key]
                    self._versions.pop(key, None)

    async def run(self) -> None:
        """Listen for as long as the program runs, through any loss of the connection."""
        tries = 0
        while True:
            with contextlib.suppress(psycopg.Error, OSError):
                async for _ in self._listen():
                    tries = 0
            self.listening.clear()
            log.warning("live.listening_lost")
            await asyncio.sleep(RETRY_SECONDS[min(tries, len(RETRY_SECONDS) - 1)])
            tries += 1

    async def close(self) -> None:
        if self._asker is not None:
            await self._asker.close()

    async def _listen(self) -> AsyncIterator[None]:
        """Yield after each thing that went well."""
        async with await psycopg.AsyncConnection.connect(self._database, autocommit=True) as connection:
            await connection.execute("listen drieslag")
            await self._read_again()
            self.listening.set()
            yield
            async for notice in connection.notifies():
                self._hear(notice.payload)
                yield

    def _hear(self, payload: str) -> None:
        """Read a signal. Anyone who reaches the database may notify, so one that says nothing is passed over."""
        try:
            said = json.loads(payload)
            organisation, name, version, slow = UUID(said["o"]), str(said["t"]), int(said["v"]), "s" in said
        except (ValueError, KeyError, TypeError, AttributeError):
            return
        self._learn(organisation, name, version, slow=slow)

    async def _read_again(self) -> None:
        followed: defaultdict[UUID, list[str]] = defaultdict(list)
        for organisation, name in self._followers:
            followed[organisation].append(name)
        for organisation, names in followed.items():
            await self._read(organisation, names)

    async def _ask(self, organisation: UUID, names: set[str]) -> None:
        """Read versions together with whoever else asks meanwhile: a thousand that come back at once are a few
        questions.
        """
        self._asked[organisation] |= names
        while self._asked.get(organisation, set()) & names:
            if self._asking is None or self._asking.done():
                self._asking = asyncio.create_task(self._answer_all())
            await asyncio.wait([self._asking])
        if any((organisation, name) not in self._versions for name in names):
            raise Away

    async def _answer_all(self) -> None:
        asked, self._asked = dict(self._asked), defaultdict(set)
        for organisation, names in asked.items():
            with contextlib.suppress(psycopg.Error, OSError):
                await self._read(organisation, list(names))

    async def _read(self, organisation: UUID, names: list[str]) -> None:
        async with self._one_question, asyncio.timeout(QUESTION_SECONDS):
            try:
                found = await self._select(organisation, names)
            except psycopg.OperationalError:  # a connection that lay idle may be gone without having said so
                found = await self._select(organisation, names)
        for name in names:
            self._learn(organisation, name, found.get(name, 0), slow=False)

    async def _select(self, organisation: UUID, names: list[str]) -> dict[str, int]:
        if self._asker is None or self._asker.closed:
            self._asker = await psycopg.AsyncConnection.connect(self._database)
        async with self._asker.transaction():
            await self._asker.execute(_ENTER, [str(organisation)])
            return dict(await (await self._asker.execute(_READ, [names])).fetchall())

    def _learn(self, organisation: UUID, name: str, version: int, *, slow: bool) -> None:
        key = (organisation, name)
        if key not in self._followers:
            return
        known = self._versions.get(key)
        if known is None or version > known:
            self._versions[key] = version
            self._heard(organisation, name, version, slow)
