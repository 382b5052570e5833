"""Rounds of questions in the house: who watches what leaves each device, and what people do with a questionnaire."""

import email
import json
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from email import policy
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Locator, Page, Request, Response, expect

from tests.config.programs import eventually
from tests.e2e.moved import AMSTERDAM, Clock
from tests.e2e.people import People

MONDAY = datetime(2027, 9, 6, 9, 0, tzinfo=AMSTERDAM)
MAILS = "from drieslag.learning.notices import jobs as notices\nfrom drieslag.surveys import jobs, jobs_mail\n"
WORD = 12  # signs: what links is never shorter


@dataclass
class Watched(People):
    """People whose every request is remembered: the address as a log of requests has it, and what the body held."""

    asked: list[str] = field(default_factory=list)
    linking: set[str] = field(default_factory=set)

    def device(self, **options: Any) -> Page:
        """A fresh browser of nobody, that is listened to."""
        page = super().device(**options)
        page.context.on("request", self._note)
        page.context.on("response", self._answered)
        return page

    def _note(self, request: Request) -> None:
        address = urlsplit(request.url)
        self.asked.append(f"{request.method} {address.path}?{address.query} {request.headers.get('referer', '')}")
        if "json" in request.headers.get("content-type", "") and (body := request.post_data):
            self.linking |= values_in(json.loads(body))

    def _answered(self, response: Response) -> None:
        """Whatever was signed blindly links as well."""
        if urlsplit(response.url).path.startswith("/anonymous/token/") and response.ok:
            self.linking |= values_in(response.json())


def values_in(found: Any) -> set[str]:
    """All texts in it that are long enough to know something by."""
    if isinstance(found, dict):
        return set().union(*map(values_in, found.values()))
    return {found} if isinstance(found, str) and len(found) >= WORD else set()


def next_monday(clock: Clock) -> None:
    """Let the next working week begin: mails go out then."""
    now = clock.now.astimezone(AMSTERDAM)
    day = now.date() + timedelta(days=7 - now.weekday())
    clock.move_to(datetime.combine(day, time(9), AMSTERDAM))


def let_mails_go(people: People) -> None:
    """What the queue does every few minutes in working time, now: its own clock did not move."""
    people.house.act(f"{MAILS}jobs_mail.tell()\nnotices.send()")


def let_rounds_close(people: People) -> None:
    """What the queue does four times an hour."""
    people.house.act(f"{MAILS}jobs.close_everywhere()")


def mails(people: People, key: str) -> list[str]:
    """What came in for somebody: subject and text of each mail in the store of this installation."""
    [[address]] = people.house.sql(
        "select a.email from people_account a join people_person p on p.account_id = a.id where p.id::text = %s",
        people.house.person(key),
    )
    found = []
    for path in sorted((people.house.home / "mail").glob("*.log")):
        for raw in re.split(rb"\n-{70,}\n", path.read_bytes()):
            if not raw.strip():
                continue
            mail = email.message_from_bytes(raw, policy=policy.default)
            if str(mail["To"]) == address:
                text = mail.get_body(("plain",))
                assert text is not None
                found.append(f"{mail['Subject']}\n{text.get_content()}")
    return found


def token_comes(page: Page) -> None:
    """Wait until this device has the token that it is to hand in with."""
    kept = "() => Object.entries(localStorage).filter(([name]) => name.startsWith('drieslag.anonymous.token'))"
    assert eventually(lambda: any("signature" in value for _name, value in page.evaluate(kept)))


def open_sheet(page: Page, found: str) -> None:
    """Open the questionnaire from Today, and wait until it can be filled in."""
    page.locator(f'main a[href="/answers/{found}/"]').first.click()
    ready(page)


def ready(page: Page) -> None:
    expect(page.locator('form[data-questionnaire][data-state="ready"]')).to_have_count(1)


def items(page: Page) -> list[Locator]:
    return page.locator("[data-item]").all()


def choose(page: Page, values: Sequence[int]) -> None:
    """Answer the first questions as a finger does."""
    for item, value in zip(items(page), values, strict=False):
        item.locator(f'label:has(input[value="{value}"])').click()


def choose_quickly(page: Page, values: Sequence[int]) -> None:
    """Answer all, without waiting for each press to be seen."""
    press = """values => document.querySelectorAll('[data-item]').forEach((item, at) =>
        item.querySelector(`input[value="${values[at]}"]`).click())"""
    page.evaluate(press, list(values))


def by_keyboard(page: Page, values: Sequence[int]) -> None:
    """Answer all without a pointer: Tab from one question to the next, arrows to an answer."""
    page.locator("[data-item] input").first.focus()
    for number, value in enumerate(values):
        if number:
            to_next_question(page)
        page.keyboard.press("Space")
        for _step in range(value - 1):
            page.keyboard.press("ArrowDown")
    while not page.locator("[data-hand-in]").evaluate("node => node === document.activeElement"):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")


def to_next_question(page: Page) -> None:
    here = "() => document.activeElement.closest('[data-item]')?.dataset.item"
    before = page.evaluate(here)
    while page.evaluate(here) == before or not page.evaluate("() => document.activeElement.matches('input')"):
        page.keyboard.press("Tab")


def hand_in(page: Page) -> None:
    page.locator("[data-hand-in]").click()


def became(page: Page, state: str) -> Locator:
    """Wait until this is what became of it."""
    part = page.locator(f"[data-became={state}]")
    expect(part).to_be_visible()
    return part


def mail_about(people: People, key: str, words: str) -> str:
    """Wait until somebody has a mail with these words: the queue may be sending it at this moment."""

    def found() -> str:
        return next((mail for mail in mails(people, key) if words in mail), "")

    assert eventually(found), (key, words)
    return found()


@contextmanager
def together(people: People, keys: Sequence[str], **options: Any) -> Iterator[list[Page]]:
    """Some people at once, each at an own phone that leaves at the end."""
    pages = [people.sign_in(key, **options) for key in keys]
    yield pages
    for page in pages:
        people.devices.remove(page.context)
        page.context.close()
