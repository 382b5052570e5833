"""The door of the library to instruments: load, find and write them back."""

from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files
from types import MappingProxyType

from drieslag.kernel.instrument import Instrument
from drieslag.library.formats import in_order
from drieslag.library.instrument_schema import LIFTS, SCHEMA, read_instrument
from drieslag.library.instrument_sense import MOST_ITEMS, check
from drieslag.library.lifting import lift
from drieslag.library.problems import Page, Problem, Unreadable
from drieslag.library.purposes import BrokenLibrary
from drieslag.library.reading import LONGEST_FILE, open_page
from drieslag.library.writing import plain, write

__all__ = [
    "LONGEST_FILE",
    "MOST_ITEMS",
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


def load(text: str, *, file: str, trusted: bool = False) -> Instrument | list[Problem]:
    """Return the instrument that `text` describes, or everything that is wrong with it in the order of the file."""
    page = Page(file)
    try:
        root = open_page(text, page, trusted=trusted)
        lift(root, current=SCHEMA, lifts=LIFTS)
        instrument = read_instrument(root)
    except Unreadable:
        return in_order(page.problems)
    for key, message in check(instrument):
        page.note(key, message)
    return in_order(page.problems) or instrument


@lru_cache(maxsize=1_024)
def pinned(text: str) -> Instrument:
    """Return the instrument of a round from the text that it started with. Raises BrokenLibrary."""
    instrument = load(text, file="pinned")
    if isinstance(instrument, list):
        raise BrokenLibrary(instrument)
    return instrument


def dump(instrument: Instrument) -> str:
    """Return the file of an instrument, so that loading it gives the same one. What is the default is left out."""
    return write({"schema": SCHEMA, **plain(instrument)})


@cache
def _packaged() -> tuple[Mapping[str, Instrument], tuple[Problem, ...]]:
    """Read the program's own files once: the instruments by code, and what is wrong in those that do not load."""
    folder = files("drieslag.library").joinpath("instruments")
    named = [(item.name, item.read_text("utf-8")) for item in folder.iterdir() if item.name.endswith(".yaml")]
    found = [load(text, file=name, trusted=True) for name, text in sorted(named)]
    good = sorted((one for one in found if isinstance(one, Instrument)), key=lambda instrument: instrument.code)
    problems = [problem for one in found if isinstance(one, list) for problem in one]
    return MappingProxyType({instrument.code: instrument for instrument in good}), tuple(problems)


def load_all() -> Mapping[str, Instrument]:
    """Return the program's instruments by code, in the order of their codes. One that does not load is left out: it
    must not take the others along, and `drieslag check` says what is wrong with it.
    """
    return _packaged()[0]


def broken() -> tuple[Problem, ...]:
    """Return what is wrong in the program's own files; nothing, in a program that was tested."""
    return _packaged()[1]


def get(code: str) -> Instrument:
    """Return the instrument with this code. Raises KeyError."""
    return load_all()[code]


def by_slug(slug: str) -> Instrument:
    """Return the instrument with this address. Raises KeyError."""
    return {instrument.slug: instrument for instrument in load_all().values()}[slug]
