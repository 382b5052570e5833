"""What `serve` and `demo` have in common: database, preparation, children, address."""

from __future__ import annotations

import contextlib
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from drieslag.config import lan, postgres
from drieslag.config.failures import Sentence
from drieslag.config.settings import environment
from drieslag.config.supervisor import Child, Supervisor, alone, answers, python, require_free
from drieslag.config.words import _, say

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

KINDS = ("all", "web", "live", "worker")
PORTS = {"all": 8000, "web": 8000, "live": 8001, "worker": 0}
LOCAL = "localhost,127.0.0.1,[::1]"


@dataclass(frozen=True)
class Plan:
    """What is served, where, and for whom."""

    kind: str
    home: Path
    host: str
    port: int
    workers: int = 1
    cert: Path | None = None
    key: Path | None = None
    lan: bool = False
    demo: bool = False

    @property
    def own_database(self) -> bool:
        return not environment.database_url()

    @property
    def address(self) -> str:
        """Where people find it: behind a proxy, under its name."""
        if self.kind == "web" and environment.hosts():
            return f"{'https' if environment.on_tls() else 'http'}://{environment.hosts()[0]}/"
        host = lan.address() if self.lan else "localhost"
        return f"{'https' if self.cert else 'http'}://{host}:{self.port}/"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--port", type=int, help=_("the port to listen on"))
    parser.add_argument("--host", help=_("the address to listen on (127.0.0.1)"))
    parser.add_argument(
        "--lan", action="store_true", help=_("for phones in the room: show the address and its QR code")
    )
    parser.add_argument("--cert", type=Path, help=_("file with the certificate, for HTTPS"))
    parser.add_argument("--key", type=Path, help=_("file with the certificate's key"))
    parser.add_argument("--workers", type=int, default=1, help=_("number of processes for the pages"))


def plan(given: argparse.Namespace, kind: str, home: Path, *, demo: bool = False) -> Plan:
    if bool(given.cert) != bool(given.key):
        raise Sentence(_("HTTPS needs both files: --cert and --key."))
    for file in (given.cert, given.key):
        if file and not file.is_file():
            raise Sentence(_("There is no file %(path)s.") % {"path": file})
    host = given.host or ("0.0.0.0" if given.lan else "127.0.0.1")  # noqa: S104  asked for with --lan
    port = PORTS[kind] if given.port is None else given.port
    return Plan(kind, home, host, port, given.workers, given.cert, given.key, given.lan, demo)


def serve(wanted: Plan) -> int:
    """Serves until asked to stop. What it started is gone when it returns, the private database included."""
    signal.signal(signal.SIGTERM, _leave)
    with contextlib.ExitStack() as stack:
        if wanted.kind != "worker":
            lock = "serve.lock" if wanted.kind == "all" else f"serve-{wanted.kind}-{wanted.port}.lock"
            stack.enter_context(alone(wanted.home / lock))
            require_free(wanted.host, wanted.port)
        stack.enter_context(_database(wanted))
        _set_environment(wanted)
        if wanted.kind in {"all", "web"}:
            (wanted.home / "static").mkdir(parents=True, exist_ok=True)
            _prepare(wanted)
        say(_("Starting …"))
        home = wanted.home if wanted.own_database else None
        return Supervisor(_children(wanted), home=home, up=lambda: _tell(wanted)).run()


@contextlib.contextmanager
def _database(wanted: Plan) -> Iterator[None]:
    if not wanted.own_database:
        yield
        return
    say(_("Database: starting …"))
    with postgres.using(wanted.home):
        yield


def _set_environment(wanted: Plan) -> None:
    values = {"DRIESLAG_HOME": str(wanted.home)}
    if wanted.kind == "all":
        scheme = "https" if wanted.cert else "http"
        values["DRIESLAG_PAGES_URL"] = f"{scheme}://127.0.0.1:{wanted.port}"
    if wanted.kind == "all" and not environment.address() and not environment.hosts():
        values["DRIESLAG_ADDRESS"] = wanted.address
    if wanted.kind == "all" or wanted.lan:
        hosts = [*(environment.hosts() or LOCAL.split(",")), "127.0.0.1", *([lan.address()] if wanted.lan else [])]
        values["DRIESLAG_HOSTS"] = ",".join(dict.fromkeys(hosts))
    if wanted.cert:
        values["DRIESLAG_TLS"] = "1"
    environment.choose(**values)


def _prepare(wanted: Plan) -> None:
    """Tables, keys and the first address, in a process of its own: the supervisor itself stays small."""
    command = [*python("drieslag.config.cli", "prepare"), "--address", wanted.address]
    done = subprocess.run(command + (["--demo"] if wanted.demo else []), env=environment.for_child(), check=False)
    if done.returncode:
        raise Sentence(_("The database could not be prepared. The reason stands above."))


def _children(wanted: Plan) -> list[Child]:
    children = []
    if wanted.kind in {"all", "web", "live"}:
        command = python("drieslag.config.server", wanted.kind, "--host", wanted.host, "--port", str(wanted.port))
        command += ["--workers", str(wanted.workers)]
        if wanted.cert and wanted.key:
            command += ["--cert", str(wanted.cert), "--key", str(wanted.key)]
        children.append(Child(wanted.kind, command, environment.for_child()))
    if wanted.kind in {"all", "worker"}:
        children.append(Child("worker", python("drieslag.config.worker"), environment.for_child()))
    return children


def _tell(wanted: Plan) -> bool:
    """Says where it runs, once it does."""
    if wanted.kind == "worker":
        say(_("The worker runs. Stop it with Ctrl-C."))
        return True
    if not answers(wanted.host, wanted.port):
        return False
    say()
    say(_("Drieslag runs at %(address)s") % {"address": wanted.address})
    if wanted.lan:
        lan.show(wanted.address, secure=wanted.cert is not None)
    say(_("Stop it with Ctrl-C."))
    return True


def _leave(_number: int, _frame: object) -> None:
    """A request to stop before the supervisor listens: leave through every `finally`."""
    sys.exit(0)
