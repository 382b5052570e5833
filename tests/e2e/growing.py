"""How somebody grows, page by page: what one presses and fills in."""

import json
import os
import re
import struct
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.request import urlopen
from xml.etree import ElementTree as ET

from playwright.sync_api import Page, expect

from drieslag.core import clock
from tests.badges.conftest import ROOT, node
from tests.e2e.moved import FOLDER, Clock
from tests.e2e.people import ACTS, People

DESK: dict[str, Any] = {"width": 1440, "height": 900}
KEY = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
MOVED = FOLDER / "moved.mjs"
TOLD_WRONG = "main .utrecht-form-field-error-message, main .utrecht-alert--error"


@dataclass
class Year:
    """The people of a year, and what time it is there."""

    people: People
    clock: Clock

    def day(self, days: int = 0) -> str:
        """A day from now, as a field for days wants it."""
        return (self.clock.now + timedelta(days=days)).date().isoformat()

    def at(self, key: str, path: str) -> Page:
        """Somebody at a page, on their own device."""
        page = self.people.sign_in(key, **DESK)
        page.goto(path)
        return page

    def done_with(self, *pages: Page) -> None:
        """These devices are closed."""
        for page in pages:
            page.context.close()
            self.people.devices.remove(page.context)


def press(page: Page, selector: str) -> None:
    """Press a button, and wait for the page that comes."""
    with page.expect_navigation():
        page.locator(selector).first.click()


def fill(page: Page, **words: str) -> None:
    """Write in the fields of these names."""
    for name, text in words.items():
        page.locator(f"main [name={name}]").fill(text)


def keep(page: Page, **words: str) -> None:
    """Fill a form in and keep it; nothing was refused."""
    fill(page, **words)
    press(page, f"main form .{ACTS}")
    expect(page.locator(TOLD_WRONG)).to_have_count(0)


def ask_by_name(page: Page, name: str) -> None:
    """Look for a colleague, and press at the name."""
    fill(page, words=name.split(maxsplit=1)[0])
    press(page, "main .ds-find-name button")
    row = page.locator("main li").filter(has_text=name).filter(has=page.locator("button[name=person]"))
    with page.expect_navigation():
        row.locator("button[name=person]").first.click()


def key_of(page: Page) -> str:
    """The key in the address of a page."""
    found = KEY.search(page.url)
    assert found is not None, page.url
    return found[0]


def says(page: Page, *texts: str) -> None:
    """What stands on the page."""
    for text in texts:
        expect(page.locator("main")).to_contain_text(text)


def says_nothing_of(page: Page, *texts: str) -> None:
    """What does not stand on the page."""
    for text in texts:
        expect(page.locator("main")).not_to_contain_text(text)


def downloaded(page: Page, selector: str) -> Path:
    """What comes when one presses at a file."""
    with page.expect_download() as coming:
        page.locator(selector).first.click()
    return Path(coming.value.path())


def verified_by_others(year: Year, credential: dict[str, Any]) -> dict[str, Any]:
    """What a verifier that others wrote says of a badge; it asks the addresses of the running house."""
    url = year.people.house.url
    issuer, status = credential["issuer"]["id"], credential["credentialStatus"]["statusListCredential"]
    slug = issuer.rsplit(":", 1)[1]
    served = {}
    for name, path in ((issuer, "did.json"), (status, "status/")):
        with urlopen(f"{url}/badges/{slug}/{path}") as answer:
            served[name] = json.loads(answer.read())
    given = json.dumps({"credential": credential, "served": served, "now": year.clock.now.isoformat()})
    done = subprocess.run(
        [node(), "--import", str(MOVED), str(ROOT / "tests" / "badges" / "verify.mjs")],
        env={**os.environ, "MOVED_BY": str((year.clock.now - clock.now()).total_seconds() * 1000)},
        input=given,
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=True,
        timeout=60,
    )
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def credential_in(picture: bytes) -> dict[str, Any]:
    """What is baked into a drawing or an image, read as the standard says and without our own code."""
    if picture.startswith(b"\x89PNG"):
        texts = (body for kind, body in _chunks(picture) if kind == b"iTXt")
        text = next(body for body in texts if body.startswith(b"openbadgecredential"))
        said = text.split(b"\0", 5)[5]  # after the word: two flags, a language and a translated word
    else:
        found = ET.fromstring(picture).findtext(".//{https://purl.imsglobal.org/ob/v3p0}credential")
        assert found is not None
        said = found.encode()
    baked: dict[str, Any] = json.loads(said)
    return baked


def _chunks(image: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = 8
    while at < len(image):
        (length,) = struct.unpack(">I", image[at : at + 4])
        yield image[at + 4 : at + 8], image[at + 8 : at + 8 + length]
        at += length + 12
