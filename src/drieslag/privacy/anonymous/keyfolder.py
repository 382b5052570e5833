"""The private keys of rounds and boxes: files in the key folder, never rows. Destroying one is what closes the past.

`<round>.sign` holds a signing key (PKCS#8), `<box>.seal` the seeds of a sealing key. No backup may take this folder
along: a round that is restored without its key has to be asked again, and says so.
"""

import os
import secrets
from pathlib import Path
from uuid import UUID

from django.conf import settings

FOLDER = "anonymous"
SIGN = "sign"
SEAL = "seal"


class KeyLost(Exception):
    """The round or box is open and its key is gone, as after a restore: it has to be asked again."""


def folder() -> Path:
    """Return the folder, made 0700 when it was not there."""
    path = Path(settings.DRIESLAG_KEYS) / FOLDER
    path.mkdir(parents=True, exist_ok=True, mode=0o700)
    return path


def _path(kind: str, key: UUID) -> Path:
    return folder() / f"{key}.{kind}"


def keep(kind: str, key: UUID, data: bytes) -> None:
    """Write a private key and make sure that it lies on the disk before anything is closed with it."""
    descriptor = os.open(_path(kind, key), os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    _sync_folder()


def read(kind: str, key: UUID) -> bytes:
    """Return a private key. Raises KeyLost."""
    try:
        return _path(kind, key).read_bytes()
    except FileNotFoundError as error:
        raise KeyLost(str(key)) from error


def is_there(kind: str, key: UUID) -> bool:
    """Say whether the key is at hand."""
    return _path(kind, key).exists()


def destroy(kind: str, key: UUID) -> None:
    """Overwrite and remove a key. Does nothing when it is gone already."""
    _wipe(_path(kind, key))


def destroy_all_but(alive: set[UUID], *, older_than: float) -> int:
    """Destroy every key of something no longer open that was written before `older_than` (seconds since 1970).

    For what a crash left between a commit and its `destroy`. The age spares a key whose round is not committed yet.
    Returns how many went.
    """
    stale = [
        path
        for path in folder().iterdir()
        if path.suffix in {f".{SIGN}", f".{SEAL}"}
        and UUID(path.stem) not in alive
        and path.stat().st_mtime < older_than
    ]
    for path in stale:
        _wipe(path)
    return len(stale)


def _wipe(path: Path) -> None:
    """Overwriting helps on a plain disk only; on flash and on copying file systems the disk's own encryption has to."""
    try:
        with path.open("r+b") as file:
            file.write(secrets.token_bytes(path.stat().st_size))
            file.flush()
            os.fsync(file.fileno())
    except FileNotFoundError:
        return
    path.unlink(missing_ok=True)
    _sync_folder()


def _sync_folder() -> None:
    descriptor = os.open(folder(), os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
