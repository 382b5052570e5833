"""What fits each preferred way of learning, as data: things to do, and the surroundings in which it comes easily.

It is for variety. That people learn better in the way that they prefer has often been studied and not been found.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from drieslag.kernel.format import Preference, Text
from drieslag.kernel.framework import Way
from drieslag.library.lifting import lift
from drieslag.library.problems import Page, Unreadable
from drieslag.library.purposes import BrokenLibrary
from drieslag.library.reading import many, may, must, one_of, open_page, shape
from drieslag.library.schema import code, key, text


@dataclass(frozen=True)
class Doing:
    """Something to do. `format` is the code of a working format by which one does it."""

    key: str
    way: Way
    text: Text
    format: str = ""


@dataclass(frozen=True)
class Fitting:
    """What fits one preference."""

    preference: Preference
    surroundings: Text
    activities: tuple[Doing, ...]


@dataclass(frozen=True)
class Fittings:
    """The whole file."""

    preferences: tuple[Fitting, ...]


DOING = {"key": must(key), "way": must(one_of(Way)), "text": must(text), "format": may(code)}
FITTING = {
    "preference": must(one_of(Preference)),
    "surroundings": must(text),
    "activities": must(many(shape(Doing, DOING))),
}
read_fittings = shape(Fittings, {"preferences": must(many(shape(Fitting, FITTING)))})


def load(content: str, *, file: str) -> Mapping[Preference, Fitting]:
    """Return what fits, by preference and in the order of the file. Raises BrokenLibrary."""
    page = Page(file)
    try:
        root = open_page(content, page)
        lift(root)
        found = read_fittings(root)
    except Unreadable as error:
        raise BrokenLibrary(page.problems) from error
    return MappingProxyType({each.preference: each for each in found.preferences})


@cache
def all_fittings() -> Mapping[Preference, Fitting]:
    """Return what the program brings."""
    content = files("drieslag.library").joinpath("preferences.yaml").read_text("utf-8")
    return load(content, file="preferences.yaml")


def in_turn(liked: frozenset[Preference]) -> list[Fitting]:
    """Return all five, those that somebody likes first: the others are there to vary."""
    return sorted(all_fittings().values(), key=lambda each: each.preference not in liked)
