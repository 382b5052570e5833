"""An anonymous questionnaire of twelve questions, opened and handed in by twenty people at a time, over real HTTP.

Every device has its token already, as on the first page after opening; how fast tokens are given is told apart. One
hand-in in twenty loses its answer on the way and is sent again, as a phone does. Afterwards the boxes are opened: each
person's answers lie there, and once.
"""

import asyncio
import json
import random
import secrets
import subprocess
import sys
import time
from base64 import urlsafe_b64encode
from dataclasses import dataclass, field
from typing import Any

import uvloop

from bench.figures import Figures
from bench.live_scene import ROOT, Servers, serving
from drieslag.privacy.anonymous import seal

PEOPLE, AT_ONCE = 600, 20
WORKERS = 2  # one a core, as docs/operating.md advises
A_SECOND, P99_MS = 60, 500
LOST_ON_THE_WAY = 0.05
SEED = 11
POINTS = 5


@dataclass
class Outcome:
    """What the crowd saw."""

    opened: list[float] = field(default_factory=list)
    handed_in: list[float] = field(default_factory=list)
    again: int = 0
    seconds: float = 0.0
    refused: list[str] = field(default_factory=list)


def measure(figures: Figures) -> None:
    """Let everybody open the page and hand in, twenty at a time."""
    figures.head("Answers: a questionnaire of twelve questions opened and handed in, twenty at a time")
    with serving(apart=True, workers=WORKERS) as servers:
        scene = _told(servers, str(PEOPLE))
        given = [_answers(scene["items"], number) for number in range(len(scene["devices"]))]
        uvloop.run(_warm(servers, scene))
        found = uvloop.run(_crowd(servers, scene, given))
        there = _told(servers, "count", scene["organisation"])
    texts = there["texts"]
    figures.at_least("opened and handed in", len(found.handed_in) / found.seconds, A_SECOND, "a second")
    figures.at_most("opening the page, p99", _p99(found.opened), P99_MS, "ms")
    figures.at_most("handing in, p99", _p99(found.handed_in), P99_MS, "ms")
    figures.at_most("lost", len(set(given) - set(texts)), 0)
    figures.at_most("doubled", len(texts) - len(set(texts)) + abs(len(texts) - there["spent"]), 0)
    figures.at_most("refused", len(found.refused), 0)
    figures.say("answers lost on the way and sent again, taken once", found.again)
    figures.say("tokens given, one after another", scene["issued_a_second"], "a second")


def _p99(seconds: list[float]) -> float:
    return 1000 * sorted(seconds)[int(len(seconds) * 0.99)]


def _told(servers: Servers, *arguments: str) -> Any:
    command = [sys.executable, "-m", "bench.ready", "bench.answers_make", *arguments]
    made = subprocess.run(command, env=servers.environment, cwd=ROOT, check=True, stdout=subprocess.PIPE)
    return json.loads(made.stdout)


def _answers(items: list[str], number: int) -> str:
    """Answers by which each person can be told from every other, as the program keeps them."""
    points = [1 + number // POINTS**place % POINTS for place in range(len(items))]
    return json.dumps(dict(sorted(zip(items, points, strict=True))), separators=(",", ":"))


async def _warm(servers: Servers, scene: dict[str, Any]) -> None:
    for _ in range(8):
        await _request(servers, _page(scene, scene["devices"][0]))


async def _crowd(servers: Servers, scene: dict[str, Any], given: list[str]) -> Outcome:
    found, chance = Outcome(), random.Random(SEED)
    waiting = list(zip(scene["devices"], given, strict=True))
    chance.shuffle(waiting)
    began = time.perf_counter()
    await asyncio.gather(*(_person(servers, scene, waiting, chance, found) for _ in range(AT_ONCE)))
    found.seconds = time.perf_counter() - began
    return found


async def _person(
    servers: Servers, scene: dict[str, Any], waiting: list[Any], chance: random.Random, found: Outcome
) -> None:
    while waiting:
        device, text = waiting.pop()
        began = time.perf_counter()
        page = await _request(servers, _page(scene, device))
        found.opened.append(time.perf_counter() - began)
        if b"data-questionnaire" not in page:
            found.refused.append(page[:200].decode())
        sent = _slip(device, text)
        began = time.perf_counter()
        if chance.random() < LOST_ON_THE_WAY:
            found.again += 1
            await _request(servers, sent, hang_up_after=chance.uniform(0, 0.05))
        answer = await _request(servers, sent)
        found.handed_in.append(time.perf_counter() - began)
        if b'"received"' not in answer and b'"already"' not in answer:
            found.refused.append(answer[-200:].decode())


def _page(scene: dict[str, Any], device: dict[str, str]) -> bytes:
    return (
        f"GET /answers/{scene['round']}/ HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n"
        f"Accept-Language: nl\r\nCookie: sessionid={device['session']}\r\n\r\n"
    ).encode()


def _slip(device: dict[str, str], text: str) -> bytes:
    secret = secrets.token_bytes(32)
    hashes = {"change_hash": _text(seal.change_hash(secret)), "mark": _text(seal.mark_of(secret))}
    token = {name: device[name] for name in ("round", "box", "prepared", "signature")}
    body = json.dumps({**token, **hashes, "text": text}).encode()
    head = (
        "POST /anonymous/slip/ HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n"
        f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


def _text(data: bytes) -> str:
    return urlsafe_b64encode(data).decode().rstrip("=")


async def _request(servers: Servers, sent: bytes, hang_up_after: float | None = None) -> bytes:
    """Send it and return the answer; or hang up before it is there."""
    reader, writer = await asyncio.open_connection("127.0.0.1", servers.pages_port)
    writer.write(sent)
    try:
        if hang_up_after is not None:
            await asyncio.sleep(hang_up_after)
            return b""
        return await reader.read()
    finally:
        writer.close()
