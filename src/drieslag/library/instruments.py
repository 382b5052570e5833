"""The door of the library to instruments: load, find and write them back."""

from drieslag.kernel.instrument import Instrument
from drieslag.library.instrument_schema import LIFTS, SCHEMA, read_instrument
from drieslag.library.instrument_sense import MOST_ITEMS, check
from drieslag.library.problems import Problem
from drieslag.library.purposes import BrokenLibrary
from drieslag.library.reading import LONGEST_FILE
from drieslag.library.shelf import Shelf
from drieslag.library.writing import plain, write

__all__ = [
    "LONGEST_FILE",
    "MOST_ITEMS",
    "SHELF",
    "BrokenLibrary",
    "Problem",
    "broken",
    "by_slug",
    "dump",
    "get",
    "load",
    "load_all",
    "pinned",
]

SHELF = Shelf("instruments", read_instrument, check, SCHEMA, LIFTS)

load, pinned = SHELF.load, SHELF.pinned
load_all, broken, get, by_slug = SHELF.load_all, SHELF.broken, SHELF.get, SHELF.by_slug


def dump(instrument: Instrument) -> str:
    """Return the file of an instrument, so that loading it gives the same one. What is the default is left out."""
    return write({"schema": SCHEMA, **plain(instrument)})
