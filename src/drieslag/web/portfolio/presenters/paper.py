"""A portfolio as the plain data of its paper."""

from typing import Any

from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from drieslag.core import clock
from drieslag.development.portfolio.queries import Story
from drieslag.web.printing import pdf

PAPER = "portfolio"


def printed(story: Story) -> bytes:
    """Return the tagged PDF of a portfolio."""
    return pdf.render_data(document(story), paper=PAPER)


def document(story: Story) -> dict[str, Any]:
    """Return what the paper prints, in the language of the reader. A part that is gone is left out."""
    return {
        "language": (get_language() or "nl")[:2],
        "title": story.title,
        "owner": story.owner,
        "made": _("As it was on %(day)s") % {"day": date_format(clock.today(), "j F Y")},
        "story": _paragraphs(story.story),
        "parts": [
            {
                "kind": str(part.thing.kind.label) if part.thing else "",
                "title": part.thing.title if part.thing else "",
                "on": date_format(part.thing.on, "j F Y") if part.thing else "",
                "lines": [{"label": label, "text": _paragraphs(text)} for label, text in part.thing.lines if text]
                if part.thing
                else [],
                "caption": _paragraphs(part.caption),
            }
            for part in story.parts
            if not part.is_gone
        ],
        "foot": _("Portfolio of %(name)s") % {"name": story.owner},
    }


def _paragraphs(text: str) -> list[str]:
    return [line.strip() for line in text.split("\n") if line.strip()]
