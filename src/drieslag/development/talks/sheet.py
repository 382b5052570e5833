"""A deck as a sheet: a workbook (.xlsx) or a file with commas or semicolons (.csv), read whole or not at all."""

import csv
from collections.abc import Iterable, Iterator, Mapping
from io import BytesIO, StringIO
from itertools import islice

from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from drieslag.development.talks.enums import Whom
from drieslag.development.talks.models import DeckCard
from drieslag.development.talks.written import Problem, Words, one_line, problems
from drieslag.kernel.framework import alike
from drieslag.learning.support.enums import Room
from drieslag.library import framework_sheet_words as words
from drieslag.library.framework_sheet_opening import (
    LAST_COLUMN,
    MEGABYTE,
    MOST_BYTES,
    MOST_ROWS,
    Cell,
    NotOpened,
    Sheet,
    address,
    open_book,
)
from drieslag.library.framework_sheet_rows import NOT_TEXT
from drieslag.library.framework_sheet_writing import head, put, widths

__all__ = ["MOST_BYTES", "read", "write"]

HEADERS_WITHIN = 10  # rows from the top
NO_SEPARATOR = "\x1f"
QUESTION, HEADING, DIMENSION, WHOM = "question", "heading", "dimension", "whom"
# A sheet is read in either language, whatever the language of the page.
COLUMNS: Mapping[str, str] = {
    "vraag": QUESTION, "vragen": QUESTION, "question": QUESTION, "questions": QUESTION, "kaart": QUESTION,
    "kopje": HEADING, "kop": HEADING, "heading": HEADING, "onderwerp": HEADING, "subject": HEADING, "thema": HEADING,
    "soort vraag": DIMENSION, "soort": DIMENSION, "kind of question": DIMENSION, "kind": DIMENSION,
    "dimensie": DIMENSION, "dimension": DIMENSION,
    "voor wie": WHOM, "for whom": WHOM,
}  # fmt: skip
ROOMS: Mapping[str, Room] = {
    "dialoog": Room.DIALOGUE, "dialoog voeren": Room.DIALOGUE, "dialogue": Room.DIALOGUE,
    "reflecteren": Room.REFLECTING, "reflectie": Room.REFLECTING, "reflecting": Room.REFLECTING,
    "toekomst": Room.FUTURE, "toekomst creëren": Room.FUTURE, "future": Room.FUTURE,
    "organiseren": Room.ORGANISING, "organising": Room.ORGANISING,
}  # fmt: skip
WHOMS: Mapping[str, Whom] = {
    "": Whom.EVERYONE, "iedereen": Whom.EVERYONE, "voor iedereen": Whom.EVERYONE, "everyone": Whom.EVERYONE,
    "for everyone": Whom.EVERYONE,
    "wie leidt": Whom.LEADER, "leidt": Whom.LEADER, "wie het gesprek leidt": Whom.LEADER,
    "voor wie het gesprek leidt": Whom.LEADER, "who leads": Whom.LEADER, "who leads the talk": Whom.LEADER,
    "for who leads the talk": Whom.LEADER,
}  # fmt: skip


def read(data: bytes, *, file: str) -> list[Words] | list[Problem]:
    """Return the cards of a sheet, or everything that is wrong with it by its cells."""
    try:
        sheets = _csv(data, file) if file.lower().endswith((".csv", ".txt")) else _book(data, file)
    except NotOpened as error:
        return [Problem("", error.message.get(_language()))]
    for sheet in sheets:
        if (at := _top(sheet)) is not None:
            return _read(sheet, at)
    return [Problem("A1", _("There is no column with questions. Write ‘Question’ above it."))]


def _language() -> str:
    return get_language() or "nl"


def _book(data: bytes, file: str) -> list[Sheet]:
    return [one for one in open_book(data, file=file, wanted=lambda _title: True) if not one.hidden]


