"""The door of the library: load, find and recommend formats."""

from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from importlib.resources import files
from types import MappingProxyType

from drieslag.kernel.format import Format
from drieslag.library.lifting import lift
from drieslag.library.problems import Page, Problem, Unreadable
from drieslag.library.purposes import BrokenLibrary, Purpose, all_purposes
from drieslag.library.reading import LONGEST_FILE, open_page
from drieslag.library.recommend import Suggestion, suggest
from drieslag.library.schema import read_format
from drieslag.library.sense import MOST_STEPS, check
from drieslag.library.writing import content, dump, write

__all__ = [
    "LONGEST_FILE",
    "MOST_STEPS",
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


def load(text: str, *, file: str, trusted: bool = False) -> Format | list[Problem]:
    """Return the format that `text` describes, or everything that is wrong with it in the order of the file."""
    page = Page(file)
    try:
        root = open_page(text, page, trusted=trusted)
        lift(root)
        format_ = read_format(root)
    except Unreadable:
        return in_order(page.problems)
    for key, message in check(format_, frozenset(all_purposes())):
        page.note(key, message)
    return in_order(page.problems) or format_


def in_order(problems: list[Problem]) -> list[Problem]:
    return sorted(problems, key=lambda problem: (problem.line, problem.key))


@lru_cache(maxsize=1_024)
def pinned(text: str) -> Format:
    """Return the format of a meeting from the text that it started with. Raises BrokenLibrary."""
    format_ = load(text, file="pinned")
    if isinstance(format_, list):
        raise BrokenLibrary(format_)
    return format_


@cache
def _packaged() -> tuple[Mapping[str, Format], tuple[Problem, ...]]:
    """Read the program's own files once: the formats by code, and what is wrong in the files that do not load."""
    folder = files("drieslag.library").joinpath("formats")
    named = [(item.name, item.read_text("utf-8")) for item in folder.iterdir() if item.name.endswith(".yaml")]
    found = [load(text, file=name, trusted=True) for name, text in sorted(named)]
    good = sorted((one for one in found if isinstance(one, Format)), key=lambda format_: format_.code)
    problems = [problem for one in found if isinstance(one, list) for problem in one]
    return MappingProxyType({format_.code: format_ for format_ in good}), tuple(problems)


def load_all() -> Mapping[str, Format]:
    """Return the program's formats by code, in the order of their codes. One that does not load is left out: it must
    not take the others along, and `drieslag check` says what is wrong with it.
    """
    return _packaged()[0]


def broken() -> tuple[Problem, ...]:
    """Return what is wrong in the program's own files; nothing, in a program that was tested."""
    return _packaged()[1]


def get(code: str) -> Format:
    """Return the format with this code. Raises KeyError."""
    return load_all()[code]


def by_slug(slug: str) -> Format:
    """Return the format with this address. Raises KeyError."""
    return {format_.slug: format_ for format_ in load_all().values()}[slug]


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
