"""Making a tagged PDF of a document that is plain data."""

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Final

import typst

from drieslag.web.printing import letters

HERE = Path(__file__).parent
ATTEMPTS: Final = 6
STANDARDS: Final[list[Any]] = ["a-2a", "ua-1"]


class PrintingFailed(Exception):
    """Typst warned; a warning is a wrong font or a missing tag, so it counts as a failure."""


@dataclass(frozen=True)
class Section:
    """A heading with lines under it. A line is (what was said, who or what beside it)."""

    title: str
    lines: tuple[tuple[str, str], ...] = ()
    table: tuple[tuple[str, ...], ...] = ()  # the first row holds the headings
    empty: str = ""


@dataclass(frozen=True)
class Document:
    """A paper: title, a line of facts, sections, and who may read it."""

    language: str
    title: str
    subtitle: str
    facts: tuple[str, ...] = ()
    sections: tuple[Section, ...] = field(default=())
    foot: str = ""


def render(document: Document, *, paper: str = "report") -> bytes:
    """Return the PDF of a document. Raises PrintingFailed."""
    return render_data(asdict(document), paper=paper)


def render_data(plain: dict[str, Any], *, paper: str) -> bytes:
    """Return the PDF of what this paper prints. Data goes in as data, never pasted into the source. Raises
    PrintingFailed.

    A sign that no font of ours has (a picture of a face, a rare script) becomes a box: a standard for archives refuses
    it, and one such sign must not cost everybody the report.
    """
    data = json.dumps(letters.plain_all(plain), ensure_ascii=False)
    for _attempt in range(ATTEMPTS):
        try:
            return _compiled(data, paper)
        except typst.TypstError as error:
            signs = letters.not_shown(str(error))
            if not signs:
                raise PrintingFailed("refused") from error
            data = letters.replaced(data, signs)
    return _compiled(letters.replaced(data, letters.beyond_latin(data)), paper)


def _compiled(data: str, paper: str) -> bytes:
    pdf, warnings = typst.compile_with_warnings(
        HERE / "papers" / f"{paper}.typ",
        font_paths=[HERE / "fonts"],
        ignore_system_fonts=True,
        pdf_standards=STANDARDS,
        sys_inputs={"data": data},
    )
    if warnings:
        raise PrintingFailed("; ".join(str(warning) for warning in warnings))
    return bytes(pdf)
