"""Opening a workbook that anybody may have made: what it holds as plain rows, or why it is not opened.

A workbook is a zip of XML. Before a parser sees any of it we bound how much it unpacks to and how many cells it has. We
refuse a document type (by which entities are declared) and every encoding but UTF-8 (by which one could be hidden).
"""

import re
import warnings
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from enum import StrEnum
from io import BytesIO
from typing import Any
from zipfile import BadZipFile, ZipFile

from drieslag.kernel.format import Text
from drieslag.library import framework_sheet_words as words

MEGABYTE = 1_000_000
MOST_BYTES = 2 * MEGABYTE
MOST_UNPACKED = 12 * MEGABYTE
MOST_PARTS = 300
MOST_CELLS = 60_000
MOST_SHEETS = 20  # of ours; there are five
MOST_TEXT = 3_000_000  # signs in all cells: one long text may stand in many
MOST_ROWS = 1_000  # with something in them
LAST_ROW = 5_000
LAST_COLUMN = 60
MOST_MERGED = 1_000
OLD = b"\xd0\xcf\x11\xe0"
NEW = b"PK"
READ = (".xml", ".rels")
DECLARES = re.compile(rb"<!\s*(DOCTYPE|ENTITY)", re.IGNORECASE)
ENCODED = re.compile(rb"""encoding\s*=\s*["']([^"']*)["']""")
CELL = re.compile(rb"<(?:\w+:)?c[\s/>]")
MERGED = re.compile(
    rb"<(?:\w+:)?mergeCell\s[^>]*?ref=[\"']\$?([A-Z]{1,3})\$?(\d{1,7}):\$?([A-Z]{1,3})\$?(\d{1,7})[\"']"
)


@dataclass(frozen=True)
class CellProblem:
    """One thing to mend. `cell` is an address such as `B4`; empty when it is about a whole sheet, and `sheet` is empty
    when it is about the whole file.
    """

    sheet: str
    cell: str
    message: Text

    def sentence(self, language: str) -> str:
        where = " ".join(part for part in (self.sheet, self.cell) if part)
        return f"{where}: {self.message.get(language)}" if where else self.message.get(language)


class NotOpened(Exception):
    """The file is no workbook for us; `message` says what to do."""

    def __init__(self, message: Text) -> None:
        super().__init__(message.en)
        self.message = message


class Kind(StrEnum):
    """What a cell holds."""

    TEXT = "text"
    NUMBER = "number"
    TRUTH = "truth"
    DATE = "date"
    FORMULA = "formula"
    ERROR = "error"


@dataclass(frozen=True)
class Cell:
    """What stands in a cell, as text without surrounding space."""

    address: str
    text: str
    kind: Kind = Kind.TEXT


@dataclass
class Sheet:
    """The rows of a sheet that hold anything: their number, and their cells by column, counted from one."""

    title: str
    hidden: bool
    rows: list[tuple[int, dict[int, Cell]]] = field(default_factory=list)
    too_many: bool = False
    signs: int = 0


def open_book(data: bytes, *, file: str, wanted: Callable[[str], bool]) -> list[Sheet]:
    """Return the sheets with a title that is wanted. Raises NotOpened."""
    parts = unpacked(data, file=file)
    # A part that is damaged makes the parser fail in any way there is, and warn of what it leaves out.
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return list(read_sheets(parts, wanted))
        except NotOpened:
            raise
        except Exception as error:
            raise NotOpened(words.not_a_workbook(file)) from error


