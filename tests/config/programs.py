"""Running the command line as a person does: in a process of its own, with a home of its own."""

import contextlib
import os
import selectors
import signal
import socket
import subprocess
import sys
import textwrap
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psutil

from drieslag.config import postgres

ROOT = Path(__file__).resolve().parents[2]
COMMAND = [sys.executable, "-m", "drieslag.config.cli", "--english"]
OURS = ("DRIESLAG_", "DATABASE_", "EMAIL_", "DJANGO_")
PATIENCE = 420  # seconds; on a busy machine all migrations alone take three minutes


def environment(home: Path, **more: str) -> dict[str, str]:
    given = {key: value for key, value in os.environ.items() if not key.startswith(OURS)}
    return {**given, "DRIESLAG_HOME": str(home), "PYTHONUNBUFFERED": "1", **more}


def run(home: Path, *arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
    """One command to its end. Everything that it said stands in `stdout`."""
    return subprocess.run(
        [*COMMAND, *arguments],
        env=environment(home, **more),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=PATIENCE,
        check=False,
    )


def django(home: Path, code: str, *arguments: str) -> str:
    """Runs Python in that installation, with its database on, and gives what it printed."""
    script = f"import sys, django; django.setup(); sys.path.insert(0, {str(ROOT)!r})\n{textwrap.dedent(code)}"
    with postgres.using(home):
        done = subprocess.run(
            [sys.executable, "-c", script, *arguments],
            env=environment(home, DJANGO_SETTINGS_MODULE="drieslag.config.settings.main"),
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=False,
        )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class Running:
    """A served program, as its supervisor's process."""

    process: subprocess.Popen[str]
    port: int
    said: str

    def status(self, path: str) -> int:
        """What the address answers; 0 when nobody is there."""
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=10) as answer:
                return int(answer.status)
        except urllib.error.HTTPError as error:
            with error:
                return error.code
        except OSError:
            return 0

    def comes(self, path: str, status: int) -> bool:
        return eventually(lambda: self.status(path) == status)

    def family(self) -> list[psutil.Process]:
        return psutil.Process(self.process.pid).children(recursive=True)

    def child(self, word: str) -> psutil.Process:
        mine = [child for child in psutil.Process(self.process.pid).children() if _is(child, word)]
        assert len(mine) == 1, word
        return mine[0]

    def has(self, word: str) -> bool:
        return any(_is(child, word) for child in psutil.Process(self.process.pid).children())

    def stop(self, number: int = signal.SIGINT) -> int:
        self.process.send_signal(number)
        return self.process.wait(20)


def _is(process: psutil.Process, word: str) -> bool:
    try:
        return process.status() != psutil.STATUS_ZOMBIE and word in " ".join(process.cmdline())
    except psutil.Error:
        return False


def eventually(happened: object, patience: float = 20) -> bool:
    assert callable(happened)
    deadline = time.monotonic() + patience
    while not happened():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.1)
    return True


@contextlib.contextmanager
def serving(home: Path, *arguments: str, port: int = 0, variables: dict[str, str] | None = None) -> Iterator[Running]:
    """Serves until the block ends, and is gone then, however the block ended."""
    port = port or free_port()
    command = [*COMMAND, "serve", *arguments, "--port", str(port)]
    with subprocess.Popen(
        command, env=environment(home, **(variables or {})), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as process:
        try:
            yield Running(process, port, _until(process, "Stop it with Ctrl-C"))
        finally:
            if process.poll() is None:
                process.terminate()
                with contextlib.suppress(subprocess.TimeoutExpired):
                    process.wait(20)
            if process.poll() is None:
                process.kill()


def _until(process: subprocess.Popen[str], text: str) -> str:
    assert process.stdout is not None
    said, deadline = "", time.monotonic() + PATIENCE
    with selectors.DefaultSelector() as selector:
        selector.register(process.stdout, selectors.EVENT_READ)
        while text not in said:
            assert time.monotonic() < deadline, said
            if selector.select(1):
                line = os.read(process.stdout.fileno(), 4096).decode()
                assert line, f"it ended: {said}"
                said += line
    return said
