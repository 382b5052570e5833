"""The rows of a framework's workbook by the names of their columns, with what is wrong in their cells."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches

from drieslag.kernel.format import Text
from drieslag.kernel.framework import alike
from drieslag.library import framework_sheet_words as words
from drieslag.library.framework_sheet_columns import COLUMNS, EXAMPLE, NOTES, TITLES, Column, Part, header_of, part_of
from drieslag.library.framework_sheet_opening import (
    LAST_ROW,
    MOST_ROWS,
    Cell,
    CellProblem,
    Kind,
    Sheet,
    address,
)

MAY_BE_EMPTY = frozenset({Part.GOALS, Part.LINES})
MOST_COMPARED = 100
LONGEST_COMPARED = 300
HEADERS_WITHIN = 10  # rows from the top
NOT_TEXT = {Kind.FORMULA: words.FORMULA, Kind.DATE: words.DATE, Kind.ERROR: words.ERROR}


@dataclass
class Findings:
    """What is wrong so far. A cell that was told of is not told of again by a later, more general look."""

    problems: list[CellProblem] = field(default_factory=list)
    seen: set[CellProblem] = field(default_factory=set)
    compared: int = 0

    def note(self, sheet: str, cell: str, message: Text) -> None:
        problem = CellProblem(sheet, cell, message)
        if problem not in self.seen:
            self.seen.add(problem)
            self.problems.append(problem)

    def near(self, name: str, known: Iterable[str]) -> str:
        """Return a known name that looks like this one. After many of them there is more wrong than typing errors, and
        comparing takes time.
        """
        self.compared += 1
        if self.compared > MOST_COMPARED or len(name) > LONGEST_COMPARED:
            return ""
        return next(iter(get_close_matches(name, list(known), 1, 0.7)), "")

    def told_of(self) -> frozenset[tuple[str, str]]:
        return frozenset((problem.sheet, problem.cell) for problem in self.problems)


@dataclass(frozen=True)
class Row:
    """One row: its cells by field, and the addresses at which a field stands or would stand."""

    sheet: str
    findings: Findings
    cells: Mapping[tuple[str, str], Cell]
    places: Mapping[str, str]
    marks: Mapping[str, Cell] = field(default_factory=dict)  # under headers that are no column of ours
    top: str = "A1"  # where a column that is missing is told of

    def place(self, name: str) -> str:
        return self.places[name]

    def plain(self, name: str, language: str = "") -> str:
        """Return what stands there as text; what is no text is told of, and counts as nothing."""
        cell = self.cells.get((name, language))
        if cell is None:
            return ""
        if cell.kind in NOT_TEXT:
            self.findings.note(self.sheet, cell.address, NOT_TEXT[cell.kind])
            return ""
        return cell.text

    def text(self, name: str) -> Text:
        """Return the text in both languages; where the second one is empty, it is the first."""
        main, nl, en = (self.plain(name, language) for language in ("", "nl", "en"))
        return Text(nl or main or en, en or main or nl)

    def note(self, name: str, message: Text) -> None:
        """Note what is wrong with a field, unless its whole column is missing."""
        if self.places[name] != self.top:
            self.findings.note(self.sheet, self.places[name], message)


@dataclass(frozen=True)
class Table:
    """A sheet that was read: its rows, and the headers that are no column of ours with their place."""

    title: str
    rows: list[Row] = field(default_factory=list)
    headers: Mapping[str, Cell] = field(default_factory=dict)
    fields: frozenset[str] = frozenset()
    top: str = "A1"  # where the names of the columns begin


def tables(sheets: list[Sheet], findings: Findings) -> dict[Part, Table]:
    """Return the parts of the workbook."""
    found: dict[Part, Sheet] = {}
    for sheet in sheets:
        part = part_of(sheet.title)
        assert part  # no others are opened
        if part in found:
            findings.note(sheet.title, "", words.sheet_twice(found[part].title))
        else:
            found[part] = sheet
    for part in Part:
        if part not in found and part is not Part.LINES:
            findings.note("", "", words.no_sheet(TITLES[part]))
    return {part: read_table(part, sheet, findings) for part, sheet in found.items()}


def read_table(part: Part, sheet: Sheet, findings: Findings) -> Table:
    if sheet.hidden:
        findings.note(sheet.title, "", words.HIDDEN)
    if sheet.too_many:
        beyond = len(sheet.rows) > MOST_ROWS
        findings.note(sheet.title, "", words.too_many_rows(MOST_ROWS if beyond else LAST_ROW))
    if part is Part.FRAME:
        return read_frame(sheet, findings)
    at = top_row(part, sheet)
    if at is None and not sheet.rows and part in MAY_BE_EMPTY:
        return Table(sheet.title)
    if at is None:
        missing(part, sheet.title, "A1", set(), findings)
        return Table(sheet.title)
    number, header = sheet.rows[at]
    top = address(1, number)
    columns, others = headers(part, sheet.title, header, findings)
    missing(part, sheet.title, top, {column.field for column, _ in columns}, findings)
    rows = [
        Row(sheet.title, findings, *placed(part, (top, number), cells, columns, others), top)
        for number, cells in sheet.rows[at + 1 : at + 1 + MOST_ROWS]
        if not is_example(cells)
    ]
    if not rows and part not in MAY_BE_EMPTY:
        findings.note(sheet.title, address(1, number + 1), words.NEEDS_ROWS)
    named = {alike(cell.text): cell for cell in others.values()}
    fields = frozenset(column.field for column, _ in columns)
    return Table(sheet.title, rows, named, fields, top)


def top_row(part: Part, sheet: Sheet) -> int | None:
    """Return which row has the names of the columns: of the first ones that with most of them."""
    counted = [sum(header_of(part, cell.text) is not None for cell in cells.values()) for _, cells in sheet.rows]
    best = max(counted[:HEADERS_WITHIN], default=0)
    return counted.index(best) if best else None


def missing(part: Part, title: str, place: str, found: set[str], findings: Findings) -> None:
    for column in COLUMNS[part]:
        if column.needed and column.field not in found:
            told = words.no_row if part is Part.FRAME else words.no_column
            findings.note(title, place, told(column.name))


def headers(
    part: Part, title: str, row: Mapping[int, Cell], findings: Findings
) -> tuple[dict[tuple[Column, str], int], dict[int, Cell]]:
    """Return at which number each column stands, and the headers that are none of ours."""
    columns: dict[tuple[Column, str], int] = {}
    others: dict[int, Cell] = {}
    for at, cell in row.items():
        header = header_of(part, cell.text)
        if header is None:
            if alike(cell.text) not in NOTES:
                others[at] = cell
        elif header in columns:
            findings.note(title, cell.address, words.column_twice(row[columns[header]].address))
        else:
            columns[header] = at
    return columns, others


def is_example(cells: Mapping[int, Cell]) -> bool:
    """Whether this is a row that the empty sheet came with."""
    return alike(cells[min(cells)].text).startswith(EXAMPLE)


def placed(
    part: Part,
    row: tuple[str, int],
    cells: Mapping[int, Cell],
    columns: Mapping[tuple[Column, str], int],
    others: Mapping[int, Cell],
) -> tuple[dict[tuple[str, str], Cell], dict[str, str], dict[str, Cell]]:
    """Return the cells of a row by field, where each field stands or would stand, and what is under other headers."""
    top, number = row
    found = {(column.field, language): cells[at] for (column, language), at in columns.items() if at in cells}
    places = {column.field: top if column.needed else address(1, number) for column in COLUMNS[part]}
    if part is Part.GOALS:
        places["roles"] = address(min(others, default=1), number)
    # A text in two languages stands where its first column is, which sorts before `en` and `nl`.
    for (column, _), place in sorted(columns.items(), key=lambda item: item[0][1], reverse=True):
        places[column.field] = address(place, number)
    return found, places, {alike(header.text): cells[at] for at, header in others.items() if at in cells}


def read_frame(sheet: Sheet, findings: Findings) -> Table:
    """Read the first sheet, on which names stand in a column with their text beside them."""
    found: dict[tuple[str, str], Cell] = {}
    places = {column.field: "A1" for column in COLUMNS[Part.FRAME]}
    seen: dict[tuple[str, str], str] = {}
    for number, label, value in labelled(sheet):
        header = header_of(Part.FRAME, label.text)
        if header is None:
            continue
        name = (header[0].field, header[1])
        if name in seen:
            findings.note(sheet.title, label.address, words.column_twice(seen[name]))
            continue
        seen[name] = label.address
        if not header[1]:
            places[header[0].field] = address(2, number)
        if value:
            found[name] = value
    missing(Part.FRAME, sheet.title, "A1", {name for name, _ in seen}, findings)
    return Table(sheet.title, [Row(sheet.title, findings, found, places)])


def labelled(sheet: Sheet) -> Iterator[tuple[int, Cell, Cell | None]]:
    for number, cells in sheet.rows[:MOST_ROWS]:
        if 1 in cells:
            yield number, cells[1], cells.get(2)
