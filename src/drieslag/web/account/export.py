"""All that is kept about a person in one file: JSON for programs, a page for people."""

import io
import json
import zipfile
from collections.abc import Mapping, Sequence
from datetime import date, datetime

from django.template.loader import render_to_string
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from drieslag.core import clock
from drieslag.core.queries import get_organisation
from drieslag.people.models import Person
from drieslag.privacy.register import Kept, everything

type Rows = Sequence[Mapping[str, object]]


def bundle(person: Person) -> bytes:
    """Return a zip with `drieslag.json` and `drieslag.html`."""
    found = [(kind, kind.export(person.pk)) for kind in everything()]
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("drieslag.json", as_json(person, found))
        archive.writestr("drieslag.html", as_page(person, found))
    return file.getvalue()


def as_json(person: Person, found: list[tuple[Kept, Rows]]) -> str:
    """Return everything with the names of the tables and fields, dates as ISO 8601."""
    content = {
        "made_at": clock.now().isoformat(),
        "organisation": get_organisation(person.organisation_id).name,
        "kept": {kind.model._meta.label: rows for kind, rows in found},
    }
    return json.dumps(content, ensure_ascii=False, indent=2, default=_plain)


def _plain(value: object) -> str:
    return value.isoformat() if isinstance(value, date | datetime) else str(value)


def as_page(person: Person, found: list[tuple[Kept, Rows]]) -> str:
    """Return the same for people: a page that needs nothing but a browser."""
    kinds = [(kind, [_shown(row) for row in rows]) for kind, rows in found]
    page = {
        "person": person,
        "organisation": get_organisation(person.organisation_id),
        "kinds": kinds,
        "today": clock.today(),
        "language": get_language(),
    }
    return render_to_string("account_pages/export.html", page)


def _shown(row: Mapping[str, object]) -> list[tuple[str, str]]:
    words = _words()
    return [(words.get(key, key), _said(value)) for key, value in row.items() if value not in (None, "", {}, [])]


def _said(value: object) -> str:
    if isinstance(value, datetime):
        return date_format(localtime(value), "DATETIME_FORMAT")
    if isinstance(value, date):
        return date_format(value, "DATE_FORMAT")
    if isinstance(value, dict):
        return ", ".join(f"{key}: {inner}" for key, inner in value.items())
    return str(value)


def _words() -> dict[str, str]:
    return {
        "name": _("name"),
        "email": _("mail address"),
        "left_on": _("left on"),
        "team__name": _("team"),
        "role": _("role"),
        "since": _("since"),
        "until": _("until"),
        "from": _("from"),
        "at": _("when"),
        "verb": _("what you did"),
        "object": _("with what"),
        "context": _("detail"),
        "title": _("title"),
        "story": _("story"),
        "text": _("text"),
        "level": _("kind of learning"),
        "expectation": _("what you hoped to see"),
        "state": _("state"),
        "seen": _("what you saw"),
        "meeting": _("meeting"),
        "step": _("step"),
        "format": _("way of working"),
        "planned_at": _("planned for"),
        "minutes": _("minutes"),
        "on": _("day"),
        "day": _("day"),
        "object_kind": _("what"),
        "report": _("report"),
    }
