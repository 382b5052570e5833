"""Workbooks to test with, made cell by cell."""

from collections.abc import Callable
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook, load_workbook

from drieslag.kernel.framework import Framework
from drieslag.library import framework_sheet

FRAME = [["Naam", "Klein kader"], ["Doel", "Om mee te proberen"], ["Bron", "Eigen praktijk"]]
ROLES = [["Rol", "Betekenis"], ["Begeleider", "Loopt op"], ["Nachtdienst", ""]]
THEMES = [
    ["Thema", "Betekenis", "Begin", "Groeit", "Staat", "Ik help anderen"],
    ["Contact", "Er zijn", "Ik luister", "Ik zoek op", "Ik blijf", "Ik laat meekijken"],
    ["Rust", "Kalm blijven", "Ik adem", "Ik vertraag", "Ik blijf kalm", "Ik help kalmeren"],
]
GOALS = [
    ["Thema", "Leerdoel", "Rollen", "Na"],
    ["Contact", "Ik open een gesprek", "Begeleider; Nachtdienst", ""],
    ["Contact", "Ik blijf in contact", "alle", "Ik open een gesprek"],
    ["Rust", "Ik breng rust", "Nachtdienst", ""],
]
LINES: list[list[Any]] = [
    ["Leerlijn", "Rol", "Volgorde", "Activiteit", "Manier", "Leerdoelen", "Keuze", "Na"],
    ["Begin", "Begeleider", 1, "Kijk mee", "samen", "Ik open een gesprek", "", ""],
    ["Begin", "", 2, "Probeer het", "doen", "Ik open een gesprek; Ik blijf in contact", "", "Kijk mee"],
]
SHEETS: dict[str, list[list[Any]]] = {
    "Kader": FRAME,
    "Rollen": ROLES,
    "Thema's": THEMES,
    "Leerdoelen": GOALS,
    "Leerlijnen": LINES,
}


def book(change: Callable[[Workbook], object] | None = None, **other: list[list[Any]]) -> bytes:
    """Return the small workbook, with other rows for some sheets, and changed."""
    made = Workbook()
    made.remove(made.worksheets[0])
    for title, rows in SHEETS.items():
        sheet = made.create_sheet(title)
        for row in other.get(title.replace("'", ""), rows):
            sheet.append(row)
    if change:
        change(made)
    out = BytesIO()
    made.save(out)
    return out.getvalue()


def read(data: bytes, earlier: Framework | None = None) -> Framework:
    found = framework_sheet.read(data, file="kader.xlsx", earlier=earlier)
    assert isinstance(found, Framework), [problem.sentence("nl") for problem in found]
    return found


def told(data: bytes, language: str = "nl") -> list[str]:
    found = framework_sheet.read(data, file="kader.xlsx")
    assert isinstance(found, list)
    return [problem.sentence(language) for problem in found]


def repacked(data: bytes, change: Callable[[str, bytes], bytes], **more: bytes) -> bytes:
    """Return the workbook with each of its parts changed, and with more parts."""
    out = BytesIO()
    with ZipFile(BytesIO(data)) as old, ZipFile(out, "w", ZIP_DEFLATED) as new:
        for part in old.infolist():
            new.writestr(part.filename, change(part.filename, old.read(part)))
        for name, content in more.items():
            new.writestr(name, content)
    return out.getvalue()


def opened(data: bytes) -> Workbook:
    return load_workbook(BytesIO(data))
