"""The keys of private text: a file outside the database, 0600, one key a line, newest first.

Format of a line: `<key id, a number from 1 to 255> <64 hex digits>`. The newest encrypts, all of them open.
"""

import base64
import os
import secrets
from functools import lru_cache
from pathlib import Path

from cryptography.hazmat.primitives.ciphers.aead import AESGCMSIV
from django.conf import settings

FILE = "private-text.keys"
NONCE = 12


class KeysMissing(Exception):
    """There is no key file, so private text can be neither written nor read."""


def folder() -> Path:
    """Return the key folder, made 0700 when it was not there."""
    path = Path(settings.DRIESLAG_KEYS)
    path.mkdir(parents=True, exist_ok=True, mode=0o700)
    return path


@lru_cache(maxsize=4)
def _ring(path: str, changed_ns: int) -> dict[int, AESGCMSIV]:  # noqa: ARG001 — the file's time is there to miss the cache
    pairs = (line.split() for line in Path(path).read_text().splitlines() if line.strip())
    return {int(number): AESGCMSIV(bytes.fromhex(key)) for number, key in pairs}


def ring() -> dict[int, AESGCMSIV]:
    """Return the ciphers by key id, newest first. Raises KeysMissing."""
    path = f"{settings.DRIESLAG_KEYS}/{FILE}"
    try:
        changed_ns = os.stat(path).st_mtime_ns  # noqa: PTH116 — asked for every text that is opened
    except FileNotFoundError as error:
        raise KeysMissing(path) from error
    return _ring(path, changed_ns)


def close_text(text: str, *, bound: bytes) -> str:
    """Return a ciphertext in letters, for what is no field of ours; it opens only with the same `bound`."""
    number, cipher = next(iter(ring().items()))
    nonce = secrets.token_bytes(NONCE)
    return base64.b64encode(bytes([number]) + nonce + cipher.encrypt(nonce, text.encode(), bound)).decode()


def open_text(closed: str, *, bound: bytes) -> str:
    """Return what `close_text` closed. Raises KeysMissing when its key is gone."""
    data = base64.b64decode(closed)
    cipher = ring().get(data[0])
    if cipher is None:
        raise KeysMissing(str(data[0]))
    return cipher.decrypt(data[1 : 1 + NONCE], data[1 + NONCE :], bound).decode()


def ensure() -> None:
    """Make the key file when there is none. Never called on an installation that has private text: that would hide a
    loss.
    """
    path = folder() / FILE
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(f"1 {secrets.token_hex(32)}\n")


def add_key() -> int:
    """Put a new key on top and return its number; older ones still open what they closed."""
    path = folder() / FILE
    lines = path.read_text().splitlines()
    number = max(int(line.split()[0]) for line in lines) + 1
    fresh = path.with_suffix(".new")
    fresh.touch(mode=0o600)
    fresh.write_text("\n".join([f"{number} {secrets.token_hex(32)}", *lines]) + "\n")
    fresh.replace(path)
    return number


def rotate() -> int:
    """Add a key and close every private text anew under it, organisation by organisation. Returns how many texts were
    closed.
    """
    from drieslag.core import tenancy
    from drieslag.core.models import Organisation
    from drieslag.privacy.fields import encrypted_fields

    add_key()
    count = 0
    for organisation in Organisation.objects.all():
        with tenancy.inside(organisation.pk):
            for model, names in encrypted_fields():
                for row in model._default_manager.only("pk", *names).iterator():
                    values = {name: getattr(row, name) for name in names}
                    model._default_manager.filter(pk=row.pk).update(
                        **{n: _closed(model, n, row.pk, v) for n, v in values.items()}
                    )
                    count += len(names)
    return count


def _closed(model: type, name: str, pk: object, value: str) -> object:
    from drieslag.privacy.fields import EncryptedTextField

    field = model._meta.get_field(name)  # type: ignore[attr-defined]
    assert isinstance(field, EncryptedTextField)
    return field.close(value, pk)
