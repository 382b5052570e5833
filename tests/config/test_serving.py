"""`drieslag serve`: everything comes up together, stays up, and goes down together."""

import contextlib
import os
import re
import signal
import socket
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from drieslag.config import postgres
from tests.config.programs import Running, eventually, free_port, run, serving

pytestmark = pytest.mark.slow


def of_home(home: Path) -> list[str]:
    """The name of every process that has to do with this home, by its command, its folder or its environment."""
    found = []
    for process in psutil.process_iter():
        with contextlib.suppress(psutil.Error):
            known = [*process.cmdline(), *process.environ().values(), process.cwd()]
            if process.pid != os.getpid() and any(str(home) in text for text in known):
                found.append(process.name())
    return found


@pytest.fixture(scope="module")
def shared(migrated_once: Path) -> Iterator[tuple[Path, Running]]:
    """One server for the tests that leave it as they found it."""
    with serving(migrated_once) as running:
        yield migrated_once, running


def test_one_command_serves_pages_and_live_on_one_port(shared: tuple[Path, Running]) -> None:
    _, running = shared
    assert running.status("/static/not-there.css") == 404
    assert running.status("/live/health") == 200
    assert re.search(r"http://localhost:\d+/start/[\w-]{20,}/", running.said)


def test_a_second_one_in_the_same_home_says_that_it_runs_already(shared: tuple[Path, Running]) -> None:
    home, running = shared
    second = run(home, "serve", "--port", str(free_port()))
    assert second.returncode == 1
    assert second.stdout == f"Drieslag is running here already (process {running.process.pid}, folder {home}).\n"
    assert running.status("/live/health") == 200


def test_it_comes_back_after_each_of_its_programs_was_killed(shared: tuple[Path, Running]) -> None:
    home, running = shared
    server = postgres.running_pid(home)
    assert server is not None
    os.kill(server, signal.SIGKILL)
    assert eventually(lambda: postgres.running_pid(home) not in {None, server})
    assert running.comes("/live/health", 200)
    for name in ("config.worker", "config.server"):
        killed = running.child(name)
        killed.kill()
        assert eventually(lambda name=name, killed=killed: killed not in running.family() and running.has(name))
    assert running.comes("/live/health", 200)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_asked_to_stop_it_leaves_no_process_behind(installed: Path, number: signal.Signals) -> None:
    with serving(installed) as running:
        assert {"postgres"} < set(of_home(installed))
        assert running.stop(number) == 0
    assert of_home(installed) == []


def test_a_supervisor_that_was_killed_takes_its_programs_along_and_the_next_one_serves(installed: Path) -> None:
    port = free_port()
    with serving(installed, port=port) as running:
        running.process.kill()
        running.process.wait()
        left = eventually(lambda: set(of_home(installed)) == {"postgres"})
        assert left, of_home(installed)
    with serving(installed, port=port) as again:
        assert again.status("/live/health") == 200
        assert again.stop() == 0
    assert of_home(installed) == []


def test_a_port_that_is_taken_is_said_in_one_sentence(empty_home: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        refused = run(empty_home, "serve", "--port", str(port))
    assert refused.returncode == 1
    assert refused.stdout == f"Port {port} is taken by another program. Take another one: --port {port + 10}\n"


def test_pages_live_and_worker_apart(installed: Path) -> None:
    web, live = free_port(), free_port()
    pages = {"DRIESLAG_PAGES_URL": f"http://127.0.0.1:{web}"}
    with serving(installed, "web", port=web) as first:
        with serving(installed, "live", port=live, variables=pages) as second, serving(installed, "worker") as third:
            assert first.status("/static/not-there.css") == 404
            assert second.status("/live/health") == 200
            assert second.status("/static/not-there.css") == 404
            assert third.child("config.worker").is_running()
        assert postgres.running_pid(installed), "the database is still in use"
    assert of_home(installed) == []


def test_data_of_another_major_version_is_refused_in_words(installed: Path) -> None:
    version = postgres.place(installed) / "data" / "PG_VERSION"
    version.write_text("17\n")
    refused = run(installed, "serve", "--port", str(free_port()))
    assert refused.returncode == 1
    assert "made by PostgreSQL 17" in refused.stdout
    assert "drieslag upgrade" in refused.stdout
    assert "Traceback" not in refused.stdout
    assert version.read_text() == "17\n"


def test_https_needs_both_files(empty_home: Path) -> None:
    refused = run(empty_home, "serve", "--cert", "/nowhere")
    assert (refused.returncode, refused.stdout) == (1, "HTTPS needs both files: --cert and --key.\n")
