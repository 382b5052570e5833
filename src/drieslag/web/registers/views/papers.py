"""What a professional hands in at a register: a series as PDF or CSV, all activities as CSV."""

import csv
from collections.abc import Iterable
from io import StringIO
from uuid import UUID

from django.http import HttpResponse
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from drieslag.development.registers import queries
from drieslag.development.registers.enums import Answer
from drieslag.development.registers.queries import Confirmed, EntryRow, SeriesPage
from drieslag.web.printing import pdf
from drieslag.web.printing.sheets import safe
from drieslag.web.registers.presenters import form_name
from drieslag.web.registers.words import duration, points
from drieslag.web.requests import SignedInRequest, signed_in

BOM = "\ufeff"  # without it a spreadsheet program takes é for two signs


@signed_in
@require_safe
def series_pdf(request: SignedInRequest, key: UUID) -> HttpResponse:
    """A series as a tagged PDF, with lines to sign on."""
    page = queries.series_page(request.person, key)
    return _file(pdf.render(_document(page, request.person.name)), "application/pdf", "reflectieserie.pdf")


def _document(page: SeriesPage, owner: str) -> pdf.Document:
    told, rules = page.told, page.rules
    total = sum(row.noted.net for row, _people in page.gatherings)
    meetings = [[_("Day"), _("Duration"), _("Net"), _("People")]]
    meetings += [
        [
            date_format(row.noted.finished_on),
            duration(row.noted.minutes),
            duration(row.noted.net),
            str(row.noted.people),
        ]
        for row, _people in page.gatherings
    ]
    facts = (
        _("Form: %(form)s") % {"form": form_name(rules, told.form)},
        _("Register: %(name)s") % {"name": rules.register},
        _("Net time together: %(time)s") % {"time": duration(total)},
    )
    sections = [pdf.Section(_("Gatherings"), table=tuple(tuple(row) for row in meetings), empty=_("None yet"))]
    for name, words in (
        (_("Technical-instrumental"), told.dimensions.technical),
        (_("Normative"), told.dimensions.normative),
        (_("Personal"), told.dimensions.personal),
    ):
        lines = tuple((line, "") for line in words.splitlines() if line.strip())
        sections.append(pdf.Section(name, lines, empty=_("Nothing written")))
    confirmed = tuple(
        _confirmed(row, one) for row, people in page.gatherings for one in people if one.state is Answer.CONFIRMED
    )
    if confirmed:
        sections.append(pdf.Section(_("Confirmed by participants"), confirmed))
    return pdf.Document(get_language()[:2], told.title, owner, facts, tuple(sections), _("Written by the professional"))


def _confirmed(row: EntryRow, one: Confirmed) -> tuple[str, str]:
    answered = date_format(one.on) if one.on else ""
    words = _("confirmed on %(day)s") % {"day": answered}
    return f"{one.name}, {date_format(row.noted.finished_on)}", words


@signed_in
@require_safe
def series_csv(request: SignedInRequest, key: UUID) -> HttpResponse:
    """The gatherings of a series, one a line."""
    page = queries.series_page(request.person, key)
    head = [_("Day"), _("What"), _("Minutes"), _("Net minutes"), _("People"), _("Confirmed by")]
    rows = [
        [
            row.noted.finished_on.isoformat(), row.noted.title, row.noted.minutes, row.noted.net, row.noted.people,
            ", ".join(one.name for one in people if one.state is Answer.CONFIRMED),
        ]
        for row, people in page.gatherings
    ]  # fmt: skip
    return _csv([head, *rows], "reflectieserie.csv")


@signed_in
@require_safe
def file_csv(request: SignedInRequest, key: UUID) -> HttpResponse:
    """All activities of a period, one a line."""
    page = queries.page_of(request.person, key)
    head = [_("Day"), _("What"), _("Form"), _("Minutes"), _("Net minutes"), _("Points"), _("People"), _("Counts")]
    rows = [
        [
            row.noted.finished_on.isoformat(), row.noted.title, form_name(page.rules, row.noted.form),
            row.noted.minutes, row.noted.net, points(row.noted.points), row.noted.people,
            _("yes") if row.reason is None else _("no"),
        ]
        for row in page.entries
    ]  # fmt: skip
    return _csv([head, *rows], "register.csv")


def _csv(rows: Iterable[Iterable[object]], name: str) -> HttpResponse:
    out = StringIO()
    lines = csv.writer(out, delimiter=";", lineterminator="\r\n")
    lines.writerows([safe(str(cell)) for cell in row] for row in rows)
    return _file((BOM + out.getvalue()).encode(), "text/csv; charset=utf-8", name)


def _file(body: bytes, kind: str, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "private, no-store"}
    return HttpResponse(body, content_type=kind, headers=headers)
