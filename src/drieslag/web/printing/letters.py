"""Which signs can stand on paper and in a sheet: one that cannot must not keep everything else from being printed."""

import re
import unicodedata
from typing import Any

INSTEAD = "□"
NEVER = frozenset({"Cc", "Cs"})  # control signs, halves of pairs
LAST_LATIN = "\u024f"
_NOT_SHOWN = re.compile(r'the text `"((?:[^"\\]|\\.)*)"` could not be displayed')
_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")


def plain(text: str) -> str:
    """Return the text without what XML and paper have no sign for."""
    return "".join(sign for sign in text if sign in "\n\t" or not _is_none(sign))


def plain_all(data: Any) -> Any:
    """Return data with every text in it plain."""
    if isinstance(data, str):
        return plain(data)
    if isinstance(data, dict):
        return {key: plain_all(value) for key, value in data.items()}
    return [plain_all(value) for value in data] if isinstance(data, list | tuple) else data


def _is_none(sign: str) -> bool:
    return unicodedata.category(sign) in NEVER or ord(sign) & 0xFFFE == 0xFFFE  # noqa: PLR2004 — the two noncharacters of each plane


def not_shown(error: str) -> set[str]:
    """Return the signs of which Typst says that no font of ours has them."""
    return {sign for words in _NOT_SHOWN.findall(error) for sign in _ESCAPED.sub(lambda m: chr(int(m[1], 16)), words)}


def beyond_latin(text: str) -> set[str]:
    """Return every sign that is no Latin letter, figure or usual mark: what goes when nothing else helps."""
    return {sign for sign in text if sign > LAST_LATIN}


def replaced(text: str, signs: set[str]) -> str:
    """Return the text with a box where these signs stood."""
    return text.translate({ord(sign): INSTEAD for sign in signs if sign != INSTEAD})
