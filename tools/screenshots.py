"""Takes the pictures of the README from a demo of its own: `make screenshots`. What they show is the real program."""

import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).parents[1]
OUT = ROOT / "docs" / "screenshots"
PHONE, DESK = (390, 844), (1440, 900)


@contextmanager
def demo() -> Iterator[str]:
    """Run a demo on a free port and give its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with tempfile.TemporaryDirectory() as home:
        command = [str(ROOT / ".venv/bin/drieslag"), "demo", "--port", str(port)]
        server = subprocess.Popen(
            command, cwd=ROOT, env={**os.environ, "DRIESLAG_HOME": home}, stdout=subprocess.DEVNULL
        )
        try:
            yield wait_for(f"http://localhost:{port}")
        finally:
            server.terminate()
            server.wait(30)


def wait_for(address: str) -> str:
    """Wait until the demo answers."""
    for _ in range(240):
        try:
            with urllib.request.urlopen(f"{address}/demo/", timeout=2):
                return address
        except OSError:
            time.sleep(1)
    sys.exit("The demo did not start.")


def persona(browser: Browser, address: str, name: str, size: tuple[int, int]) -> Page:
    """Sign in with one press, in Dutch."""
    context = browser.new_context(
        locale="nl-NL",
        timezone_id="Europe/Amsterdam",
        viewport={"width": size[0], "height": size[1]},
        reduced_motion="reduce",
    )
    page = context.new_page()
    page.goto(f"{address}/demo/")
    page.locator(f'form[action="/demo/{name}/"] button').click()
    page.wait_for_url(lambda url: "/demo" not in url)
    return page


def shot(page: Page, name: str) -> None:
    """Keep what the window shows."""
    page.wait_for_load_state("load")
    page.evaluate("document.fonts.ready")
    page.screenshot(path=OUT / f"{name}.png")


def main() -> None:
    """Take all pictures."""
    OUT.mkdir(parents=True, exist_ok=True)
    browser_path = ROOT / "var" / "browser"
    path = browser_path.read_text().strip() if browser_path.exists() else "/usr/bin/chromium"
    with demo() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        still(browser, address)
        live(browser, address)
        browser.close()


def still(browser: Browser, address: str) -> None:
    """The pages of every day."""
    phone = persona(browser, address, "yasmin", PHONE)
    shot(phone, "today-phone")
    phone.goto(f"{address}/questions/new/")
    phone.locator("textarea").nth(1).fill("Bij mevrouw De Vries aan de Lindestraat 12 durf ik niet te stoppen.")
    phone.locator(".ds-find:visible").first.wait_for()
    shot(phone, "question-phone")
    desk = persona(browser, address, "yasmin", DESK)
    desk.goto(f"{address}/board/")
    shot(desk, "board")
    thread = (
        desk.locator("a[href^='/threads/']", has_text="regie").or_(desk.locator("a[href^='/threads/']").nth(2)).first
    )
    desk.goto(address + (thread.get_attribute("href") or "/"))
    shot(desk, "thread")
    for name, where in (("formats", "formats"), ("rhythm", "rhythm"), ("map", "offers/map")):
        desk.goto(f"{address}/{where}/")
        shot(desk, name)
    measured(desk, address)
    grown(phone, desk, address)


def grown(phone: Page, desk: Page, address: str) -> None:
    """What somebody learns for themselves."""
    desk.goto(f"{address}/growth/")
    shot(desk, "growth")
    phone.goto(f"{address}/growth/reflections/new/")
    shot(phone, "reflection-phone")


def measured(desk: Page, address: str) -> None:
    """A result that a team reads."""
    desk.goto(f"{address}/results/")
    pulse = desk.locator("main a[href^='/results/groups/']", has_text="Polsslag").first.get_attribute("href")
    desk.goto(address + (pulse or "/results/"))
    shot(desk, "result")


def live(browser: Browser, address: str) -> None:
    """A meeting with three people, seen from three sides."""
    coach = persona(browser, address, "joost", DESK)
    member = persona(browser, address, "yasmin", PHONE)
    member.goto(f"{address}/board/")  # leads to the board of her team
    team = member.url.rstrip("/").rsplit("/", 1)[1]
    coach.goto(f"{address}/meetings/new/?format=W01&team={team}")
    coach.locator("button[name=now]").click()
    coach.wait_for_url("**/facilitator/")
    room = coach.url.replace("/facilitator/", "/")
    others = [member, persona(browser, address, "els", PHONE)]
    for page in others:
        page.goto(room)
        page.locator("form[action$='/seat/'] button").click()
        page.wait_for_url("**/room/")
    forward(coach, others)
    write(others[0], "Hoe weet ik dat het goed genoeg is om te stoppen?")
    forward(coach, others)
    write(others[0], "Voor wie is het moeilijk als jij stopt?")
    others[1].locator(".ds-sheet--you").wait_for()
    shot(others[1], "turn-phone")
    shot(coach, "facilitator")
    screen = coach.context.new_page()
    screen.goto(f"{room}screen/")
    shot(screen, "screen")


def forward(coach: Page, others: list[Page]) -> None:
    """Press next, and wait until the step is another for everybody."""
    before = coach.locator("#step [data-step]").get_attribute("data-step")
    coach.locator('#controls button[data-key="ArrowRight PageDown"]').click()
    coach.wait_for_function("before => document.querySelector('#step [data-step]').dataset.step !== before", arg=before)
    for page in others:
        page.locator(f'#mine [data-step="{coach.locator("#step [data-step]").get_attribute("data-step")}"]').wait_for()


def write(page: Page, text: str) -> None:
    """Hand something in."""
    area = page.locator("#mine form[data-outbox] textarea")
    area.first.fill(text)
    page.locator("#mine form[data-outbox] button").first.click()
    page.get_by_text(text).first.wait_for()


if __name__ == "__main__":
    main()
