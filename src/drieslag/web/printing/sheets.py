"""Making a sheet (xlsx) of the same document."""

from io import BytesIO

from drieslag.web.printing import letters
from drieslag.web.printing.pdf import Document

WIDTH = 60
RISKY = ("=", "+", "-", "@", "\t", "\r")


def safe(text: str) -> str:
    """Return the text so that no program takes it for a formula, and without signs that a sheet cannot hold."""
    plain = letters.plain(text)
    return f"'{plain}" if plain.startswith(RISKY) else plain


def render(document: Document) -> bytes:
    """Return a workbook with one sheet: section, text, beside it."""
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Drieslag"
    sheet.append([safe(document.title)])
    sheet.append([safe(document.subtitle)])
    sheet["A1"].font = Font(bold=True, size=14)
    for section in document.sections:
        sheet.append([])
        sheet.append([safe(section.title)])
        sheet.cell(sheet.max_row, 1).font = Font(bold=True)
        for line in section.lines:
            sheet.append([safe(cell) for cell in line])
        for row in section.table:
            sheet.append([safe(cell) for cell in row])
    for column in "AB":
        sheet.column_dimensions[column].width = WIDTH
    for row_cells in sheet.iter_rows():
        for cell in row_cells:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    out = BytesIO()
    book.save(out)
    return out.getvalue()