def unpacked(data: bytes, *, file: str) -> dict[str, bytes]:
    """Return the XML parts by name: pictures, macros and whatever else are left behind."""
    if len(data) > MOST_BYTES:
        raise NotOpened(words.too_large(MOST_BYTES // MEGABYTE))
    if data.startswith(OLD):
        raise NotOpened(words.OLD_WORKBOOK)
    if not data.startswith(NEW):
        raise NotOpened(words.not_a_workbook(file))
    try:
        with ZipFile(BytesIO(data)) as packed:
            found = packed.infolist()
            # A part never unpacks to more than the size that it states.
            if len(found) > MOST_PARTS or sum(part.file_size for part in found) > MOST_UNPACKED:
                raise NotOpened(words.UNPACKED)
            parts = {part.filename: packed.read(part) for part in found if part.filename.endswith(READ)}
    except (BadZipFile, zlib.error, OSError, EOFError, ValueError, RuntimeError, NotImplementedError) as error:
        raise NotOpened(words.not_a_workbook(file)) from error
    look_for_traps(parts)
    return parts


def look_for_traps(parts: Mapping[str, bytes]) -> None:
    for content in parts.values():
        encoding = ENCODED.search(content[:200])
        hidden = b"\0" in content or (encoding and encoding[1].lower() not in {b"utf-8", b"utf8"})
        if hidden or DECLARES.search(content):
            raise NotOpened(words.UNSAFE)
    if sum(len(CELL.findall(content)) for content in parts.values()) > MOST_CELLS:
        raise NotOpened(words.UNPACKED)


def read_sheets(parts: Mapping[str, bytes], wanted: Callable[[str], bool]) -> Iterator[Sheet]:
    """Yield the sheets, row by row: a whole one in memory would make every cell that is merged."""
    from openpyxl.reader.excel import ExcelReader

    packed = BytesIO()
    with ZipFile(packed, "w") as again:
        for name, content in parts.items():
            again.writestr(name, content)
    reader = ExcelReader(packed, read_only=True, keep_links=False)
    reader.read()
    paths = {sheet.name: relation.target for sheet, relation in reader.parser.find_sheets()}
    left = MOST_TEXT
    for sheet in [one for one in reader.wb.worksheets if wanted(one.title)][:MOST_SHEETS]:
        found = read_sheet(sheet, merged_down(parts[paths[sheet.title]]), left)
        left -= found.signs
        yield found
    reader.wb.close()


def read_sheet(sheet: Any, merged: Mapping[int, Mapping[int, int]], most: int) -> Sheet:
    """Read a sheet; of cells merged downwards each row gets what stands at the top."""
    found = Sheet(sheet.title, sheet.sheet_state != "visible")
    known: dict[tuple[int, int], Cell] = {}
    sheet.reset_dimensions()  # a file may lie about them
    for number, row in enumerate(sheet.iter_rows(max_col=LAST_COLUMN), start=1):
        if number > LAST_ROW or len(found.rows) > MOST_ROWS:
            found.too_many = True
            break
        cells = {column: cell for column, raw in enumerate(row, start=1) if (cell := cell_of(raw, number, column))}
        for column, top in merged.get(number, {}).items():
            if column not in cells and (column, top) in known:
                over = known[column, top]
                cells[column] = Cell(address(column, number), over.text, over.kind)
        found.signs += sum(len(cell.text) for cell in cells.values())
        if found.signs > most:
            raise NotOpened(words.UNPACKED)
        known.update({(column, number): cell for column, cell in cells.items()})
        if cells:
            found.rows.append((number, cells))
    return found


def merged_down(content: bytes) -> dict[int, dict[int, int]]:
    """Return for each row that lies in merged blocks below their top, by their first column, the row of that top."""
    from openpyxl.utils import column_index_from_string

    found: dict[int, dict[int, int]] = {}
    for at, block in enumerate(MERGED.finditer(content)):
        column, top, bottom = column_index_from_string(block[1].decode()), int(block[2]), int(block[4])
        if at < MOST_MERGED and bottom - top < MOST_ROWS:
            for row in range(top + 1, bottom + 1):
                found.setdefault(row, {})[column] = top
    return found


def cell_of(raw: Any, row: int, column: int) -> Cell | None:
    """Return what a cell holds, or nothing when it is empty."""
    value = raw.value
    kind = kind_of(raw.data_type, value)
    text = said(value) if kind is not Kind.FORMULA else ""
    if kind is Kind.TEXT and not text:
        return None
    return Cell(address(column, row), text, kind)


def kind_of(data_type: str, value: object) -> Kind:
    if data_type == "f":
        return Kind.FORMULA
    if data_type == "e":
        return Kind.ERROR
    if isinstance(value, bool):
        return Kind.TRUTH
    if isinstance(value, (date, time, timedelta)):
        return Kind.DATE
    return Kind.NUMBER if isinstance(value, (int, float)) else Kind.TEXT


def said(value: object) -> str:
    """Return a value as one would type it: a whole number without decimals, line ends of one kind."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).replace("_x000D_", "").replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ").strip()


def address(column: int, row: int) -> str:
    """Return the address, such as `B4`."""
    letters = ""
    while column:
        column, at = divmod(column - 1, 26)
        letters = chr(ord("A") + at) + letters
    return f"{letters}{row}"
