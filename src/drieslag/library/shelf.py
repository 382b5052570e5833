"""What the doors of the library share: reading a file of one sort, and finding the program's own of that sort."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from importlib.resources import files
from types import MappingProxyType
from typing import Protocol

from drieslag.library.lifting import Lift, lift
from drieslag.library.problems import Page, Problem, Unreadable
from drieslag.library.purposes import BrokenLibrary
from drieslag.library.reading import LONGEST_FILE, Reader, open_page
from drieslag.library.sense import Finding

PINNED = 1_024  # texts that are kept as they were read


class Filed(Protocol):
    """What a file describes: it is known by a code, and has an address."""

    @property
    def code(self) -> str: ...

    @property
    def slug(self) -> str: ...


@dataclass(eq=False)
class Shelf[T: Filed]:
    """Files of one sort: how they are read, and those that the program brings, in a folder of the library."""

    folder: str
    read: Reader[T]
    check: Callable[[T], Iterable[Finding]]
    schema: int
    lifts: Mapping[int, Lift]
    longest: int = LONGEST_FILE
    pinned: Callable[[str], T] = field(init=False)

    def __post_init__(self) -> None:
        self.pinned = lru_cache(maxsize=PINNED)(self._pinned)

    def load(self, text: str, *, file: str, trusted: bool = False) -> T | list[Problem]:
        """Return what `text` describes, or everything that is wrong with it in the order of the file."""
        page = Page(file)
        try:
            root = open_page(text, page, trusted=trusted, longest=self.longest)
            lift(root, current=self.schema, lifts=self.lifts)
            found = self.read(root)
        except Unreadable:
            return in_order(page.problems)
        for key, message in self.check(found):
            page.note(key, message)
        return in_order(page.problems) or found

    def _pinned(self, text: str) -> T:
        """Return what was begun with, from the text that is kept of it. Raises BrokenLibrary."""
        found = self.load(text, file="pinned")
        if isinstance(found, list):
            raise BrokenLibrary(found)
        return found

    @cached_property
    def known(self) -> Mapping[str, T]:
        """What `load_all` returns, read once; a test may put others in their place."""
        good = sorted((one for one in self._found if not isinstance(one, list)), key=lambda one: one.code)
        return MappingProxyType({one.code: one for one in good})

    @cached_property
    def _found(self) -> list[T | list[Problem]]:
        folder = files("drieslag.library").joinpath(self.folder)
        named = [(item.name, item.read_text("utf-8")) for item in folder.iterdir() if item.name.endswith(".yaml")]
        return [self.load(text, file=name, trusted=True) for name, text in sorted(named)]

    def load_all(self) -> Mapping[str, T]:
        """Return the program's own by code, in the order of their codes. One that does not load is left out: it must
        not take the others along, and `drieslag check` says what is wrong with it.
        """
        return self.known

    def broken(self) -> tuple[Problem, ...]:
        """Return what is wrong in the program's own files; nothing, in a program that was tested."""
        return tuple(problem for one in self._found if isinstance(one, list) for problem in one)

    def get(self, code: str) -> T:
        """Return the program's own with this code. Raises KeyError."""
        return self.known[code]

    def by_slug(self, slug: str) -> T:
        """Return the program's own with this address. Raises KeyError."""
        return {one.slug: one for one in self.known.values()}[slug]


def in_order(problems: list[Problem]) -> list[Problem]:
    return sorted(problems, key=lambda problem: (problem.line, problem.key))
