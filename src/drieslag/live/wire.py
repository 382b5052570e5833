"""Bytes of a stream: server-sent events, compressed once and sent to many.

A gzip stream is a header, deflate blocks, a checksum and a length. Blocks that are flushed whole look back at
nothing, so the same bytes fit in any stream at any moment. Only the checksum differs between listeners, and costs a
microsecond to keep.
"""

import zlib
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

_GZIP_HEADER: Final = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff"
_LAST_BLOCK: Final = b"\x03\x00"  # an empty deflate block that says: no more


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of a stream, plain and compressed."""

    plain: bytes
    packed: bytes


def block(plain: bytes) -> Block:
    """Compress a piece so that it may follow anything."""
    packer = zlib.compressobj(level=6, wbits=-zlib.MAX_WBITS)
    return Block(plain, packer.compress(plain) + packer.flush(zlib.Z_FULL_FLUSH))


class Coding:
    """What one listener's stream has had so far, as far as its end must tell."""

    __slots__ = ("_checksum", "_length", "gzip")

    def __init__(self, *, gzip: bool) -> None:
        self.gzip = gzip
        self._checksum = 0
        self._length = 0

    def start(self) -> bytes:
        return _GZIP_HEADER if self.gzip else b""

    def encode(self, *blocks: Block) -> bytes:
        if not self.gzip:
            return b"".join(each.plain for each in blocks)
        for each in blocks:
            self._checksum = zlib.crc32(each.plain, self._checksum)
            self._length += len(each.plain)
        return b"".join(each.packed for each in blocks)

    def finish(self) -> bytes:
        if not self.gzip:
            return b""
        return _LAST_BLOCK + self._checksum.to_bytes(4, "little") + (self._length % 2**32).to_bytes(4, "little")


HEARTBEAT: Final = block(b":\n\n")


def swap(html: str) -> bytes:
    """Write html as the data of an unnamed event, which the browser swaps in."""
    lines = "".join(f"data: {line}\n" for line in html.splitlines())
    return f"{lines}\n".encode()


def named(events: tuple[str, ...]) -> bytes:
    """Write events that the browser only passes on to the page, so that personal parts are asked for anew."""
    return "".join(f"event: {name}\ndata:\n\n" for name in events).encode()


@lru_cache(maxsize=256)
def numbered(versions: tuple[int, ...]) -> Block:
    """Write the first line of a message: what the listener will have once it is read."""
    return block(f"id: {'.'.join(map(str, versions))}\n".encode())


def read_versions(text: str, count: int) -> tuple[int, ...]:
    """Read the versions of `count` channels from an id or an address; zeros, so everything, when it is not that."""
    parts = text.split(".")
    if len(parts) != count or not all(part.isascii() and part.isdigit() and len(part) < 19 for part in parts):  # noqa: PLR2004
        return (0,) * count
    return tuple(map(int, parts))
