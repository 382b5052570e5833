"""Live updates through the real path: POST, database, NOTIFY, one fetch, many streams.

Commit is taken as the earlier of two moments that both come after it, by less than a millisecond on a quiet
machine: the signal as heard by a listener of ours on the database, and the answer to the POST.
"""

import asyncio
import json
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import httpx
import psycopg
import uvloop

from bench.figures import Figures
from bench.live_scene import Scene, Servers, make_scene, serving

SECONDS = 15
A_SECOND = 5
PREPARED = 40  # contributions in the step before the measurement
WORDS = "Zij belde drie keer en kreeg steeds een ander. Wie van ons houdt het overzicht, en weet zij dat ook van ons?"


Moments = dict[int, float]


@dataclass
class Outcome:
    """What a crowd saw of a run."""

    delays: list[float]
    from_post: float
    lost: int
    doubled: int
    received: int
    dropped: int
    refused: int
    contributions: int

    def percentile(self, share: float) -> float:
        return 1000 * self.delays[min(int(len(self.delays) * share), len(self.delays) - 1)]


def measure(figures: Figures) -> None:
    """Measure all that the live program promises."""
    with serving(apart=True) as servers:
        figures.head("Live, pages and live program apart")
        _show(figures, "1,000 listeners", _run(servers, 1000), p99=100)
        _show(figures, "1,000 listeners, 10 % a minute drop and come back", _run(servers, 1000, churn=0.1), p99=100)
        few = _run(servers, 200)
        _show(figures, "200 listeners", few, p99=65)
        figures.at_most("bytes for each contribution and person", few.received / few.contributions / 200, 2048)
        joined = uvloop.run(_join(servers, make_scene(servers, people=200), 200, 20))
        figures.at_most("200 people joining within 20 s", joined / 1e6, 4, "MB")
    with serving(apart=False) as servers:
        figures.head("Live, all in one process")
        _show(figures, "100 listeners", _run(servers, 100), p99=150)


def _show(figures: Figures, what: str, outcome: Outcome, *, p99: float) -> None:
    figures.at_most(f"{what}: commit to receipt, p99", outcome.percentile(0.99), p99, "ms")
    figures.say("p50", outcome.percentile(0.5), "ms")
    figures.say("from the press of the button, p99", 1000 * outcome.from_post, "ms")
    if outcome.dropped:
        figures.say("dropped and came back", outcome.dropped)
    figures.at_most(f"{what}: lost", outcome.lost, 0)
    figures.at_most(f"{what}: doubled", outcome.doubled, 0)


def _run(servers: Servers, listeners: int, churn: float = 0.0) -> Outcome:
    return uvloop.run(_contributions(servers, make_scene(servers, people=listeners), listeners, churn))


async def _contributions(servers: Servers, scene: Scene, listeners: int, churn: float) -> Outcome:
    """Let a crowd listen while contributions come in at a steady pace."""
    async with httpx.AsyncClient(timeout=30) as client:
        for number in range(PREPARED):
            await _contribute(client, scene, number)
        since = await scene.present(client)
        paths = [scene.stream_path(person, since) for person in range(listeners)]
        with _crowd({"paths": paths, "port": servers.live_port, "churn": churn}) as crowd:
            await asyncio.to_thread(_expect, crowd, "ready")
            committed, waited = await _steadily(client, servers, scene)
            await asyncio.sleep(2)
            saw = await asyncio.to_thread(_tell, crowd, committed)
    slow = max(waited.values())
    return Outcome(**saw, from_post=saw["delays"][int(len(saw["delays"]) * 0.99)] + slow, contributions=len(committed))


async def _steadily(
    client: httpx.AsyncClient, servers: Servers, scene: Scene
) -> tuple[dict[int, float], dict[int, float]]:
    """Contribute; give for each token the moment of its commit, and how long that was after the press of the button."""
    heard: list[float] = []
    committed: Moments = {}
    waited: Moments = {}
    async with await psycopg.AsyncConnection.connect(servers.database, autocommit=True) as connection:
        await connection.execute("listen drieslag")
        listening = asyncio.create_task(_hear(connection, scene.topic, heard))
        began = time.monotonic()
        for number in range(SECONDS * A_SECOND):
            await asyncio.sleep(began + number / A_SECOND - time.monotonic())
            pressed = time.monotonic()
            before = len(heard)
            await _contribute(client, scene, PREPARED + number)
            answered = time.monotonic()
            await asyncio.sleep(0)
            committed[PREPARED + number] = min([answered, *heard[before:]])
            waited[PREPARED + number] = committed[PREPARED + number] - pressed
        listening.cancel()
        await asyncio.gather(listening, return_exceptions=True)
    return committed, waited


async def _hear(connection: psycopg.AsyncConnection[Any], topic: str, heard: list[float]) -> None:
    async for notice in connection.notifies():
        if json.loads(notice.payload)["t"] == topic:
            heard.append(time.monotonic())  # noqa: PERF401 — the moment counts


async def _contribute(client: httpx.AsyncClient, scene: Scene, number: int) -> None:
    await scene.contribute(client, number, f"{WORDS} bijdrage-{number}")


async def _join(servers: Servers, scene: Scene, people: int, seconds: float) -> int:
    """Let people come in one after another: page, then stream; give all bytes that came over the wire."""
    async with httpx.AsyncClient(timeout=30) as client:
        for number in range(PREPARED):
            await _contribute(client, scene, number)
    joined = await asyncio.gather(*(_come_in(servers, scene, each, each * seconds / people) for each in range(people)))
    await asyncio.sleep(1)
    return sum(joined)


async def _come_in(servers: Servers, scene: Scene, person: int, after: float) -> int:
    await asyncio.sleep(after)
    headers = {"Accept-Encoding": "gzip", **scene.cookies(person)}
    async with httpx.AsyncClient(timeout=30) as client:
        async with client.stream("GET", scene.page_url, headers=headers) as page:
            await page.aread()
            size = page.num_bytes_downloaded + len(str(page.headers.raw))
        path = scene.stream_path_in(page.text)
        reader, writer = await asyncio.open_connection("127.0.0.1", servers.live_port)
        writer.write(f"GET {path} HTTP/1.1\r\nHost: localhost\r\nAccept-Encoding: gzip\r\n\r\n".encode())
        try:
            async with asyncio.timeout(2):
                while piece := await reader.read(65536):
                    size += len(piece)
        except TimeoutError:
            pass
        writer.close()
    return size


@contextmanager
def _crowd(plan: dict[str, Any]) -> Iterator["subprocess.Popen[str]"]:
    command = [sys.executable, "-m", "bench.live_crowd"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as crowd:
        try:
            assert crowd.stdin is not None
            crowd.stdin.write(json.dumps(plan) + "\n")
            crowd.stdin.flush()
            yield crowd
        finally:
            crowd.kill()


def _expect(crowd: "subprocess.Popen[str]", word: str) -> None:
    assert crowd.stdout is not None
    said = crowd.stdout.readline().strip()
    assert said == word, said


def _tell(crowd: "subprocess.Popen[str]", committed: dict[int, float]) -> dict[str, Any]:
    assert crowd.stdin is not None
    assert crowd.stdout is not None
    crowd.stdin.write(json.dumps(committed) + "\n")
    crowd.stdin.flush()
    saw: dict[str, Any] = json.loads(crowd.stdout.readline())
    return saw
