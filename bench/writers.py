"""People who write at random moments over a slow line that breaks now and then: is every card there, and once?

The line lies between the people and the program, on this machine. A writer does what the page's outbox does: it sends
a card until it is acknowledged, each time with the card's own key. One answer in twenty does not come through, so that
sending again is the rule and not the exception. Afterwards the database is counted, and what every stream brought.
"""

import asyncio
import random
import re
from collections import Counter
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from uuid import UUID, uuid4

import httpx
import psycopg
import uvloop
from playwright.async_api import Browser, Page, Playwright, async_playwright

from bench.figures import Figures
from bench.live_crowd import Listener, connect
from bench.live_scene import CSRF, Scene, Servers, make_scene, serving
from bench.slow_line import Line, slow_line
from tests.support.browser import chromium

SEED = 7
SECONDS = 6
CARDS = {12: 8, 50: 4}  # people, and cards each
DELAYS = (0, 20, 50)  # milliseconds each way
BREAKS = 0.05
PATIENCE = 15
BROWSERS, CARDS_EACH = 3, 10
TOKEN = re.compile(r"bijdrage-(\d+)\b")
BOX = "#mine form[data-outbox]"


@dataclass
class Written:
    """What was sent and what is there."""

    acknowledged: set[UUID] = field(default_factory=set)
    sent_again: int = 0
    rows: Counter[UUID] = field(default_factory=Counter)
    unseen: int = 0
    shown_twice: int = 0

    @property
    def lost(self) -> int:
        return len(self.acknowledged - self.rows.keys()) + self.unseen

    @property
    def doubled(self) -> int:
        return sum(self.rows.values()) - len(self.rows) + self.shown_twice


def measure(figures: Figures) -> None:
    """Let 12 and 50 people write over lines of 0, 20 and 50 ms, and three browsers over one of 20 ms."""
    figures.head("Writers: cards sent at random moments over a slow line that breaks")
    with serving(apart=True) as servers:
        for people in CARDS:
            for delay in DELAYS:
                found = uvloop.run(_write(servers, make_scene(servers, people=people), people, delay / 1000))
                _show(figures, f"{people} people, {delay} ms each way, {len(found.acknowledged)} cards", found)
    with serving(apart=False) as servers:
        scene = make_scene(servers, people=BROWSERS)
        browsed = asyncio.run(_browse(servers, scene))
        _show(figures, f"{BROWSERS} browsers, 20 ms each way, {BROWSERS * CARDS_EACH} cards", browsed)


def _show(figures: Figures, what: str, found: Written) -> None:
    figures.at_most(f"{what}: lost", found.lost, 0)
    figures.at_most(f"{what}: doubled", found.doubled, 0)
    figures.say("answers that did not come through, sent again", found.sent_again)


async def _write(servers: Servers, scene: Scene, people: int, delay: float) -> Written:
    """Let people listen and write at random moments; then count."""
    chance = random.Random(f"{SEED} {people} {delay}")
    found = Written()
    each = CARDS[people]
    async with (
        slow_line(servers.pages_port, delay, BREAKS) as pages,
        slow_line(servers.live_port, delay) as live,
        httpx.AsyncClient(timeout=30) as client,
    ):
        since = await scene.present(client)
        crowd = [Listener(number, scene.stream_path(number, since)) for number in range(people)]
        await asyncio.gather(*(connect(listener, live.port) for listener in crowd))
        writers = (_writer(scene, pages, person, _moments(chance, each), found) for person in range(people))
        await asyncio.gather(*writers)
        await _settle(crowd, people * each)
        found.sent_again = pages.broken
    found.rows = await _rows(servers, scene)
    for listener in crowd:
        found.unseen += sum(listener.shown[token] == 0 for token in range(people * each))
        found.shown_twice += sum(count > 1 for count in listener.shown.values())
    return found


def _moments(chance: random.Random, cards: int) -> list[float]:
    return sorted(chance.uniform(0, SECONDS) for _ in range(cards))


async def _writer(scene: Scene, line: Line, person: int, moments: list[float], found: Written) -> None:
    """Write a card at each of these moments."""
    began, cards = asyncio.get_running_loop().time(), len(moments)
    async with httpx.AsyncClient(timeout=30) as client:
        for number, moment in enumerate(moments):
            await asyncio.sleep(began + moment - asyncio.get_running_loop().time())
            found.acknowledged.add(await _send(client, scene, line, person, person * cards + number))


