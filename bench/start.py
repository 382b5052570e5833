"""A fresh clone in an empty home: how long `make demo` takes until its page answers, and how long a second time.

What is measured is what a newcomer does. The package caches are the machine's own, so the line to a registry is not
in it; nothing else of the home is.
"""

import os
import re
import shutil
import signal
import subprocess
import tempfile
import threading
import time
from pathlib import Path

import httpx

from bench.figures import Figures
from bench.live_scene import ROOT, _free_port

FIRST_MINUTES, SECOND_SECONDS = 4, 6
KEPT = ("PATH", "LANG", "TERM", "http_proxy", "https_proxy", "no_proxy", "SSL_CERT_FILE", "NODE_EXTRA_CA_CERTS")
KINDS_KEPT = re.compile(r"^(PIP_|UV_|npm_config_|PYENV_)", re.IGNORECASE)
HOME = Path.home()


def measure(figures: Figures) -> None:
    """Clone, start twice, and stop each time as Ctrl-C does."""
    figures.head("Start: `make demo` in a fresh clone, with an empty home")
    folder = Path(tempfile.mkdtemp(prefix="drieslag-start-"))
    try:
        clone = folder / "drieslag"
        subprocess.run(["git", "clone", "--quiet", str(ROOT), str(clone)], check=True)
        home = folder / "home"
        home.mkdir()
        first, left = _start(clone, home, 60 * FIRST_MINUTES * 2)
        figures.at_most("the first time, until the page answers", first / 60, FIRST_MINUTES, "minutes")
        figures.at_most("processes left after Ctrl-C", left, 0)
        second, left = _start(clone, home, 60)
        figures.at_most("the second time", second, SECOND_SECONDS, "s")
        figures.at_most("processes left after Ctrl-C", left, 0)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _environment(home: Path) -> dict[str, str]:
    """Return an empty home's environment, with the machine's caches and registries."""
    kept = {name: value for name, value in os.environ.items() if name in KEPT or KINDS_KEPT.match(name)}
    caches = {
        "UV_CACHE_DIR": str(HOME / ".cache" / "uv"),
        "PIP_CACHE_DIR": str(HOME / ".cache" / "pip"),
        "npm_config_cache": str(HOME / ".npm"),
        "PYENV_ROOT": str(HOME / ".pyenv"),
    }
    return {**caches, **kept, "HOME": str(home)}


def _start(clone: Path, home: Path, patience: float) -> tuple[float, int]:
    """Run `make demo` until its page answers, then press Ctrl-C; return the seconds and what still runs after it."""
    port = _free_port()
    command = ["make", "demo", f"ARGS=--port {port}"]
    began = time.monotonic()
    running = subprocess.Popen(
        command, cwd=clone, env=_environment(home), stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        start_new_session=True, text=True,
    )  # fmt: skip
    said: list[str] = []
    assert running.stdout is not None
    threading.Thread(target=said.extend, args=(running.stdout,), daemon=True).start()
    try:
        _wait(f"http://127.0.0.1:{port}/", running, began + patience)
        took = time.monotonic() - began
    except TimeoutError as error:
        raise SystemExit("".join(said)[-4000:]) from error
    finally:
        os.killpg(running.pid, signal.SIGINT)
        try:
            running.wait(20)
        except subprocess.TimeoutExpired:
            os.killpg(running.pid, signal.SIGKILL)
    return took, _left(clone)


def _wait(address: str, running: "subprocess.Popen[str]", until: float) -> None:
    while time.monotonic() < until and running.poll() is None:
        try:
            if httpx.get(address, timeout=5, follow_redirects=True).status_code == httpx.codes.OK:
                return
        except httpx.HTTPError:
            pass
        time.sleep(0.1)
    raise TimeoutError(address)


def _left(clone: Path) -> int:
    """Count processes of the clone that still run, a moment after the end."""
    time.sleep(1)
    found = 0
    for each in Path("/proc").glob("[0-9]*"):
        try:
            found += str(clone).encode() in (each / "cmdline").read_bytes()
        except OSError:
            continue
    return found
