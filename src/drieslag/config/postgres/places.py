"""Where the private PostgreSQL lies, and as whom it runs."""

from __future__ import annotations

import contextlib
import hashlib
import os
import pwd
import secrets
import shutil
import subprocess
import time
from pathlib import Path

PORT = 5432
SOCKET_LIMIT = 107  # bytes in a socket's path, a limit of the kernel
SYSTEM_USER = "drieslag-pg"
ELSEWHERE = Path("/var/lib/drieslag")
ATTEMPTS = 20


class CannotStart(Exception):
    """The database could not be started; the text says why, in words for who runs the installation."""


def socket_dir(home: Path) -> Path:
    """The folder of the server's socket, for settings as for the server; starts nothing."""
    inside = place(home) / "socket"
    longest = f"{inside}/.s.PGSQL.{PORT}.lock"
    if len(os.fsencode(longest)) <= SOCKET_LIMIT:
        return inside
    name = hashlib.sha256(os.fsencode(home.resolve())).hexdigest()[:16]
    return Path("/tmp") / f"drieslag-{name}"  # noqa: S108  made 0700 and its owner checked in own_folder


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


def as_server_user() -> dict[str, object]:
    """Arguments for Popen: PostgreSQL refuses to run as root, so root runs it as a user that owns nothing else."""
    if os.geteuid() != 0:
        return {}
    user = _system_user()
    return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}


def remove_folder(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)


def own_folder(folder: Path) -> None:
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
    """The server's own user, made when it is missing; several starts may be making it at once."""
    useradd = shutil.which("useradd", path="/usr/sbin:/sbin:/usr/bin")
    names = (SYSTEM_USER, "nobody") if useradd is None else (SYSTEM_USER,)
    for _ in range(ATTEMPTS):
        for name in names:
            with contextlib.suppress(KeyError):
                return pwd.getpwnam(name)
        if useradd is not None:
            options = ("--system", "--no-create-home", "--shell", "/usr/sbin/nologin")
            subprocess.run([useradd, *options, SYSTEM_USER], check=False, capture_output=True)
            time.sleep(0.1)
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


def _write_new(path: Path, text: str) -> None:
    half = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
    half.write_text(text, encoding="utf-8")
    try:
        os.link(half, path)
    finally:
        half.unlink()
