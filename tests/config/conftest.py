"""Homes for private databases: short, reachable for the server's own user, and gone afterwards."""

import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from drieslag.config import postgres


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
