"""Homes for private databases: short, reachable for the server's own user, and gone afterwards."""

import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from drieslag.config import postgres
from tests.config import programs


@contextmanager
def _folder() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="drieslag-home-"))
    folder.chmod(0o755)
    try:
        yield folder
    finally:
        postgres.remove(folder)
        shutil.rmtree(folder)


@pytest.fixture
def empty_home() -> Iterator[Path]:
    with _folder() as folder:
        yield folder


@pytest.fixture(scope="session")
def made_once() -> Iterator[Path]:
    with _folder() as folder:
        postgres.ensure(folder, testing=True).stop()
        yield folder


@pytest.fixture
def home(made_once: Path) -> Iterator[Path]:
    """With a database that is not running: a copy, because making one takes a second."""
    with _folder() as folder:
        subprocess.run(["cp", "-a", postgres.place(made_once), folder], check=True)
        yield folder


@pytest.fixture(scope="session")
def migrated_once() -> Iterator[Path]:
    with _folder() as folder:
        with postgres.using(folder):
            done = programs.run(folder, "prepare", "--address", "http://localhost/")
        assert done.returncode == 0, done.stdout
        yield folder


@pytest.fixture
def installed(migrated_once: Path) -> Iterator[Path]:
    """A home that served before: tables and keys are there, nothing runs, no organisation was made."""
    with _folder() as folder:
        for part in (postgres.place(migrated_once), migrated_once / "keys"):
            subprocess.run(["cp", "-a", part, folder], check=True)
        yield folder
