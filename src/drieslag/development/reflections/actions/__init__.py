"""The writers of reflections. None of it is told to the journal: these are private acts."""

from drieslag.development.reflections.actions.backs import close, erase_back, keep_pattern, put_away
from drieslag.development.reflections.actions.notes import change, erase, set_asks, write

__all__ = [
    "change",
    "close",
    "erase",
    "erase_back",
    "keep_pattern",
    "put_away",
    "set_asks",
    "write",
]
