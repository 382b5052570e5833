"""A database of its own for each run of the tests, cloned in a tenth of a second from one that is migrated once.

The server is left running between runs, under ``var/pg-test``. The template is named by a hash of all that makes the
schema, so a changed migration gives a new one by itself.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path
from typing import LiteralString

import psutil
import psycopg
from django.db import connections
from django.db.backends.postgresql.base import DatabaseWrapper
from psycopg import sql

from drieslag.config import postgres
from drieslag.privacy import keys

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "drieslag"
HOME = ROOT / "var" / "pg-test"
SCHEMA_MAKERS = ("django", "django-allauth", "procrastinate")
TEMPLATES_KEPT = 4

Settings = dict[str, str]


@contextmanager
def lent(worker: str = "main", *, pooled: int = 0) -> Iterator[str]:
    """Lets Django's connections lead to a fresh database, whose name it gives, until the block ends. With ``pooled``
    the application keeps so many of them open, as a server does.
    """
    given = prepare(worker)
    for alias, settings in given.items():
        connections[alias].close()
        connections[alias].settings_dict.update(settings)
    if pooled:
        connections["default"].settings_dict["OPTIONS"]["pool"] = {"min_size": 1, "max_size": pooled}
    keys.ensure()
    try:
        yield given["default"]["NAME"]
    finally:
        for alias in given:
            connections[alias].close()
        application = connections["default"]
        if isinstance(application, DatabaseWrapper):
            application.close_pool()
        forget(given)


def prepare(worker: str = "main") -> dict[str, Settings]:
    """Gives the connection settings of a fresh database, for Django's aliases default (application) and owner."""
    cluster = postgres.ensure(HOME, testing=True)
    with (HOME / "templates.lock").open("a") as lock, cluster.connect(postgres.SUPERUSER, "postgres") as connection:
        fcntl.flock(lock, fcntl.LOCK_EX)
        _sweep(connection)
        template = f"tpl_{schema_hash()}"
        if template not in _names(connection):
            _build(cluster, connection, template)
        name = f"t_{os.getpid()}_{worker}"
        _run(connection, "drop database if exists {} with (force)", name)
        _run(connection, "create database {} template {} owner {} strategy file_copy", name, template, postgres.OWNER)
    return {"default": _settings(postgres.APP, name), "owner": _settings(postgres.OWNER, name)}


def forget(settings: dict[str, Settings]) -> None:
    """Drops what ``prepare`` made."""
    cluster = postgres.ensure(HOME, testing=True)
    with cluster.connect(postgres.SUPERUSER, "postgres") as connection:
        _run(connection, "drop database if exists {} with (force)", settings["default"]["NAME"])


def schema_hash() -> str:
    digest = hashlib.sha256("".join(version(name) for name in SCHEMA_MAKERS).encode())
    makers = [*SOURCE.rglob("migrations/*.py"), *SOURCE.rglob("config/settings/*.py"), SOURCE / "core" / "tenancy.py"]
    for path in sorted(makers):
        digest.update(str(path.relative_to(SOURCE)).encode() + path.read_bytes())
    return digest.hexdigest()[:12]


def _build(cluster: postgres.Cluster, connection: psycopg.Connection, template: str) -> None:
    """Migrates as the owner; the application may empty tables here, which tests with real transactions need."""
    half = f"{template}_half"
    _run(connection, "drop database if exists {} with (force)", half)
    _run(connection, "create database {} owner {}", half, postgres.OWNER)
    _migrate(half)
    with cluster.connect(postgres.SUPERUSER, half) as inside:
        _run(inside, "grant truncate on all tables in schema public to {}", postgres.APP)
        inside.execute("vacuum analyze")
    _run(connection, "alter database {} rename to {}", half, template)
    _run(connection, "alter database {} with is_template true allow_connections false", template)


def _migrate(name: str) -> None:
    from django.core.management import call_command

    owner = connections["owner"]
    owner.close()
    before = dict(owner.settings_dict)
    owner.settings_dict.update(_settings(postgres.OWNER, name))
    try:
        call_command("migrate", database="owner", interactive=False, verbosity=0)
    finally:
        owner.close()
        owner.settings_dict.update(before)


def _sweep(connection: psycopg.Connection) -> None:
    """Drops databases whose run is over, and all but the newest templates."""
    for name in _names(connection):
        if name.startswith("t_") and not psutil.pid_exists(int(name.split("_")[1])):
            _run(connection, "drop database if exists {} with (force)", name)
    rows = connection.execute("select datname from pg_database where datistemplate and datname ~ '^tpl_' order by oid")
    for (old,) in rows.fetchall()[: -TEMPLATES_KEPT + 1]:
        _run(connection, "alter database {} with is_template false", old)
        _run(connection, "drop database {}", old)


def _names(connection: psycopg.Connection) -> set[str]:
    return {row[0] for row in connection.execute("select datname from pg_database")}


def _settings(role: str, name: str) -> Settings:
    given = postgres.params(HOME, role, name)
    return {"HOST": given["host"], "PORT": given["port"], "USER": given["user"], "NAME": name, "PASSWORD": ""}


def _run(connection: psycopg.Connection, statement: LiteralString, *names: str) -> None:
    connection.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))