async def _send(client: httpx.AsyncClient, scene: Scene, line: Line, person: int, token: int) -> UUID:
    """Send one card until it is acknowledged, as the outbox does."""
    key = uuid4()
    address = f"http://127.0.0.1:{line.port}/meetings/{scene.meeting}/steps/cards/contributions/"
    headers = {**scene.cookies(person), "X-CSRFToken": CSRF, "X-Outbox": "1"}
    card = {"text": f"Wie van ons houdt het overzicht? bijdrage-{token}", "client_key": str(key)}
    while True:
        try:
            answer = await client.post(address, data=card, headers=headers)
        except httpx.HTTPError:
            await asyncio.sleep(0.5)
            continue
        if answer.status_code == httpx.codes.OK:
            return key
        raise AssertionError(f"refused: {answer.status_code} {answer.text[:300]}")


async def _settle(crowd: list[Listener], cards: int) -> None:
    """Wait until every page shows all, for as long as a person would."""
    until = asyncio.get_running_loop().time() + PATIENCE
    while asyncio.get_running_loop().time() < until:
        await asyncio.sleep(0.2)
        if all(len(+listener.shown) >= cards for listener in crowd):
            return


async def _rows(servers: Servers, scene: Scene) -> Counter[UUID]:
    """Count the rows of each card's key."""
    async with await psycopg.AsyncConnection.connect(servers.database) as connection:
        await connection.execute("select set_config('drieslag.organisation', %s, true)", [scene.organisation])
        rows = await connection.execute(
            "select client_key, count(*) from meetings_contribution where meeting_id = %s group by client_key",
            [scene.meeting],
        )
        return Counter(dict(await rows.fetchall()))


async def _browse(servers: Servers, scene: Scene) -> Written:
    """Let browsers type cards in the real page; what a page shows in the end is what its reader has."""
    found = Written()
    async with AsyncExitStack() as stack:
        playwright = await stack.enter_async_context(async_playwright())
        line = await stack.enter_async_context(slow_line(servers.pages_port, 0.02))
        browsers = [await _launch(playwright) for _ in range(BROWSERS)]
        pages = [await _open(browser, scene, line, person) for person, browser in enumerate(browsers)]
        await asyncio.gather(*(_type(page, person) for person, page in enumerate(pages)))
        tokens = range(BROWSERS * CARDS_EACH)
        until = asyncio.get_running_loop().time() + PATIENCE
        shown: list[Counter[int]] = []
        while asyncio.get_running_loop().time() < until:
            await asyncio.sleep(0.5)
            shown = [Counter(map(int, TOKEN.findall(await page.locator("#stage").inner_text()))) for page in pages]
            if all(len(one) == len(tokens) for one in shown):
                break
        for browser in browsers:
            await browser.close()
    found.rows = await _rows(servers, scene)
    found.unseen = sum(one[token] == 0 for one in shown for token in tokens) + len(tokens) - len(found.rows)
    found.shown_twice = sum(count > 1 for one in shown for count in one.values())
    return found


async def _launch(playwright: Playwright) -> Browser:
    return await playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])


async def _open(browser: Browser, scene: Scene, line: Line, person: int) -> Page:
    context = await browser.new_context()
    address = f"http://127.0.0.1:{line.port}"
    await context.add_cookies([{"name": "sessionid", "value": scene.sessions[person], "url": address}])
    page = await context.new_page()
    await page.goto(f"{address}/meetings/{scene.meeting}/room/")
    return page


async def _type(page: Page, person: int) -> None:
    """Type cards one after another, without waiting for what the server says of the last one."""
    chance = random.Random(SEED + person)
    for number in range(CARDS_EACH):
        await page.wait_for_timeout(chance.uniform(50, 1200))
        box = page.locator(f"{BOX} textarea[name=text]")
        await box.press_sequentially(f"Wie houdt het overzicht? bijdrage-{person * CARDS_EACH + number}.", delay=15)
        await page.locator(f"{BOX} button.utrecht-button--primary-action").click()
