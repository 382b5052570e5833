"""The door of the library to frameworks: load, find and write them back."""

from drieslag.kernel.framework import Framework, check
from drieslag.library.framework_schema import LIFTS, SCHEMA, read_framework
from drieslag.library.problems import Problem
from drieslag.library.purposes import BrokenLibrary
from drieslag.library.shelf import Shelf
from drieslag.library.writing import plain, write

__all__ = [
    "LONGEST",
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


LONGEST = 1_000_000  # signs of a file: hundreds of goals in two languages
SHELF = Shelf("frameworks", read_framework, check, SCHEMA, LIFTS, longest=LONGEST)

load, pinned = SHELF.load, SHELF.pinned
load_all, broken, get, by_slug = SHELF.load_all, SHELF.broken, SHELF.get, SHELF.by_slug


def dump(framework: Framework) -> str:
    """Return the file of an framework, so that loading it gives the same one. What is the default is left out."""
    known = {name: value for name, value in plain(framework).items() if value != ""}  # a source may be absent
    first = {name: known[name] for name in ("code", "slug", "version", "status") if name in known}
    return write({"schema": SCHEMA, **first, **known})
