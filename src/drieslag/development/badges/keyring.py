"""The private keys with which organisations sign badges: files in the key folder, one a key, never rows.

`badges/<organisation>.<number>` holds the PKCS#8 of an Ed25519 key. A key that is lost cannot sign again: a new one is
made, and what the old one signed is still checked with its public half.
"""

import os
from pathlib import Path
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat

from drieslag.privacy.keys import folder as key_folder

FOLDER = "badges"


def _path(organisation: UUID, number: int) -> Path:
    folder = key_folder() / FOLDER
    folder.mkdir(exist_ok=True, mode=0o700)
    return folder / f"{organisation}.{number}"


def make(organisation: UUID, number: int) -> str:
    """Make a key, put it on the disk and return its public half, as credentials write one."""
    from openbadgeslib.ob3 import multikey_from_pem

    key = Ed25519PrivateKey.generate()
    private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    descriptor = os.open(_path(organisation, number), os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(private)
        file.flush()
        os.fsync(file.fileno())
    return multikey_from_pem(key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo))


def read(organisation: UUID, number: int) -> bytes | None:
    """Return the private key, or None when it is not there, as after a restore."""
    try:
        return _path(organisation, number).read_bytes()
    except FileNotFoundError:
        return None


def destroy_before(organisation: UUID, number: int) -> None:
    """Remove the private halves of earlier keys: nothing is signed with them any more."""
    for earlier in range(1, number):
        _path(organisation, earlier).unlink(missing_ok=True)
