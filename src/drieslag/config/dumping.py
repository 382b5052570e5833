"""Taking the database out and putting it in, whichever database it is."""

from __future__ import annotations

import contextlib
import re
import shutil
import subprocess
from typing import TYPE_CHECKING

import psycopg
from psycopg.conninfo import conninfo_to_dict

from drieslag.config import postgres
from drieslag.config.failures import Sentence
from drieslag.config.settings import environment
from drieslag.config.words import _

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# Who was signed in where is nobody's business later; people sign in again.
LEFT_OUT = ("--exclude-table-data=django_session",)
_VARIABLES = {
    "host": "PGHOST",
    "port": "PGPORT",
    "user": "PGUSER",
    "password": "PGPASSWORD",
    "dbname": "PGDATABASE",
    "sslmode": "PGSSLMODE",
    "sslrootcert": "PGSSLROOTCERT",
}


@contextlib.contextmanager
def database() -> Iterator[None]:
    """The database, running for as long as this is open."""
    if environment.database_url():
        yield
        return
    with postgres.using(environment.home()):
        yield


def dump(target: Path) -> None:
    """Reads past the policies, which the owner of the tables may not: so as superuser, or as a role made for it."""
    if not environment.database_url():
        source = postgres.dsn(environment.home(), postgres.SUPERUSER)
    elif not (source := environment.backup_url()):
        raise Sentence(
            _(
                "Your own PostgreSQL keeps organisations apart for every role of Drieslag. For a backup, set "
                "DATABASE_BACKUP_URL to a role with BYPASSRLS and pg_read_all_data (see docs/operating.md)."
            )
        )
    _tool("pg_dump", source, "--format=custom", "--no-owner", "--no-acl", *LEFT_OUT, "--file", str(target))


def load(source: Path) -> None:
    """As the owner of the tables, in one transaction: a load that fails leaves nothing behind."""
    target = _owner()
    name = str(conninfo_to_dict(target)["dbname"])
    options = ("--no-owner", "--no-acl", "--exit-on-error", "--single-transaction")
    _tool("pg_restore", target, *options, "--dbname", name, str(source))


def holds_organisations() -> bool:
    with psycopg.connect(_owner()) as connection:
        there = connection.execute("select to_regclass('public.core_organisation')").fetchone()
        if there is None or there[0] is None:
            return False
        found = connection.execute("select exists (select from core_organisation)").fetchone()
        return bool(found and found[0])


def clear() -> None:
    """Empties the database, to be loaded anew."""
    if not environment.database_url():
        postgres.empty_database(environment.home())
        return
    with psycopg.connect(_owner(), autocommit=True) as connection:
        connection.execute("drop schema public cascade")
        connection.execute("create schema public")


def _owner() -> str:
    if not environment.database_url():
        return postgres.dsn(environment.home(), postgres.OWNER)
    if not environment.owner_url():
        raise Sentence(_("Set DATABASE_OWNER_URL to the role that owns the tables."))
    return environment.owner_url()


def _tool(tool: str, dsn: str, *arguments: str) -> None:
    """The connection goes by environment: a password on a command line can be read by every user of the machine."""
    given = conninfo_to_dict(dsn)
    variables = {_VARIABLES[key]: str(value) for key, value in given.items() if key in _VARIABLES and value}
    command = [_program(tool), *arguments]
    done = subprocess.run(
        command, env={"PATH": "/usr/bin:/bin", "LC_ALL": "C", **variables}, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise Sentence(f"{tool}: {done.stderr.strip()}")


def _program(tool: str) -> str:
    """Ours, or for one's own PostgreSQL that of the system when it is as new: ours speaks no TLS."""
    ours = str(postgres.installation() / "bin" / tool)
    systems = shutil.which(tool)
    if not environment.database_url() or systems is None:
        return ours
    said = subprocess.run([systems, "--version"], capture_output=True, text=True, check=False).stdout
    major = re.search(r"(\d+)", said)
    return systems if major and int(major[1]) >= postgres.major_here() else ours
