"""How many pages about one's own growth are served a second: a plan of twenty goals, and the home page with something
of every part on it. Over real HTTP, by as many processes as there are cores, four pages at a time.

The barest page of somebody who is signed in is measured beside them in the same run: what a page costs anyway.
"""

import asyncio
import json
import subprocess
import sys
import time
from typing import Any

import uvloop

from bench.figures import Figures
from bench.live_scene import ROOT, Servers, serving

AT_ONCE = 4
WORKERS = 2  # one a core, as docs/operating.md advises
PAGES, SERIES = 200, 3
PLAN_A_SECOND, HOME_A_SECOND = 150, 100


def measure(figures: Figures) -> None:
    """Ask each page again and again, the pages in turns; the best series counts."""
    figures.head("Growing: pages a second, four at a time, both cores")
    with serving(apart=True, workers=WORKERS) as servers:
        scene = _made(servers)
        best = uvloop.run(_series(servers, scene))
    figures.at_least("a plan of twenty goals", best["plan"], PLAN_A_SECOND, "a second")
    figures.at_least("the home page of growing", best["home"], HOME_A_SECOND, "a second")
    figures.say("for comparison, the page More, which shows nothing of anybody", best["more"], "a second")
    for name in ("plan", "home"):
        figures.say(f"queries of {name}", scene["queries"][name])


def _made(servers: Servers) -> Any:
    command = [sys.executable, "-m", "bench.ready", "bench.growth_make"]
    made = subprocess.run(command, env=servers.environment, cwd=ROOT, check=True, stdout=subprocess.PIPE)
    return json.loads(made.stdout)


async def _series(servers: Servers, scene: dict[str, Any]) -> dict[str, float]:
    best = dict.fromkeys(scene["pages"], 0.0)
    for name in best:
        await _crowd(servers, scene, name, 40)  # every process has its templates and texts ready
    for _ in range(SERIES):
        for name in best:
            best[name] = max(best[name], await _crowd(servers, scene, name, PAGES))
    return best


async def _crowd(servers: Servers, scene: dict[str, Any], name: str, count: int) -> float:
    """Return how many pages a second so many took."""
    waiting = list(range(count))
    began = time.perf_counter()
    await asyncio.gather(*(_one(servers, scene, name, waiting) for _ in range(AT_ONCE)))
    return count / (time.perf_counter() - began)


async def _one(servers: Servers, scene: dict[str, Any], name: str, waiting: list[int]) -> None:
    sent = (
        f"GET {scene['pages'][name]} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n"
        f"Accept-Language: nl\r\nCookie: sessionid={scene['session']}\r\n\r\n"
    ).encode()
    while waiting:
        waiting.pop()
        reader, writer = await asyncio.open_connection("127.0.0.1", servers.pages_port)
        writer.write(sent)
        page = await reader.read()
        writer.close()
        if not page.startswith(b"HTTP/1.1 200") or scene["shows"][name].encode() not in page:
            raise AssertionError(page[:300])
