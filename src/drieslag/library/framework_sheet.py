"""The door to a framework's sheet: a workbook (.xlsx) that an adviser fills in, and takes over or gets back."""

from drieslag.kernel.framework import Framework
from drieslag.library.framework_sheet_columns import part_of
from drieslag.library.framework_sheet_opening import MOST_BYTES, MOST_ROWS, CellProblem, NotOpened, open_book
from drieslag.library.framework_sheet_reading import read_framework
from drieslag.library.framework_sheet_writing import render

__all__ = ["MOST_BYTES", "MOST_ROWS", "CellProblem", "read", "write"]


def read(data: bytes, *, file: str, earlier: Framework | None = None) -> Framework | list[CellProblem]:
    """Return the framework in the workbook, or everything that is wrong with it in the order of its sheets and cells.

    A row that has a key keeps it. One without gets the key that `earlier` has for a part of this name, so that plans go
    on meaning the same; else a new one. Code, address and number of the version are those of `earlier`, or empty, empty
    and 1.
    """
    try:
        sheets = open_book(data, file=file, wanted=lambda title: part_of(title) is not None)
    except NotOpened as error:
        return [CellProblem("", "", error.message)]
    return read_framework(sheets, earlier)


def write(framework: Framework | None, language: str) -> bytes:
    """Return the workbook of a framework; or an empty one with an example in each sheet, and how to fill it in."""
    return render(framework, language)
