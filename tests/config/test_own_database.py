"""An installation on one's own PostgreSQL, here played by a server from another home."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from drieslag.config import postgres
from tests.config.programs import free_port, run, serving

pytestmark = pytest.mark.slow


def url(theirs: Path, role: str) -> str:
    return f"postgresql://{role}@/drieslag?host={postgres.socket_dir(theirs)}"


@pytest.fixture
def theirs(home: Path) -> Iterator[Path]:
    """An empty database on a server that is not ours to start or stop."""
    postgres.ensure(home, testing=True)
    yield home
    assert postgres.running_pid(home), "nobody stopped what was not theirs"


def test_serving_backing_up_and_restoring_on_ones_own_postgresql(
    theirs: Path, empty_home: Path, tmp_path: Path
) -> None:
    application = {"DATABASE_URL": url(theirs, postgres.APP)}
    both = {**application, "DATABASE_OWNER_URL": url(theirs, postgres.OWNER)}

    behind = run(empty_home, "serve", "--port", str(free_port()), **application)
    assert behind.returncode == 1
    assert "Run `drieslag migrate` with DATABASE_OWNER_URL set" in behind.stdout

    assert run(empty_home, "migrate", **both).stdout == "The tables are up to date.\n"
    with serving(empty_home, variables=application) as running:
        assert running.status("/live/health") == 200
        assert running.stop() == 0
    assert not (empty_home / "postgres").exists()

    file = tmp_path / "b.drieslag"
    without = run(empty_home, "backup", str(file), **both)
    assert without.returncode == 1
    assert "DATABASE_BACKUP_URL" in without.stdout
    made = run(empty_home, "backup", str(file), DATABASE_BACKUP_URL=url(theirs, postgres.SUPERUSER), **both)
    assert made.returncode == 0, made.stdout
    back = run(empty_home, "restore", str(file), **both)
    assert back.returncode == 0, back.stdout
    assert "fit this backup" in back.stdout
