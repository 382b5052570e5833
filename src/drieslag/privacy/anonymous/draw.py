"""The blind draw from the question jar, which anyone can compute again. Pure.

The recipe, as the page tells it:

1. Before the draw the page lists a hash for each slip in the jar: SHA-256 over the slip's random number (32 bytes)
   followed by its text (UTF-8), in hex. The number keeps a short text from being guessed from its hash.
2. Two participants each type or press a number of their own. Neither sees the other's before both are in.
3. Sort the hashes. Join with line feeds: the words `drieslag draw 1`, `slip`, the hashes, the two numbers in order
   of size, and a counter that begins at 0. Take SHA-256 over that (UTF-8), as one large whole number.
4. With k slips: is the number below the largest multiple of k that fits in 256 bits, then its remainder on division
   by k is the place of the drawn slip in the sorted list, counted from 0. Otherwise raise the counter and do 3 again.
5. The drawn slip's text and random number are shown: their hash is the one at that place.
"""

import hashlib
from collections.abc import Sequence

VERSION = "drieslag draw 1"
WHOLE = 1 << 256


def commitment(text: str, nonce: bytes) -> str:
    """Return the hash that stands for a slip before the draw."""
    return hashlib.sha256(nonce + text.encode()).hexdigest()


def draw_index(hashes: Sequence[str], numbers: Sequence[int]) -> int:
    """Return the drawn slip's place in the sorted list. Raises ValueError when there is none."""
    return _uniform("slip", sorted(hashes), numbers)


def drawn_hash(hashes: Sequence[str], numbers: Sequence[int]) -> str:
    """Return the hash of the slip that these numbers draw."""
    return sorted(hashes)[draw_index(hashes, numbers)]


def draw_readers(members: Sequence[str], hashes: Sequence[str], numbers: Sequence[int], count: int = 2) -> list[str]:
    """Return the members who see the drawn slip first and may put it back, drawn by the same numbers."""
    left, readers = sorted(members), list[str]()
    while left and len(readers) < count:
        label = f"reader {len(readers) + 1}"
        readers.append(left.pop(_uniform(label, [*left, *sorted(hashes)], numbers, among=len(left))))
    return readers


def _uniform(label: str, lines: Sequence[str], numbers: Sequence[int], among: int | None = None) -> int:
    count = len(lines) if among is None else among
    if count == 0 or any(number < 0 for number in numbers):
        raise ValueError("a draw needs slips, and numbers of zero or more")
    below = WHOLE - WHOLE % count
    counter = 0
    while True:
        parts = [VERSION, label, *lines, *(str(number) for number in sorted(numbers)), str(counter)]
        value = int.from_bytes(hashlib.sha256("\n".join(parts).encode()).digest())
        if value < below:
            return value % count
        counter += 1
