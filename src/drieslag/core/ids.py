"""Keys of rows: ordered by time, so that indexes stay small (RFC 9562, version 7).

Anonymous rows never use these, since the key would tell when they were made: they get `uuid.uuid4`.
"""

import os
import time
from uuid import UUID


def new_id() -> UUID:
    """Return a new version 7 uuid."""
    millis = time.time_ns() // 1_000_000
    value = (millis & (2**48 - 1)) << 80 | int.from_bytes(os.urandom(10))
    value = value & ~(0xF << 76) | 0x7 << 76
    return UUID(int=value & ~(0x3 << 62) | 0x2 << 62)