def _csv(data: bytes, file: str) -> list[Sheet]:
    if len(data) > MOST_BYTES:
        raise NotOpened(words.too_large(MOST_BYTES // MEGABYTE))
    text = _text(data)
    if "\x00" in text:
        raise NotOpened(words.not_a_workbook(file))
    sheet = Sheet("", hidden=False)
    top = next((line for line in text.splitlines() if line.strip()), "")
    between = max(";,\t", key=top.count)
    lines = csv.reader(StringIO(text, newline=""), delimiter=between if between in top else NO_SEPARATOR)
    try:
        for number, row in enumerate(islice(lines, MOST_ROWS + 1), start=1):
            found = {
                at: Cell(address(at, number), value.strip())
                for at, value in enumerate(row[:LAST_COLUMN], start=1)
                if value.strip()
            }
            if found:
                sheet.rows.append((number, found))
            sheet.too_many = number > MOST_ROWS
    except csv.Error as error:
        raise NotOpened(words.not_a_workbook(file)) from error
    return [sheet]


def _text(data: bytes) -> str:
    """Return the text in the ways in which sheets are kept: as it should be, or as Windows always did it."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _top(sheet: Sheet) -> int | None:
    """Return which row has the names of the columns."""
    for at, (_number, cells) in enumerate(sheet.rows[:HEADERS_WITHIN]):
        if any(COLUMNS.get(alike(cell.text)) == QUESTION for cell in cells.values()):
            return at
    return None


def _read(sheet: Sheet, at: int) -> list[Words] | list[Problem]:
    top, names = sheet.rows[at]
    columns: dict[str, int] = {}
    for column, cell in names.items():
        if name := COLUMNS.get(alike(cell.text)):
            columns.setdefault(name, column)
    found: list[Problem] = []
    cards: list[tuple[Words, str, str]] = []
    for number, cells in sheet.rows[at + 1 : at + 1 + MOST_ROWS]:
        places = {name: address(column, number) for name, column in columns.items()}
        said = {name: _said(cells.get(column), found) for name, column in columns.items()}
        if any(said.values()):
            row = Words(said[QUESTION], said.get(HEADING, ""), *_tags(said, places, found))
            cards.append((row, places[QUESTION], places.get(HEADING, "")))
    if sheet.too_many:
        found.append(Problem("", words.too_many_rows(MOST_ROWS).get(_language())))
    if not cards and not found:
        found.append(Problem(address(columns[QUESTION], top + 1), _("Write one question at least.")))
    told = {one.place for one in found}
    found += [one for one in problems(cards) if not one.place or one.place not in told]
    return sorted(found, key=_order) or [row for row, _place, _heading in cards]


def _said(cell: Cell | None, found: list[Problem]) -> str:
    if cell is None:
        return ""
    if cell.kind in NOT_TEXT:
        found.append(Problem(cell.address, NOT_TEXT[cell.kind].get(_language())))
        return ""
    return one_line(cell.text)


def _tags(said: Mapping[str, str], places: Mapping[str, str], found: list[Problem]) -> Iterator[str]:
    """Yield the dimension and for whom it is."""
    dimension = alike(said.get(DIMENSION, ""))
    if dimension and dimension not in ROOMS:
        names = ", ".join(str(one.label).lower() for one in Room)
        wrong = _("Write one of these, or leave the cell empty: %(names)s.")
        found.append(Problem(places[DIMENSION], wrong % {"names": names}))
    yield ROOMS.get(dimension, "")
    whom = alike(said.get(WHOM, ""))
    if whom not in WHOMS:
        wrong = _("Write ‘everyone’ or ‘who leads the talk’, or leave the cell empty.")
        found.append(Problem(places[WHOM], wrong))
    yield WHOMS.get(whom, Whom.EVERYONE)


def _order(problem: Problem) -> tuple[int, str]:
    """By rows, and in a row by columns; what is about the whole sheet comes first."""
    letters = problem.place.rstrip("0123456789")
    return int(problem.place[len(letters) :] or 0), letters


def write(cards: Iterable[DeckCard]) -> bytes:
    """Return the workbook of a deck, to change and bring in again; without cards one with an example."""
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = _("Cards")
    put(sheet, [_("Question"), pgettext("of cards", "Heading"), _("Kind of question"), _("For whom")])
    rows = [(one.text, one.heading, one.dimension, one.whom) for one in cards] or _example()
    for text, heading, dimension, whom in rows:
        put(sheet, [text, heading, str(Room(dimension).label) if dimension else "", str(Whom(whom).label)])
    head(sheet, rows=True)
    widths(sheet, [70, 30, 20, 30])
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _example() -> list[tuple[str, str, str, str]]:
    return [
        (_("What went better than you expected?"), _("Your work"), Room.REFLECTING, Whom.EVERYONE),
        (_("What do you expect of me?"), _("Your work"), Room.DIALOGUE, Whom.LEADER),
    ]
