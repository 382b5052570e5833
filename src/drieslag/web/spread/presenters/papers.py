"""An offer as other organisations may have it: without persons and without the team's name."""

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from drieslag.core.models import Organisation
from drieslag.learning.spread.models import Offer
from drieslag.web.components.dates import day_of
from drieslag.web.components.findings import rows
from drieslag.web.printing.pdf import Document, Section
from drieslag.web.spread.words import month_year


def parts(offer: Offer) -> list[tuple[str, str]]:
    """Return the headings and texts of an offer that are not empty."""
    found = [
        (_("What it is"), offer.what),
        (_("What you need for it"), offer.needed),
        (_("What came of it"), offer.came),
    ]
    return [(title, text) for title, text in found if text]


def findings(offer: Offer) -> list[tuple[str, str]]:
    """Return what the shield finds in the words: the word, and what it may be."""
    text = "\n".join((offer.title, *(text for _title, text in parts(offer))))
    return [(str(one["text"]), str(one["kind_label"])) for one in rows(text)]


def document(offer: Offer, organisation: Organisation) -> Document:
    """Return the description for paper."""
    return Document(
        language=(get_language() or "nl")[:2],
        title=offer.title,
        subtitle=_subtitle(offer, organisation),
        facts=(str(offer.get_kind_display()),),
        sections=tuple(Section(title, ((text, ""),)) for title, text in parts(offer)),
        foot=_("Written without names of people. Take it over, and tell what you saw."),
    )


def markdown(offer: Offer, organisation: Organisation) -> str:
    """Return the description as Markdown."""
    head = [f"# {_line(offer.title)}", _subtitle(offer, organisation), f"*{offer.get_kind_display()}*"]
    body = [block for title, text in parts(offer) for block in (f"## {title}", text)]
    return "\n\n".join([*head, *body]) + "\n"


def _subtitle(offer: Offer, organisation: Organisation) -> str:
    return f"{organisation.name}, {month_year(day_of(offer.offered_at))}"


def _line(text: str) -> str:
    return " ".join(text.split())
