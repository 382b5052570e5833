"""Starts the programs of an installation, keeps them and its database up, and ends all of them together.

Each child has a process group of its own, so that Ctrl-C reaches the supervisor alone, and dies with it (lifeline).
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from drieslag.config import postgres
from drieslag.config.lifeline import tie
from drieslag.config.words import _, complain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

PATIENCE = 6.0  # seconds between asking a child to end and ending it
LOOK_EVERY = 0.2
TOO_MANY_DEATHS = 5  # within a minute: then something is wrong that a new start at once does not mend
REST = 3.0  # seconds that such a program rests before each further start


class CannotServe(Exception):
    """Why serving cannot begin, in the user's words."""


@dataclass
class Child:
    """One program: what to start, and how often it had to be started again."""

    name: str
    command: list[str]
    environment: dict[str, str]
    process: subprocess.Popen[bytes] | None = None
    deaths: list[float] = field(default_factory=list)
    rests_until: float = 0.0

    def start(self) -> None:
        self.process = subprocess.Popen(
            self.command,
            env=self.environment,
            start_new_session=True,
            stdin=subprocess.DEVNULL,
            preexec_fn=partial(tie, os.getpid()),  # noqa: PLW1509  the supervisor has one thread
        )

    def ended(self) -> bool:
        return self.process is None or self.process.poll() is not None

    def ask_to_end(self) -> None:
        if not self.ended() and self.process is not None:
            self.process.terminate()

    def kill(self) -> None:
        """Ends the whole group: a server has workers of its own."""
        if self.process is not None:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self.process.pid, signal.SIGKILL)


class Supervisor:
    """Runs children until a signal asks for the end. Returns what the shell should see."""

    def __init__(self, children: list[Child], *, home: Path | None = None, up: Callable[[], bool]) -> None:
        """`up` is asked until it says yes: then all is there, and whoever waits may be told."""
        self.children, self.home, self.up = children, home, up
        self.asked = 0
        self.told = False  # whether all was up once

    def run(self) -> int:
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._ask)
        for child in self.children:
            child.start()
        try:
            while not self.asked:
                self.told = self.told or self.up()
                self._keep_up()
                time.sleep(LOOK_EVERY)
        except CannotServe as why:
            complain(str(why))
            return 1
        finally:
            self._end()
        return 0

    def _ask(self, _number: int, _frame: object) -> None:
        self.asked += 1

    def _keep_up(self) -> None:
        if self.home is not None and postgres.running_pid(self.home) is None:
            try:
                postgres.ensure(self.home)
            except postgres.CannotStart as why:  # a full disk may have been made room on by the next try
                complain(str(why))
                time.sleep(1)
        for child in self.children:
            if child.ended():
                self._again(child)

    def _again(self, child: Child) -> None:
        """Start it again: at once, or after a rest when it died often. Only what never came up is given up: a
        program that ran may die with a database that comes and goes, and is wanted as soon as that is back.
        """
        now = time.monotonic()
        if child.process is not None:
            child.deaths = [*(at for at in child.deaths if now - at < 60), now]  # noqa: PLR2004  a minute
            child.kill()  # what it left behind
            child.process = None
            if len(child.deaths) > TOO_MANY_DEATHS:
                if not self.told:
                    raise CannotServe(_("“%(name)s” keeps stopping. What it said stands above.") % {"name": child.name})
                child.rests_until = now + REST
        if now >= child.rests_until:
            child.start()

    def _end(self) -> None:
        """Asks, waits, and then makes an end of it; a second Ctrl-C shortens the wait."""
        for child in self.children:
            child.ask_to_end()
        deadline = time.monotonic() + PATIENCE
        while not all(child.ended() for child in self.children) and time.monotonic() < deadline and self.asked <= 1:
            time.sleep(0.05)
        for child in self.children:
            child.kill()
            if child.process is not None:
                child.process.wait()


def python(*arguments: str) -> list[str]:
    return [sys.executable, "-m", *arguments]


@contextlib.contextmanager
def alone(lock: Path) -> Iterator[None]:
    """One server in one home: two would share the port and each answer half of the requests."""
    lock.parent.mkdir(parents=True, exist_ok=True)
    with lock.open("a+", encoding="ascii") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.seek(0)
            who = {"pid": file.read().strip() or "?", "home": lock.parent}
            raise CannotServe(_("Drieslag is running here already (process %(pid)s, folder %(home)s).") % who) from None
        file.truncate(0)
        file.write(str(os.getpid()))
        file.flush()
        yield


def answers(host: str, port: int) -> bool:
    there = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104  compared, not listened on
    try:
        socket.create_connection((there, port), timeout=1).close()
    except OSError:
        return False
    return True


def require_free(host: str, port: int) -> None:
    """Says so when the port is taken: the server itself would share it without a word."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except PermissionError:
            text = _("Port %(port)s is not for this user. Take one above 1023, with --port.")
            raise CannotServe(text % {"port": port}) from None
        except OSError:
            text = _("Port %(port)s is taken by another program. Take another one: --port %(other)s")
            raise CannotServe(text % {"port": port, "other": port + 10}) from None
