"""Sealed boxes: whoever has the box's public key can put something in, only the key folder can take it out. Pure.

HPKE (RFC 9180) with ML-KEM-768 and X25519 together: a backup kept for twenty years stays closed also to whoever has a
quantum computer by then. Every content of one box is padded to one size, so that a length points at nobody; size
classes would, whenever one person alone wrote a long text.
"""

import hashlib
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hpke
from cryptography.hazmat.primitives.asymmetric import mlkem, x25519

SUITE = hpke.Suite(hpke.KEM.MLKEM768_X25519, hpke.KDF.HKDF_SHA256, hpke.AEAD.AES_256_GCM)
MLKEM_SEED = 64
MLKEM_PUBLIC = 1184
MARK_BYTES = 32
LENGTH_BYTES = 4
UTF8_MOST = 4  # bytes a character at most
STEP = 1024


class SealError(Exception):
    """The content does not fit, or does not open with this key and box."""


@dataclass(frozen=True)
class Content:
    """What lies in one sealed slip. `mark` lets its writer alone take the text back after the box was opened.

    `text` is empty for a slip that was withdrawn: it stays in the box, looking like any other, until the box opens.
    """

    text: str
    mark: bytes


def generate() -> bytes:
    """Make a private key: the seed of ML-KEM, then the X25519 key."""
    first, second = mlkem.MLKEM768PrivateKey.generate(), x25519.X25519PrivateKey.generate()
    return first.private_bytes_raw() + second.private_bytes_raw()


def public_of(private: bytes) -> bytes:
    """Return the public key that belongs to a private one."""
    first, second = _halves(private)
    return first.public_key().public_bytes_raw() + second.public_key().public_bytes_raw()


def size_for(max_length: int) -> int:
    """Return the one size of everything in a box whose texts have at most `max_length` characters."""
    needed = MARK_BYTES + LENGTH_BYTES + UTF8_MOST * max_length
    return -(-needed // STEP) * STEP


def seal(public: bytes, box: UUID, content: Content, size: int) -> bytes:
    """Close `content` to the box. Raises SealError when it is larger than the box's size."""
    text = content.text.encode()
    plain = content.mark + len(text).to_bytes(LENGTH_BYTES) + text
    if len(content.mark) != MARK_BYTES or len(plain) > size:
        raise SealError("does not fit")
    first = mlkem.MLKEM768PublicKey.from_public_bytes(public[:MLKEM_PUBLIC])
    second = x25519.X25519PublicKey.from_public_bytes(public[MLKEM_PUBLIC:])
    return SUITE.encrypt(plain.ljust(size, b"\0"), hpke.MLKEM768X25519PublicKey(first, second), info=_info(box))


def unseal(private: bytes, box: UUID, sealed: bytes) -> Content:
    """Open one slip. Raises SealError when it is not of this box and key, or was touched."""
    try:
        plain = SUITE.decrypt(sealed, hpke.MLKEM768X25519PrivateKey(*_halves(private)), info=_info(box))
    except InvalidTag as error:
        raise SealError("does not open") from error
    mark, rest = plain[:MARK_BYTES], plain[MARK_BYTES:]
    length = int.from_bytes(rest[:LENGTH_BYTES])
    return Content(text=rest[LENGTH_BYTES : LENGTH_BYTES + length].decode(), mark=mark)


def open_all(private: bytes, box: UUID, sealed: Iterable[bytes]) -> list[Content]:
    """Open a box whole: in an order that says nothing, and without what was withdrawn."""
    opened = [content for content in (unseal(private, box, one) for one in sealed) if content.text]
    return shuffled(opened)


def shuffled[T](things: Iterable[T]) -> list[T]:
    """Return the things in an order drawn from the operating system's randomness."""
    order = list(things)
    secrets.SystemRandom().shuffle(order)
    return order


# What a browser's secret for one slip gives. The three never tell about each other without the secret.


def change_hash(secret: bytes) -> bytes:
    """What the store keeps, so that the secret's holder can change or withdraw the slip while the box is closed."""
    return hashlib.sha256(b"drieslag slip change\n" + secret).digest()


def mark_of(secret: bytes) -> bytes:
    """What goes into the sealed slip and appears beside its text on opening: by it the holder can still withdraw."""
    return hashlib.sha256(b"drieslag slip mark\n" + secret).digest()


def _halves(private: bytes) -> tuple[mlkem.MLKEM768PrivateKey, x25519.X25519PrivateKey]:
    first = mlkem.MLKEM768PrivateKey.from_seed_bytes(private[:MLKEM_SEED])
    return first, x25519.X25519PrivateKey.from_private_bytes(private[MLKEM_SEED:])


def _info(box: UUID) -> bytes:
    return b"drieslag anonymous box 1\n" + box.bytes
