"""The server itself: one a home, started or attached to, stopped by the last who used it."""

from __future__ import annotations

import contextlib
import fcntl
import os
import shutil
import signal
import subprocess
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

import psutil
import psycopg
from psycopg import sql

from drieslag.config.postgres.places import (
    PORT,
    CannotStart,
    as_server_user,
    own_folder,
    place,
    remove_folder,
    socket_dir,
)
from drieslag.config.postgres.programs import binaries, environment, keep_programs, major_here, major_version, run_tool

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

OWNER = "drieslag_owner"
APP = "drieslag_app"
SUPERUSER = "postgres"
DATABASE = "drieslag"
_LOCALE = ("-E", "UTF8", "--locale-provider=builtin", "--builtin-locale=PG_UNICODE_FAST", "--locale=C")
_QUIET_LOG = (  # a log holds no statement, no parameter and no value of a row
    "log_min_messages=log",
    "log_error_verbosity=terse",
    "log_min_error_statement=panic",
    "log_statement=none",
    "log_checkpoints=off",
)
_SETTINGS = ("listen_addresses=", "jit=off", "max_connections=150", *_QUIET_LOG)
_FOR_TESTS = (
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "autovacuum=off",
    "wal_level=minimal",
    "max_wal_senders=0",
)


class OtherMajor(CannotStart):
    """The data folder was made by another major version of PostgreSQL."""

    def __init__(self, found: int, have: int) -> None:
        super().__init__(f"data of PostgreSQL {found}, programs of PostgreSQL {have}")
        self.found, self.have = found, have


@dataclass(frozen=True)
class Cluster:
    """A running server: where it listens, and how a role gets in."""

    home: Path
    place: Path
    socket: Path
    started: bool

    def params(self, role: str, dbname: str = DATABASE) -> dict[str, str]:
        return params(self.home, role, dbname)

    def dsn(self, role: str, dbname: str = DATABASE) -> str:
        return dsn(self.home, role, dbname)

    def connect(self, role: str, dbname: str = DATABASE) -> psycopg.Connection:
        return psycopg.connect(self.dsn(role, dbname), autocommit=True, connect_timeout=5)

    def stop(self) -> None:
        stop(self.home)


def params(home: Path, role: str, dbname: str = DATABASE) -> dict[str, str]:
    return {"host": str(socket_dir(home)), "port": str(PORT), "user": role, "dbname": dbname}


def dsn(home: Path, role: str, dbname: str = DATABASE) -> str:
    return psycopg.conninfo.make_conninfo("", **params(home, role, dbname))


def ensure(home: Path, *, testing: bool = False) -> Cluster:
    """Starts the server, or attaches to it when it runs; makes data folder, roles and database when they are missing.

    Any number may call this at once: one server comes of it. ``testing`` trades safety of the data for speed.
    """
    with _lock(home / "postgres.lock"):
        found = major_version(home)
        if found is not None and found != major_here():
            raise OtherMajor(found, major_here())
        if found is None:
            _initdb(home, testing=testing)
        if not testing:
            keep_programs(home)
        return _running(home, testing=testing)


def _running(home: Path, *, testing: bool) -> Cluster:
    """Attached or started, and answering: a server that was killed a moment ago may still look alive."""
    deadline = time.monotonic() + 10
    while True:
        started = running_pid(home) is None
        if started:
            _start(home, testing=testing)
        cluster = Cluster(home, place(home), socket_dir(home), started)
        try:
            _roles_and_database(cluster)
        except psycopg.OperationalError:
            if time.monotonic() > deadline:
                raise CannotStart(f"PostgreSQL does not answer; its last words: {_last_words(home)}") from None
            time.sleep(0.1)
        else:
            return cluster


@contextlib.contextmanager
def using(home: Path) -> Iterator[Cluster]:
    """A server for as long as it is used; the last one out stops it, also where an earlier user was killed."""
    home.mkdir(parents=True, exist_ok=True)
    with (home / "postgres.users").open("a") as users:
        fcntl.flock(users, fcntl.LOCK_SH)
        cluster = ensure(home)
        try:
            yield cluster
        finally:
            with contextlib.suppress(BlockingIOError):
                fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
                stop(home)


def stop(home: Path, *, patience: float = 30) -> None:
    """Ends the server, connections included, after writing what it holds; does nothing when none runs."""
    with _lock(home / "postgres.lock"):
        pid = running_pid(home)
        if pid is None:
            return
        for how in (signal.SIGINT, signal.SIGQUIT, signal.SIGKILL):
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, how)
            if _wait(lambda: running_pid(home) is None, patience):
                return


def empty_database(home: Path) -> None:
    """Throws the database away and makes it anew, for a restore and for a demo that was broken off."""
    with psycopg.connect(dsn(home, SUPERUSER, "postgres"), autocommit=True) as connection:
        connection.execute(sql.SQL("drop database if exists {} with (force)").format(sql.Identifier(DATABASE)))
        create_database(connection, DATABASE)


def remove(home: Path) -> None:
    """Stops the server and removes all of its files."""
    stop(home)
    remove_folder(place(home))
    if socket_dir(home).exists():
        remove_folder(socket_dir(home))
    (home / "postgres-place").unlink(missing_ok=True)


