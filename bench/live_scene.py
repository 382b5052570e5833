"""Servers of their own for a measurement, and a meeting in it as its people reach it."""

import hashlib
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from uuid import UUID, uuid4

import httpx

from drieslag.config import postgres
from drieslag.live.channels import Channel
from drieslag.live.tickets import Ticket, seal_ticket

ROOT = Path(__file__).resolve().parents[1]
SETTINGS = "drieslag.config.settings.main"
CSRF = "c" * 32
STREAM = re.compile(r'hx-sse:connect="([^"]+)"')


@dataclass
class Servers:
    """Where the program runs."""

    home: Path
    database: str
    pages_port: int
    live_port: int
    environment: dict[str, str]

    @property
    def key(self) -> str:
        """The installation's key for tickets, made as its settings make it."""
        secret = (self.home / "keys" / "secret.key").read_text().strip()
        return hashlib.sha256(b"live tickets:" + secret.encode()).hexdigest()

    @property
    def pages(self) -> str:
        return f"http://127.0.0.1:{self.pages_port}"


@dataclass
class Scene:
    """A running meeting, as its people reach it."""

    servers: Servers
    organisation: str
    meeting: str
    topics: list[str]
    seats: list[str]
    sessions: list[str]

    @property
    def topic(self) -> str:
        return self.topics[0]

    def cookies(self, person: int) -> dict[str, str]:
        return {"Cookie": f"sessionid={self.sessions[person % len(self.sessions)]}; csrftoken={CSRF}"}

    @property
    def page_url(self) -> str:
        return f"{self.servers.pages}/meetings/{self.meeting}/room/"

    async def contribute(self, client: httpx.AsyncClient, person: int, text: str) -> None:
        address = f"{self.servers.pages}/meetings/{self.meeting}/steps/cards/contributions/"
        headers = {**self.cookies(person), "X-CSRFToken": CSRF, "HX-Request": "true"}
        answer = await client.post(address, data={"text": text, "client_key": str(uuid4())}, headers=headers)
        if answer.status_code != httpx.codes.OK:
            raise ConnectionError(f"{answer.status_code} {answer.text[:500]}")

    async def present(self, client: httpx.AsyncClient) -> str:
        """Return the versions that a page rendered now would carry."""
        page = await client.get(self.page_url, headers=self.cookies(0))
        return self.stream_path_in(page.text).rpartition("since=")[2]

    def stream_path(self, person: int, since: str) -> str:
        """Return the stream of somebody whose page was rendered just now, without rendering it."""
        organisation = UUID(self.organisation)
        channels = tuple(Channel(organisation, topic, "participant", "nl") for topic in self.topics)
        ticket = Ticket(channels=channels, places=((UUID(self.seats[person]), 0),))
        return f"/live/stream?ticket={seal_ticket(ticket, key=self.servers.key)}&since={since}"

    def stream_path_in(self, page: str) -> str:
        found = STREAM.search(page)
        assert found, page[:500]
        return unescape(found[1])


def make_scene(servers: Servers, people: int) -> Scene:
    """Make a meeting with so many people in it."""
    command = [sys.executable, "-m", "bench.ready", "bench.live_make", str(people)]
    made = subprocess.run(command, env=servers.environment, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True)
    return Scene(servers, **json.loads(made.stdout))


@contextmanager
def serving(*, apart: bool, workers: int = 1) -> Iterator[Servers]:
    """Start the program on an empty database of its own, as `drieslag serve` does; stop and remove all of it."""
    home = Path(tempfile.mkdtemp(prefix="drieslag-bench-"))
    pages, live = _free_port(), _free_port()
    started: list[subprocess.Popen[bytes]] = []
    try:
        cluster = postgres.ensure(home)
        environment = {**os.environ, **_environment(home, pages)}
        _prepare(environment)
        kinds = {"web": pages, "live": live} if apart else {"all": pages}
        started = [_start(kind, port, environment, workers) for kind, port in kinds.items()]
        servers = Servers(home, cluster.dsn(postgres.APP), pages, live if apart else pages, environment)
        _wait_for(f"http://127.0.0.1:{servers.live_port}/live/health")
        _wait_for(f"{servers.pages}/tickets/", status=405)
        yield servers
    finally:
        for process in started:
            process.terminate()
        for process in started:
            process.wait(15)
        postgres.stop(home)
        shutil.rmtree(home, ignore_errors=True)


def _environment(home: Path, pages: int) -> dict[str, str]:
    return {
        "DRIESLAG_HOME": str(home),
        "DRIESLAG_PAGES_URL": f"http://127.0.0.1:{pages}",
        "DJANGO_SETTINGS_MODULE": SETTINGS,
        "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}",
    }


def _prepare(environment: dict[str, str]) -> None:
    command = [sys.executable, "-c", "from drieslag.config.cli import main; main()", "prepare", "--address", "x"]
    subprocess.run(command, env=environment, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)


def _start(kind: str, port: int, environment: dict[str, str], workers: int) -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-m", "drieslag.config.server", kind, "--host", "127.0.0.1", "--port", str(port)]
    if kind == "web":
        command += ["--workers", str(workers)]
    return subprocess.Popen(command, env=environment, cwd=ROOT)


def _wait_for(url: str, status: int = 200) -> None:
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        try:
            if httpx.get(url, timeout=5).status_code == status:
                return
        except httpx.HTTPError:
            pass
        time.sleep(0.1)
    raise TimeoutError(url)


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    return port
