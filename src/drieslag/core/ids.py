"""Keys of rows: ordered by time, so that indexes stay small (RFC 9562, version 7).

Anonymous rows never use these, since the key would tell when they were made: they get `uuid.uuid4`.
"""

import os
import time
from uuid import UUID

MILLISECOND = 1_000_000  # nanoseconds
PARTS = 1 << 12  # of a millisecond: rows that one action makes after each other keep their order (RFC 9562, 6.2)


def new_id() -> UUID:
    """Return a new version 7 uuid."""
    millis, rest = divmod(time.time_ns(), MILLISECOND)
    begins = (millis & (2**48 - 1)) << 16 | 0x7 << 12 | rest * PARTS // MILLISECOND
    return UUID(int=begins << 64 | 0b10 << 62 | int.from_bytes(os.urandom(8)) >> 2)
