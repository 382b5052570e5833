"""Drawing the picture of a badge, as a drawing and as an image. It says what the badge is for, and nobody's name."""

import json
from typing import Any

import typst
from django.utils.html import format_html

from drieslag.web.components.drawings import STROKES
from drieslag.web.printing import letters
from drieslag.web.printing.pdf import HERE

TEAL = "#17505a"
PIXELS_AN_INCH = 144.0  # 800 pixels a side


def badge_svg(*, title: str, issuer: str, line: str, language: str) -> bytes:
    """Return the drawing, with its words as a text for who cannot see it."""
    drawn = _drawn(_words(title, issuer, line, language), "svg").decode()
    told = letters.plain(f"{title}. {issuer}. {line}")
    head, rest = drawn.split(">", 1)
    return (head + format_html(' role="img" aria-label="{}"><title>{}</title>', told, told) + rest).encode()


def badge_png(*, title: str, issuer: str, line: str, language: str) -> bytes:
    """Return the same as an image."""
    return _drawn(_words(title, issuer, line, language), "png")


def _words(title: str, issuer: str, line: str, language: str) -> dict[str, Any]:
    return {"title": title, "issuer": issuer, "line": line, "language": language, "mark": _mark()}


def _mark() -> str:
    """Return the three loops as a drawing of their own."""
    stroke = STROKES["mark"]
    return format_html(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="{}"><path d="{}" fill="none" stroke="{}" stroke-width="5.2"'
        ' stroke-linecap="round" stroke-linejoin="round"/></svg>',
        stroke["box"],
        stroke["path"],
        TEAL,
    )


def _drawn(words: dict[str, Any], kind: Any) -> bytes:
    data = json.dumps(letters.plain_all(words), ensure_ascii=False)
    drawn = typst.compile(
        HERE / "papers" / "badge.typ",
        format=kind,
        ppi=PIXELS_AN_INCH,
        font_paths=[HERE / "fonts"],
        ignore_system_fonts=True,
        sys_inputs={"data": data},
    )
    assert isinstance(drawn, bytes)
    return drawn
