"""A token: a random message with the round's signature, which its holder alone can show. Pure."""

import base64
import hashlib
from dataclasses import dataclass
from uuid import UUID

from drieslag.privacy.anonymous import crypto
from drieslag.privacy.anonymous.crypto import PublicKey

MESSAGE_BYTES = 32
PREPARED_BYTES = crypto.PREFIX_BYTES + MESSAGE_BYTES


@dataclass(frozen=True)
class Token:
    """The prepared message and its signature. It is known by the message: one message has many valid signatures."""

    prepared: bytes
    signature: bytes

    def is_of(self, key: PublicKey) -> bool:
        """Say whether the holder of this round's signing key signed it."""
        return len(self.prepared) == PREPARED_BYTES and crypto.verify(key, self.prepared, self.signature)

    def hash_for(self, word: str, box: UUID) -> bytes:
        """Return what is kept of the token for one use in one box. Two uses of one token have nothing in common."""
        return hashlib.sha256(b"\n".join([b"drieslag token", word.encode(), box.bytes, self.prepared])).digest()


def to_text(data: bytes) -> str:
    """Return base64url without padding, as browsers send and read it here."""
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def from_text(text: str) -> bytes:
    """Read base64url without padding. Raises ValueError for anything else."""
    try:
        return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except ValueError as error:
        raise ValueError("not base64url") from error