@contextlib.contextmanager
def foreign_server(home: Path, programs: Path) -> Iterator[None]:
    """The data folder served by the programs of its own, older version, to read it once more."""
    with _lock(home / "postgres.lock"):
        _start(home, testing=False, programs=programs)
        pid = running_pid(home)
        try:
            yield
        finally:
            if pid is not None:
                os.kill(pid, signal.SIGINT)
            _wait(lambda: running_pid(home) is None, 30)


def running_pid(home: Path) -> int | None:
    """The process of this home's server; sees through a pid that another program has got since."""
    data = place(home) / "data"
    try:
        pid = int((data / "postmaster.pid").read_text(encoding="utf-8").split("\n", 1)[0])
        with contextlib.suppress(ChildProcessError):
            os.waitpid(pid, os.WNOHANG)  # when we started it and it died, it is gone from here on
        process = psutil.Process(pid)
        alive = process.status() != psutil.STATUS_ZOMBIE and process.name().startswith("postgres")
        return pid if alive and str(data) in process.cmdline() else None
    except (FileNotFoundError, ValueError, psutil.Error):
        return None


def _initdb(home: Path, *, testing: bool) -> None:
    where = place(home)
    own_folder(where)
    half = where / "data.half"
    shutil.rmtree(half, ignore_errors=True)  # an earlier attempt was broken off
    options: tuple[str, ...] = ("-U", SUPERUSER, *_LOCALE, "--auth=trust", "--data-checksums")
    options += ("--no-sync",) if testing else ()
    run_tool(home, "initdb", "-D", half, *options, **as_server_user())
    half.rename(where / "data")


def _start(home: Path, *, testing: bool, programs: Path | None = None) -> None:
    """Starts the server and waits for the first answer; orphans of a killed server may need a moment to leave."""
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        process = _launch(home, programs or binaries(home), testing=testing)
        while process.poll() is None and time.monotonic() < deadline:
            if _answers(home):
                process.returncode = 0  # it outlives us on purpose: nothing is to be said about it when we end
                return
            time.sleep(0.02)
        process.kill()
        process.wait()
        time.sleep(0.3)
    raise CannotStart(f"PostgreSQL does not answer; its last words: {_last_words(home)}")


def _launch(home: Path, programs: Path, *, testing: bool) -> subprocess.Popen[bytes]:
    data, sockets = place(home) / "data", socket_dir(home)
    own_folder(sockets)
    if (data / "postmaster.pid").exists():
        _wait_for_orphans(data)
    for left in (data / "postmaster.pid", sockets / f".s.PGSQL.{PORT}", sockets / f".s.PGSQL.{PORT}.lock"):
        left.unlink(missing_ok=True)  # each of them blocks a start after a kill
    settings = _SETTINGS + (_FOR_TESTS if testing else ())
    command = [programs / "postgres", "-D", data, "-k", sockets, "-p", str(PORT)]
    command += [f"-c{setting}" for setting in settings]
    log = place(home) / "log"
    with log.open("ab") as out:
        return subprocess.Popen(  # type: ignore[call-overload,no-any-return]
            command,
            cwd="/",
            env=environment(),
            start_new_session=True,
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=out,
            **as_server_user(),
        )


def _wait_for_orphans(data: Path) -> None:
    """The pid file is also PostgreSQL's own guard against a second server on data that a killed one's children still
    write, so it may go only when they are gone. They leave by themselves when they notice.
    """
    deadline = time.monotonic() + 10
    while orphans := [process for process in psutil.process_iter(["name"]) if _works_on(process, data)]:
        if time.monotonic() > deadline:
            for process in orphans:
                with contextlib.suppress(psutil.Error):
                    process.kill()
        time.sleep(0.02)


def _works_on(process: psutil.Process, data: Path) -> bool:
    try:
        return (process.info["name"] or "").startswith("postgres") and process.cwd() == str(data)
    except psutil.Error:
        return False


def _answers(home: Path) -> bool:
    try:
        psycopg.connect(dsn(home, SUPERUSER, "postgres"), connect_timeout=2).close()
    except psycopg.OperationalError:
        return False
    return True


def _roles_and_database(cluster: Cluster) -> None:
    """The owner owns the tables and may not look past the policies; the application owns nothing."""
    with cluster.connect(SUPERUSER, "postgres") as connection:
        roles = {row[0] for row in connection.execute("select rolname from pg_roles")}
        for role in (OWNER, APP):
            if role not in roles:
                connection.execute(sql.SQL("create role {} login").format(sql.Identifier(role)))
        names = {row[0] for row in connection.execute("select datname from pg_database")}
        if DATABASE not in names:
            create_database(connection, DATABASE)


def create_database(connection: psycopg.Connection, name: str) -> None:
    database = sql.Identifier(name)
    connection.execute(sql.SQL("create database {} owner {}").format(database, sql.Identifier(OWNER)))
    connection.execute(sql.SQL("revoke all on database {} from public").format(database))
    connection.execute(sql.SQL("grant connect on database {} to {}").format(database, sql.Identifier(APP)))


def _last_words(home: Path) -> str:
    log = place(home) / "log"
    return " | ".join(log.read_text(encoding="utf-8", errors="replace").splitlines()[-3:]) if log.exists() else "none"


@contextlib.contextmanager
def _lock(path: Path) -> Iterator[None]:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _wait(happened: Callable[[], bool], patience: float) -> bool:
    deadline = time.monotonic() + patience
    while not happened():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.02)
    return True
