"""A browser, and a stage to try scripts on."""

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.frontend.stage import STATIC, Stage, staged

ROOT = Path(__file__).resolve().parents[2]
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")


@pytest.fixture(scope="session")
def built() -> Path:
    """The folder of built files, made when it is not there."""
    folder = STATIC / "drieslag"
    if not (folder / "drieslag.js").exists():
        subprocess.run(["node", str(ROOT / "frontend/build.mjs")], check=True, cwd=ROOT)
    return folder


@pytest.fixture(scope="session")
def browser(built: Path) -> Iterator[Browser]:
    """The loop that playwright keeps in this thread would make Django refuse its database; both are used in turn."""
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def stage() -> Iterator[Stage]:
    with staged() as stage:
        yield stage


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page that fails the test when a script breaks or the policy is broken."""
    context = browser.new_context(locale="nl-NL")
    page = context.new_page()
    broken: list[str] = []
    page.on("pageerror", lambda error: broken.append(str(error)))
    page.on("console", lambda said: broken.append(said.text) if "Content Security Policy" in said.text else None)
    yield page
    context.close()
    assert broken == []
