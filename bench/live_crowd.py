"""Many listeners in one process, each a bare connection and a picture of its page: `python -m bench.live_crowd <
plan`.

Blocks of a stream can be read on their own, and equal bytes say the same, so each distinct piece is unpacked once
for all listeners. That keeps the crowd from eating the processor that it measures; the first listeners unpack
everything themselves.
"""

import asyncio
import json
import random
import re
import sys
import time
import zlib
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import uvloop

PATIENCE, AGAIN = 15, 0.5
CAREFUL = 10  # listeners that unpack their whole stream, as a browser does
PARTIAL = re.compile(r'<hx-partial hx-target="([^"]+)" hx-swap="(\w+)">(.*?)</hx-partial>', re.DOTALL)
TOKEN = re.compile(r"bijdrage-(\d+)\b")
NUMBER = re.compile(r"^id: ([\d.]+)$", re.MULTILINE)


Absences = dict[int, list[tuple[float, float]]]


@dataclass(frozen=True, slots=True)
class Piece:
    """What a chunk of a stream does to a page."""

    number: str
    swaps: tuple[tuple[str, str, tuple[int, ...]], ...]


def read(text: str) -> Piece:
    numbers = NUMBER.findall(text)
    html = text.replace("\ndata: ", "\n")
    swaps = tuple((where, how, tuple(map(int, TOKEN.findall(inner)))) for where, how, inner in PARTIAL.findall(html))
    return Piece(numbers[-1] if numbers else "", swaps)


@lru_cache(maxsize=4096)
def unpack(chunk: bytes) -> Piece:
    body = chunk[10:] if chunk.startswith(b"\x1f\x8b") else chunk
    return read(zlib.decompressobj(wbits=-zlib.MAX_WBITS).decompress(body).decode())


@dataclass
class Listener(asyncio.Protocol):
    """One browser."""

    number: int
    path: str
    shown: Counter[int] = field(default_factory=Counter)
    seen_at: dict[int, float] = field(default_factory=dict)
    connected_at: float = 0.0
    last: str = ""
    received: int = 0
    opened: asyncio.Event = field(default_factory=asyncio.Event)
    answered: asyncio.Event = field(default_factory=asyncio.Event)
    refused: int = 0
    refusal: str = ""
    buffer: bytes = b""
    transport: Any = None  # uvloop's is no subclass of asyncio's
    unzip: Any = None

    def connection_made(self, transport: Any) -> None:
        self.transport = transport
        self.answered.clear()
        self.buffer, self.connected_at, self.unzip = b"", 0.0, zlib.decompressobj(wbits=31)
        last = f"Last-Event-ID: {self.last}\r\n" if self.last else ""
        head = f"GET {self.path} HTTP/1.1\r\nHost: localhost\r\nAccept-Encoding: gzip\r\n{last}\r\n"
        transport.write(head.encode())

    def data_received(self, data: bytes) -> None:
        now = time.monotonic()
        self.received += len(data)
        self.buffer += data
        if not self.connected_at and not self._head(now):
            return
        while (piece := self._chunk()) is not None:
            self._show(piece, now)

    def connection_lost(self, _: Exception | None) -> None:
        self.transport = None

    def _head(self, now: float) -> bool:
        head, found, rest = self.buffer.partition(b"\r\n\r\n")
        if not found:
            return False
        if b" 200 " not in head[:20]:
            self.refused += 1
            self.refusal = head[:60].decode()
            self.answered.set()
            self.transport.close()
            return False
        self.buffer, self.connected_at = rest, now
        self.opened.set()
        self.answered.set()
        return True

    def _chunk(self) -> bytes | None:
        size, found, rest = self.buffer.partition(b"\r\n")
        if not found or len(rest) < int(size, 16) + 2:
            return None
        end = int(size, 16)
        self.buffer = rest[end + 2 :]
        return rest[:end]

    def _show(self, chunk: bytes, now: float) -> None:
        if not chunk:
            return
        piece = read(self.unzip.decompress(chunk).decode()) if self.number < CAREFUL else unpack(chunk)
        self.last = piece.number or self.last
        for where, how, tokens in piece.swaps:
            if (where, how) == ("#stage", "innerMorph"):
                self.shown = Counter(tokens)
            elif how == "beforeend":
                self.shown.update(tokens)
            for token in tokens:
                self.seen_at.setdefault(token, now)


async def connect(listener: Listener, port: int) -> None:
    """Open the stream; a server that says to try again is asked again, as a browser does."""
    listener.opened.clear()
    until = time.monotonic() + PATIENCE
    while not listener.opened.is_set():
        if time.monotonic() > until:
            raise ConnectionError(f"listener {listener.number} did not get in: {listener.refusal!r}")
        await asyncio.get_running_loop().create_connection(lambda: listener, "127.0.0.1", port)
        with suppress(TimeoutError):
            await asyncio.wait_for(listener.answered.wait(), PATIENCE)
        if not listener.opened.is_set():
            await asyncio.sleep(AGAIN)


async def churn(
    crowd: list[Listener], port: int, per_minute: float, away: dict[int, list[tuple[float, float]]]
) -> None:
    """Drop listeners at random and bring them back after up to three seconds."""
    chance = random.Random(5)
    back: set[asyncio.Task[None]] = set()

    async def return_later(listener: Listener, left: float) -> None:
        await asyncio.sleep(chance.uniform(0, 3))
        await connect(listener, port)
        away.setdefault(listener.number, []).append((left, time.monotonic()))

    try:
        while True:
            await asyncio.sleep(60 / (len(crowd) * per_minute))
            listener = chance.choice(crowd)
            if listener.transport is not None and listener.opened.is_set():
                listener.opened.clear()
                listener.transport.abort()
                task = asyncio.create_task(return_later(listener, time.monotonic()))
                back.add(task)
                task.add_done_callback(back.discard)
    finally:
        await asyncio.gather(*tuple(back))


async def run(plan: dict[str, Any]) -> dict[str, Any]:
    crowd = [Listener(number, path) for number, path in enumerate(plan["paths"])]
    for start in range(0, len(crowd), 20):
        await asyncio.gather(*(connect(each, plan["port"]) for each in crowd[start : start + 20]))
    before = sum(each.received for each in crowd)
    away: Absences = {}
    churning = None
    if plan["churn"]:
        churning = asyncio.create_task(churn(crowd, plan["port"], plan["churn"], away))
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    line = await asyncio.to_thread(sys.stdin.readline)
    if churning is not None:
        churning.cancel()
        await asyncio.gather(churning, return_exceptions=True)
        await asyncio.sleep(1)
    return report(crowd, json.loads(line), away, sum(each.received for each in crowd) - before)


def report(crowd: list[Listener], committed: dict[str, float], away: Absences, received: int) -> dict[str, Any]:
    """Compare each page with what was committed. Whoever was away at a commit got it later: that is no delay."""
    delays: list[float] = []
    lost = doubled = 0
    for each in crowd:
        for name, at in committed.items():
            token = int(name)
            lost += each.shown[token] == 0
            doubled += each.shown[token] > 1
            gone = any(left <= at + 0.2 and at <= came for left, came in away.get(each.number, []))
            if token in each.seen_at and not gone:
                delays.append(each.seen_at[token] - at)
    return {
        "delays": sorted(delays),
        "lost": lost,
        "doubled": doubled,
        "received": received,
        "dropped": sum(map(len, away.values())),
        "refused": sum(each.refused for each in crowd),
    }


def main() -> None:
    plan = json.loads(sys.stdin.readline())
    sys.stdout.write(json.dumps(uvloop.run(run(plan))) + "\n")


if __name__ == "__main__":
    main()
