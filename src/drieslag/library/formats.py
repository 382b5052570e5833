"""The door of the library: load, find and recommend formats."""

from collections.abc import Iterable, Iterator

from drieslag.kernel.format import Format
from drieslag.library import sense
from drieslag.library.lifting import LIFTS, SCHEMA
from drieslag.library.problems import Problem
from drieslag.library.purposes import BrokenLibrary, Purpose, all_purposes
from drieslag.library.reading import LONGEST_FILE
from drieslag.library.recommend import Suggestion, suggest
from drieslag.library.schema import read_format
from drieslag.library.sense import MOST_STEPS, Finding
from drieslag.library.shelf import Shelf
from drieslag.library.writing import content, dump, write

__all__ = [
    "LONGEST_FILE",
    "MOST_STEPS",
    "SHELF",
    "BrokenLibrary",
    "Problem",
    "Purpose",
    "Suggestion",
    "all_purposes",
    "broken",
    "by_slug",
    "content",
    "dump",
    "get",
    "load",
    "load_all",
    "pinned",
    "recommend",
    "write",
]


def check(format_: Format) -> Iterator[Finding]:
    """Yield what does not make sense, with the program's own kinds of question."""
    return sense.check(format_, frozenset(all_purposes()))


SHELF = Shelf("formats", read_format, check, SCHEMA, LIFTS)

load, pinned = SHELF.load, SHELF.pinned
load_all, broken, get, by_slug = SHELF.load_all, SHELF.broken, SHELF.get, SHELF.by_slug


def recommend(
    *,
    purpose: str | None = None,
    minutes: int | None = None,
    people: int | None = None,
    preference: str | None = None,
    phase: str | None = None,
    among: Iterable[Format] | None = None,
) -> list[Suggestion]:
    """Return what fits of the library, or of `among`, best first. With a preference, one suggestion outside it is
    marked as a taste.
    """
    known = all_purposes().get(purpose or "")
    fitting = [] if purpose and known is None else list(load_all().values() if among is None else among)
    return suggest(fitting, purpose=known, minutes=minutes, people=people, preference=preference, phase=phase)
