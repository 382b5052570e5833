"""The kinds of question that bring a team to a way of working together, and what fits each."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from drieslag.kernel.format import Preference, Text
from drieslag.library.lifting import lift
from drieslag.library.problems import Page, Problem, Unreadable
from drieslag.library.reading import many, may, must, one_of, open_page, shape
from drieslag.library.schema import code, key, text


@dataclass(frozen=True)
class Purpose:
    """A kind of question. `first` and `also` are codes of formats, some of which a later version brings."""

    key: str
    name: Text
    first: tuple[str, ...]
    also: tuple[str, ...] = ()
    preferences: tuple[Preference, ...] = ()


@dataclass(frozen=True)
class Purposes:
    """The whole file."""

    purposes: tuple[Purpose, ...]


PURPOSE = {
    "key": must(key),
    "name": must(text),
    "first": must(many(code)),
    "also": may(many(code)),
    "preferences": may(many(one_of(Preference))),
}
read_purposes = shape(Purposes, {"purposes": must(many(shape(Purpose, PURPOSE)))})


class BrokenLibrary(Exception):
    """A file of the program itself does not load. Its text says where and why."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("\n".join(problem.sentence("en") for problem in problems))


def load_purposes(content: str, *, file: str) -> dict[str, Purpose]:
    """Return the kinds of question by key. Raises BrokenLibrary."""
    page = Page(file)
    try:
        root = open_page(content, page)
        lift(root)
        found = read_purposes(root)
    except Unreadable as error:
        raise BrokenLibrary(page.problems) from error
    return {purpose.key: purpose for purpose in found.purposes}


@cache
def all_purposes() -> Mapping[str, Purpose]:
    """Return the program's kinds of question, in the order of the file."""
    content = files("drieslag.library").joinpath("purposes.yaml").read_text("utf-8")
    return MappingProxyType(load_purposes(content, file="purposes.yaml"))
