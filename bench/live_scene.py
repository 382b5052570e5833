"""Servers of their own for a measurement, and the meeting in it. Another meeting is measured by another `make_scene`."""

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
import psycopg

from drieslag.config import postgres

ROOT = Path(__file__).resolve().parents[1]
SETTINGS = "bench.live_settings"
TABLES = """
create table bench_meeting (id uuid primary key, organisation_id uuid not null);
create table bench_slip (id uuid primary key, organisation_id uuid not null, meeting_id uuid not null, words text not null,
  who text not null, changed_version bigint not null);
create index on bench_slip (meeting_id, changed_version);
grant select, insert, update on bench_meeting, bench_slip to drieslag_app;
"""
STREAM = re.compile(r'hx-sse:connect="([^"]+)"')


@dataclass
class Servers:
    """Where the program runs."""

    home: Path
    database: str
    pages_port: int
    live_port: int

    @property
    def pages(self) -> str:
        return f"http://127.0.0.1:{self.pages_port}"


@dataclass
class Scene:
    """A running meeting, as its people reach it."""

    servers: Servers
    organisation: UUID
    meeting: UUID
    seats: list[UUID]

    @property
    def topic(self) -> str:
        return f"benchmeeting:{self.meeting}"

    def page_url(self, person: int) -> str:
        return f"{self.servers.pages}/bench/{self.organisation}/{self.meeting}/?seat={self.seats[person]}"

    async def contribute(self, client: httpx.AsyncClient, person: int, text: str) -> None:
        address = f"{self.servers.pages}/bench/{self.organisation}/{self.meeting}/slips/"
        said = {"text": text, "who": f"Deelnemer {person}"}
        (await client.post(address, data=said)).raise_for_status()

    async def stream_path(self, client: httpx.AsyncClient, person: int) -> str:
        return self.stream_path_in((await client.get(self.page_url(person))).raise_for_status().text)

    def stream_path_in(self, page: str) -> str:
        found = STREAM.search(page)
        assert found, page[:500]
        return unescape(found[1])


def make_scene(servers: Servers, people: int) -> Scene:
    """Make a meeting with so many people in it."""
    scene = Scene(servers, uuid4(), uuid4(), [uuid4() for _ in range(people)])
    with psycopg.connect(**postgres.params(servers.home, postgres.SUPERUSER), autocommit=True) as connection:
        connection.execute(
            "insert into core_organisation (id, name, slug, theme) values (%s, 'Wijkteam', %s, '')",
            [scene.organisation, str(scene.organisation)],
        )
        connection.execute("insert into bench_meeting values (%s, %s)", [scene.meeting, scene.organisation])
    return scene


@contextmanager
def serving(*, apart: bool) -> Iterator[Servers]:
    """Start the program on an empty database of its own, as `drieslag serve` does; stop and remove all of it."""
    home = Path(tempfile.mkdtemp(prefix="drieslag-bench-"))
    pages, live = _free_port(), _free_port()
    started: list[subprocess.Popen[bytes]] = []
    try:
        cluster = postgres.ensure(home)
        environment = {**os.environ, **_environment(home, pages)}  # noqa: TID251 — children need it
        _migrate(environment)
        with cluster.connect(postgres.SUPERUSER) as connection:
            connection.execute(TABLES)
        kinds = {"web": pages, "live": live} if apart else {"all": pages}
        started = [_start(kind, port, environment) for kind, port in kinds.items()]
        servers = Servers(home, cluster.dsn(postgres.APP), pages, live if apart else pages)
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


def _migrate(environment: dict[str, str]) -> None:
    command = [sys.executable, "-m", "django", "migrate", "--database", "owner", "-v", "0"]
    subprocess.run(command, env=environment, cwd=ROOT, check=True)


def _start(kind: str, port: int, environment: dict[str, str]) -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-m", "drieslag.config.server", kind, "--host", "127.0.0.1", "--port", str(port)]
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
