"""People with a device each, and what they do in a meeting. Elements are found by what they are, seldom by words."""

import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Browser, BrowserContext, Locator, Page, Request, expect

from tests.config.programs import eventually
from tests.e2e.house import House

PATIENCE = 30_000  # milliseconds: a machine that runs other things as well must not fail a test
NEXT = '#controls button[data-key="ArrowRight PageDown"]'
BACK = '#controls button[data-key="ArrowLeft PageUp"]'
ACTS = "utrecht-button--primary-action"


@dataclass
class People:
    """Opens devices, and remembers what broke on any of them."""

    browser: Browser
    house: House
    devices: list[BrowserContext] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)

    def device(self, *, width: int = 390, height: int = 844, language: str = "nl-NL", **options: Any) -> Page:
        """A fresh browser of nobody. A script that fails or a breach of the policy is remembered against the test."""
        context = self.browser.new_context(
            locale=language, viewport={"width": width, "height": height}, base_url=self.house.url, **options
        )
        context.set_default_timeout(PATIENCE)
        self.devices.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: self.broken.append(f"{page.url}: {error}"))
        page.on("request", self._sent)
        page.on("console", lambda said: self._heard(page, said.text))
        return page

    def _sent(self, request: Request) -> None:
        """Remember all that leaves a device, for the search through the logs."""
        self.house.said.add(urlsplit(request.url).query)
        if request.method == "POST" and (body := request.post_data):
            self.house.said |= {value for values in parse_qs(body).values() for value in values}

    def _heard(self, page: Page, said: str) -> None:
        if "Content Security Policy" in said:
            self.broken.append(f"{page.url}: {said}")

    def sign_in(self, key: str, **options: Any) -> Page:
        """Somebody of the organisation at their own device."""
        page = self.device(**options)
        session = self.house.made["people"][key]["session"]
        page.context.add_cookies([{"name": "sessionid", "value": session, "url": self.house.url}])
        return page

    def picture(self, folder: Path) -> None:
        """Keep what every device shows now."""
        for number, context in enumerate(self.devices):
            for page in context.pages:
                (folder / f"{number}.txt").write_text(page.url + "\n" + page.locator("body").inner_text())
                page.screenshot(path=folder / f"{number}.png", full_page=True)

    def leave(self) -> None:
        for context in self.devices:
            context.close()
        self.devices.clear()


@dataclass
class Room:
    """A meeting: the facilitator's desk, and a page for each who takes part."""

    people: People
    desk: Page
    meeting: str
    seats: dict[str, Page] = field(default_factory=dict)

    @property
    def address(self) -> str:
        return f"/meetings/{self.meeting}/"

    def enter(self, key: str, **options: Any) -> Page:
        """Take a seat, and listen."""
        page = self.people.sign_in(key, **options)
        page.goto(self.address)
        with listening(page):
            page.locator(f'form[action="{self.address}seat/"] button').click()
            page.wait_for_url(f"**{self.address}room/**")
        self.seats[key] = page
        return page

    def enter_guest(self, name: str, **options: Any) -> Page:
        """Join by the code with a first name, and be let in."""
        page = self.people.device(**options)
        page.goto(self.link())
        page.locator("input[name=name]").fill(name)
        page.locator(f"form .{ACTS}").click()
        page.wait_for_url(f"**{self.address}room/")
        with listening(page):
            self.desk.locator('#people form[action$="/admission/"] button').first.click()
            page.locator("#mine").wait_for()
        self.seats[name] = page
        return page

    def link(self) -> str:
        """Where the QR code leads; the meeting's own page carries it."""
        page = self.desk.context.new_page()
        page.goto(self.address)
        link = page.locator("[data-copy]").get_attribute("data-copy")
        page.close()
        assert link is not None
        return link

    def fill(self, *keys: str) -> None:
        """Seat people whose devices a test does not need."""
        enter = f"actions.enter(by=people[key], meeting=Meeting.objects.get(pk={self.meeting!r}))"
        self.people.house.act(f"for key in {keys!r}:\n    {enter}")

    def stream(self, page: Page) -> "Wire":
        """Everything that the wire brings to this device, beside its own page."""
        address = page.locator("#live").get_attribute("hx-sse:connect")
        assert address is not None
        return Wire(self.people.house.url + address)

    def go_on(self, step: str) -> None:
        """Next; everybody who listens comes along."""
        self.desk.locator(NEXT).click()
        self.all_at(step)

    def all_at(self, step: str) -> None:
        expect(self.desk.locator("#step [data-step]")).to_have_attribute("data-step", step)
        for page in self.seats.values():
            at(page, step)

    def close(self) -> None:
        self.desk.locator('[data-dialog="#stop"]').first.click()
        self.desk.locator(f'form[action="{self.address}closure/"] .utrecht-button--stop').click()
        self.desk.wait_for_url(f"**{self.address}report/")


class Wire(Thread):
    """Reads a stream as bytes, like somebody who looks into the line."""

    def __init__(self, address: str) -> None:
        super().__init__(daemon=True)
        self.address, self.heard, self.ended = address, "", False
        self.start()

    def run(self) -> None:
        try:
            with urllib.request.urlopen(self.address, timeout=60) as answer:
                while line := answer.readline():
                    self.heard += line.decode()
        except OSError:
            pass
        self.ended = True

    def hears(self, text: str) -> bool:
        return eventually(lambda: text in self.heard)


@contextmanager
def listening(page: Page) -> Iterator[None]:
    """Wait until the page's stream is open. What is done before that arrives as well, but proves only the catching up
    at the connection, not the stream.
    """
    with page.expect_response(lambda answer: "/live/stream" in answer.url, timeout=PATIENCE):
        yield


def begin(people: People, key: str = "joost", code: str = "W08", *, thread: str = "", **options: Any) -> Room:
    """Begin a meeting now, from the planning page."""
    desk = people.sign_in(key, **{"width": 1440, "height": 900} | options)
    asked = f"&thread={thread}" if thread else ""
    desk.goto(f"/meetings/new/?format={code}&team={people.house.team()}{asked}")
    with listening(desk):
        desk.locator("button[name=now]").click()
        desk.wait_for_url("**/facilitator/")
    return Room(people, desk, desk.url.split("/meetings/")[1].split("/")[0])


def at(page: Page, step: str) -> None:
    """The page, and one's own part of it, came to this step."""
    expect(page.locator("#head [data-step]")).to_have_attribute("data-step", step)
    expect(page.locator("#mine > [data-step]")).to_have_attribute("data-step", step)


def box(page: Page, field: str = "") -> Locator:
    """The form of one writing field in one's own part."""
    within = page.locator("#mine form[data-outbox]")
    return within.filter(has=page.locator(f'input[name="field"][value="{field}"]')) if field else within.first


def write(page: Page, text: str, field: str = "") -> None:
    """Hand a text in, and wait for the receipt."""
    form = box(page, field)
    form.locator("textarea[name=text]").fill(text)
    acknowledged(page, "/contributions/", form.locator(f".{ACTS}").click)


def acknowledged(page: Page, part: str, act: Callable[[], None]) -> None:
    """Do something, and wait until the server said that it has it."""
    with page.expect_response(lambda answer: part in answer.url and answer.request.method == "POST") as answer:
        act()
    assert answer.value.status < 300, (answer.value.status, answer.value.url)
