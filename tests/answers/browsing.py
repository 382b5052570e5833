"""Somebody with a device, before the running program."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from playwright.sync_api import Browser, BrowserContext, Page, expect

from drieslag.core import tenancy
from drieslag.people.models import Person
from drieslag.privacy.anonymous import keyfolder, seal
from drieslag.privacy.anonymous.enums import Purpose
from drieslag.privacy.anonymous.keyfolder import SEAL
from drieslag.privacy.anonymous.models import Box, Slip
from drieslag.surveys.models import Round
from tests.factories.world import World

PHONE, DESK = {"width": 360, "height": 780}, {"width": 1440, "height": 900}


@dataclass
class Device:
    """A browser of one person, with what went wrong in it."""

    context: BrowserContext
    page: Page
    address: str
    broken: list[str] = field(default_factory=list)
    asked: list[tuple[str, str]] = field(default_factory=list)

    def open(self, found: Round) -> None:
        """Open the questionnaire and wait until it can be filled in."""
        self.page.goto(f"{self.address}/answers/{found.pk}/")
        self.page.wait_for_selector("form[data-state=ready]")

    def choose(self, item: str, answer: str) -> None:
        """Press an answer."""
        self.page.locator(f'[data-item="{item}"] label:has(input[value="{answer}"])').click()

    def became(self, state: str) -> str:
        """Wait until this became of it, and return what is said."""
        part = self.page.locator(f"[data-became={state}]")
        expect(part).to_be_visible()
        return part.inner_text()

    def kept(self) -> dict[str, str]:
        """What lies on the device."""
        origins = self.context.storage_state()["origins"]
        return {str(item["name"]): str(item["value"]) for origin in origins for item in origin["localStorage"]}


@contextmanager
def device(
    browser: Browser, address: str, world: World, person: Person | None = None, **options: Any
) -> Iterator[Device]:
    """Let somebody sit down; nothing may have broken when they leave."""
    context = browser.new_context(**{"locale": "nl-NL", "viewport": PHONE, **options})
    if person is not None:
        session = world.client(person).cookies[settings.SESSION_COOKIE_NAME].value
        context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": address}])
    page = context.new_page()
    page.set_default_timeout(10_000)
    made = Device(context, page, address)
    page.on("pageerror", lambda error: made.broken.append(str(error)))
    page.on("console", lambda said: made.broken.append(said.text) if "Content Security" in said.text else None)
    page.on("request", lambda asked: made.asked.append((asked.url, asked.header_value("cookie") or "")))
    yield made
    context.close()
    assert made.broken == []


def handed_in(world: World) -> list[dict[str, Any]]:
    """Open all boxes of the organisation, and leave them as they are."""
    with tenancy.inside(world.organisation.pk):
        found = []
        for box in Box.objects.filter(purpose=Purpose.SURVEY):
            private = keyfolder.read(SEAL, box.pk)
            sealed = [bytes(slip.sealed) for slip in Slip.objects.filter(box=box)]
            found += [json.loads(one.text) for one in seal.open_all(private, box.pk, sealed)]
        return found
