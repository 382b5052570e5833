"""Everything of one's growth in one file, in formats that any program reads: Markdown, JSON, a page, PDF."""

import io
import json
import zipfile
from datetime import date, datetime

from django.template.loader import render_to_string
from django.utils.text import slugify
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from drieslag.core import clock
from drieslag.core.queries import get_organisation
from drieslag.development.portfolio import queries
from drieslag.development.sharing import things
from drieslag.development.sharing.enums import Kind
from drieslag.development.sharing.things import Told
from drieslag.people.models import Person
from drieslag.privacy.register import everything
from drieslag.web.portfolio.presenters import paper

PARTS = "drieslag.development."


def packed(person: Person) -> bytes:
    """Return a zip: `index.html` to read, a Markdown file for each kind, `growth.json` with every row, a PDF for each
    portfolio.
    """
    told = things.everything(person.pk)
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("index.html", _page(person, told))
        archive.writestr("growth.json", _rows(person, told))
        for kind, found in told.items():
            archive.writestr(f"{kind.value}.md", _markdown(kind, found))
        for number, portfolio in enumerate(queries.mine(person), start=1):
            story = queries.story(portfolio, person.name)
            name = f"portfolio-{number}-{slugify(portfolio.title)[:40] or 'portfolio'}.pdf"
            archive.writestr(name, paper.printed(story))
    return file.getvalue()


def _page(person: Person, told: dict[Kind, list[Told]]) -> str:
    page = {
        "person": person,
        "organisation": get_organisation(person.organisation_id),
        "kinds": [(kind.label, found) for kind, found in told.items()],
        "today": clock.today(),
        "language": get_language(),
    }
    return render_to_string("portfolio/archive.html", page)


def _rows(person: Person, told: dict[Kind, list[Told]]) -> str:
    """Every row of the parts of growing, as the register exports it, and the things as they are told."""
    kept = [kind for kind in everything() if kind.model.__module__.startswith(PARTS)]
    content = {
        "made_at": clock.now().isoformat(),
        "organisation": get_organisation(person.organisation_id).name,
        "name": person.name,
        "things": [
            {"kind": kind.value, "id": str(one.id), "on": one.on, "title": one.title, "lines": one.lines}
            for kind, found in told.items()
            for one in found
        ],
        "kept": {kind.model._meta.label: kind.export(person.pk) for kind in kept},
    }
    return json.dumps(content, ensure_ascii=False, indent=2, default=_plain)


def _plain(value: object) -> str:
    return value.isoformat() if isinstance(value, date | datetime) else str(value)


def _markdown(kind: Kind, found: list[Told]) -> str:
    parts = [f"# {kind.label}", _("Written out on %(day)s.") % {"day": clock.today().isoformat()}]
    for one in found:
        parts += [f"## {_flat(one.title)}", one.on.isoformat()]
        parts += [f"**{label}**\n\n{_quoted(text)}" for label, text in one.lines if text]
    return "\n\n".join(parts) + "\n"


def _flat(text: str) -> str:
    return " ".join(text.split()) or "–"


def _quoted(text: str) -> str:
    """Words of one's own as a quotation, so that no sign in them becomes a heading or a list."""
    return "\n".join(f"> {line}" for line in text.splitlines())
