"""What the doors of the library share."""

from collections.abc import Iterator

import pytest

from drieslag.kernel.format import Format, Text
from drieslag.library import formats
from drieslag.library.lifting import LIFTS, SCHEMA
from drieslag.library.purposes import BrokenLibrary
from drieslag.library.schema import read_format
from drieslag.library.sense import Finding
from drieslag.library.shelf import Shelf


def not_w01(format_: Format) -> Iterator[Finding]:
    if format_.code == "W01":
        yield "name", Text("Niet deze.", "Not this one.")


def test_one_of_the_programs_own_that_does_not_load_leaves_the_others_in_their_place() -> None:
    shelf = Shelf("formats", read_format, not_w01, SCHEMA, LIFTS)
    assert list(shelf.load_all()) == [code for code in formats.load_all() if code != "W01"]
    assert [(problem.key, problem.message.en) for problem in shelf.broken()] == [("name", "Not this one.")]
    with pytest.raises(KeyError):
        shelf.get("W01")


def test_what_was_begun_with_is_read_once_and_says_what_is_wrong_in_it() -> None:
    shelf = Shelf("formats", read_format, not_w01, SCHEMA, LIFTS)
    first, second = formats.dump(formats.get("W01")), formats.dump(formats.get("W03"))
    assert shelf.pinned(second) is shelf.pinned(second)
    with pytest.raises(BrokenLibrary, match="Not this one"):
        shelf.pinned(first)
