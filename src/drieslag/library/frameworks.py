"""The door of the library to frameworks: load, find and write them back."""

from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files
from types import MappingProxyType

from drieslag.kernel.framework import Framework, check
from drieslag.library.formats import in_order
from drieslag.library.framework_schema import LIFTS, SCHEMA, read_framework
from drieslag.library.lifting import lift
from drieslag.library.problems import Page, Problem, Unreadable
from drieslag.library.purposes import BrokenLibrary
from drieslag.library.reading import open_page
from drieslag.library.writing import plain, write

__all__ = [
    "LONGEST",
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


def load(text: str, *, file: str, trusted: bool = False) -> Framework | list[Problem]:
    """Return the framework that `text` describes, or everything that is wrong with it in the order of the file."""
    page = Page(file)
    try:
        root = open_page(text, page, trusted=trusted, longest=LONGEST)
        lift(root, current=SCHEMA, lifts=LIFTS)
        framework = read_framework(root)
    except Unreadable:
        return in_order(page.problems)
    for key, message in check(framework):
        page.note(key, message)
    return in_order(page.problems) or framework


@lru_cache(maxsize=1_024)
def pinned(text: str) -> Framework:
    """Return the framework of a version from its text. Raises BrokenLibrary."""
    framework = load(text, file="pinned")
    if isinstance(framework, list):
        raise BrokenLibrary(framework)
    return framework


def dump(framework: Framework) -> str:
    """Return the file of an framework, so that loading it gives the same one. What is the default is left out."""
    known = {name: value for name, value in plain(framework).items() if value != ""}  # a source may be absent
    first = {name: known[name] for name in ("code", "slug", "version", "status") if name in known}
    return write({"schema": SCHEMA, **first, **known})


@cache
def _packaged() -> tuple[Mapping[str, Framework], tuple[Problem, ...]]:
    """Read the program's own files once: the frameworks by code, and what is wrong in those that do not load."""
    folder = files("drieslag.library").joinpath("frameworks")
    named = [(item.name, item.read_text("utf-8")) for item in folder.iterdir() if item.name.endswith(".yaml")]
    found = [load(text, file=name, trusted=True) for name, text in sorted(named)]
    good = sorted((one for one in found if isinstance(one, Framework)), key=lambda framework: framework.code)
    problems = [problem for one in found if isinstance(one, list) for problem in one]
    return MappingProxyType({framework.code: framework for framework in good}), tuple(problems)


def load_all() -> Mapping[str, Framework]:
    """Return the program's frameworks by code, in the order of their codes. One that does not load is left out: it
    must not take the others along, and `drieslag check` says what is wrong with it.
    """
    return _packaged()[0]


def broken() -> tuple[Problem, ...]:
    """Return what is wrong in the program's own files; nothing, in a program that was tested."""
    return _packaged()[1]


def get(code: str) -> Framework:
    """Return the framework with this code. Raises KeyError."""
    return load_all()[code]


def by_slug(slug: str) -> Framework:
    """Return the framework with this address. Raises KeyError."""
    return {framework.slug: framework for framework in load_all().values()}[slug]
