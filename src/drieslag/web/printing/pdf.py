"""Making a tagged PDF of a document that is plain data."""

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Final, Literal

import typst

HERE = Path(__file__).parent
STANDARDS: Final[list[Literal["a-2a", "ua-1"]]] = ["a-2a", "ua-1"]


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
    """Return the PDF. Data goes in as data, never pasted into the source. Raises PrintingFailed."""
    source = (HERE / "papers" / f"{paper}.typ").read_bytes()
    pdf, warnings = typst.compile_with_warnings(
        source,
        font_paths=[str(HERE / "fonts")],
        ignore_system_fonts=True,
        pdf_standards=STANDARDS,
        sys_inputs={"data": json.dumps(asdict(document))},
    )
    if warnings:
        raise PrintingFailed("; ".join(str(warning) for warning in warnings))
    return bytes(pdf)
