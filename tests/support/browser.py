"""One Chromium for all tests of a run: Playwright keeps a loop in its thread, and two of them cannot live in one."""

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
BUILT = ROOT / "src/drieslag/web/static/drieslag"
NOTE = ROOT / "var" / "browser"


def chromium() -> str | None:
    """Return the browser that `make` found or fetched (tools/find_browser.py), else one on the path."""
    noted = NOTE.read_text(encoding="utf-8").strip() if NOTE.is_file() else ""
    return noted or shutil.which("chromium") or shutil.which("chromium-browser")


@pytest.fixture(scope="session")
def built() -> Path:
    """The folder of built files, made when it is not there."""
    if not (BUILT / "drieslag.js").exists():
        subprocess.run(["node", str(ROOT / "frontend/build.mjs")], check=True, cwd=ROOT)
    return BUILT


@pytest.fixture(scope="session")
def browser(built: Path) -> Iterator[Browser]:
    """The loop that playwright keeps in this thread would make Django refuse its database; both are used in turn."""
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        browser = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        yield browser
        browser.close()
