"""A sheet with 400 rows of themes, goals and couplings: taken over, and told what is wrong with it row by row.

Run: python -m bench framework_sheet. It is time of the processor, from the bytes of the workbook to the framework or to
the list of problems. The sheet with errors has one in every third row; a doubled name, an unknown role and two circles
are among them.
"""

import time
from io import BytesIO
from typing import Any

from bench.figures import Figures
from drieslag.kernel.framework import Framework
from drieslag.library import framework_sheet, frameworks

SECONDS = 3.0
ROLES, THEMES, GOALS, LINES, STEPS = 10, 40, 240, 12, 10
ROWS = THEMES + GOALS + LINES * STEPS
RUNS = 3  # the quickest counts


def measure(figures: Figures) -> None:
    """Measure reading a good sheet and a bad one, and writing the good one."""
    good, bad = workbook(spoiled=False), workbook(spoiled=True)
    figures.head(f"A framework's sheet: {ROWS} rows of {THEMES} themes, {GOALS} goals and {LINES * STEPS} steps")
    seconds, found = quickest(good)
    assert isinstance(found, Framework), found[:3]
    figures.at_most("taken over", seconds, SECONDS, "s")
    again, told = quickest(bad)
    assert isinstance(told, list)
    figures.at_most("errors told, each with its cell", again, SECONDS, "s")
    figures.at_least("errors that were told", len({(one.sheet, one.cell) for one in told}), ROWS // 3)
    started = time.process_time()
    written = framework_sheet.write(found, "nl")
    figures.say("written as a sheet", 1000 * (time.process_time() - started), "ms")
    started = time.process_time()
    text = frameworks.dump(Framework(**{**vars(found), "code": "B1", "slug": "bench"}))
    figures.say("kept as text", 1000 * (time.process_time() - started), "ms")
    started = time.process_time()
    assert frameworks.pinned(text).themes == found.themes
    figures.say("and read from it once", 1000 * (time.process_time() - started), "ms")
    figures.at_most(
        "parts that differ after writing and reading", framework_sheet.read(written, file="b.xlsx") != found, 0
    )


def quickest(data: bytes) -> tuple[float, Any]:
    runs = []
    for _ in range(RUNS):
        started = time.process_time()
        found = framework_sheet.read(data, file="bench.xlsx")
        runs.append((time.process_time() - started, found))
    return min(runs, key=lambda run: run[0])


def workbook(*, spoiled: bool) -> bytes:
    """Return a sheet as an adviser would make it: names, no keys, a column for each role."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.worksheets[0])
    frame = book.create_sheet("Kader")
    for row in (["Naam", "Groot kader"], ["Doel", "Meten"], ["Bron", "Eigen praktijk"]):
        frame.append(row)
    roles = book.create_sheet("Rollen")
    for row in (["Rol"], *[[f"Rol {at}"] for at in range(ROLES)]):
        roles.append(row)
    fill_themes(book.create_sheet("Thema's"), spoiled=spoiled)
    fill_goals(book.create_sheet("Leerdoelen"), spoiled=spoiled)
    fill_lines(book.create_sheet("Leerlijnen"), spoiled=spoiled)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def fill_themes(sheet: Any, *, spoiled: bool) -> None:
    sheet.append(["Thema", "Betekenis", "Begin", "Groeit", "Staat", "Ik help anderen"])
    for at in range(THEMES):
        level = "Ik doe dit voor bewoners en een ander kan dat zien. " * 3
        empty = "" if spoiled and at % 3 == 0 else level
        sheet.append([f"Thema {0 if spoiled and at == 1 else at}", "Waar het over gaat", level, empty, level, level])


def fill_goals(sheet: Any, *, spoiled: bool) -> None:
    known = [f"Rol {at}" for at in range(ROLES)]
    sheet.append(["Thema", "Leerdoel", *known[:-1], "Rool" if spoiled else known[-1], "Na"])
    for at in range(GOALS):
        theme = f"Thema {at % THEMES}" if not (spoiled and at % 3 == 0) else f"Thema van {at}"
        after = goal(at - 1) if at else (goal(1) if spoiled else "")
        if spoiled and at == 100:
            after = goal(101)
        sheet.append([theme, goal(at), *["x"] * ROLES, after])


def fill_lines(sheet: Any, *, spoiled: bool) -> None:
    sheet.append(["Leerlijn", "Rol", "Volgorde", "Activiteit", "Manier", "Leerdoelen", "Keuze", "Na"])
    for at in range(LINES * STEPS):
        line, step = divmod(at, STEPS)
        way = "soms" if spoiled and at % 3 == 0 else ("doen", "samen", "formeel")[at % 3]
        goals = "; ".join(goal((at + more) % GOALS) for more in range(3))
        after = f"Stap {step - 1} van {line}" if step else ""
        sheet.append(
            [f"Lijn {line}", f"Rol {line % ROLES}", step + 1, f"Stap {step} van {line}", way, goals, "", after]
        )


def goal(at: int) -> str:
    return f"Ik doe {at} voor een bewoner die daar iets van merkt"
