"""The same result on paper and as a sheet: the figures of the page, and no more."""

import csv as writer
from io import StringIO
from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from drieslag.surveys.queries import results as queries
from drieslag.web.printing import pdf as printing
from drieslag.web.requests import SignedInRequest, signed_in
from drieslag.web.results.presenters import page as pages
from drieslag.web.results.presenters import paper

BOM = "\ufeff"  # without it a spreadsheet program takes é for two signs


@signed_in
@require_safe
def pdf(request: SignedInRequest, group: UUID) -> HttpResponse:
    """The result as a tagged PDF."""
    result = queries.results_for(request.me, group)
    body = printing.render_data(paper.document(pages.page_of(result)), paper="result")
    return _file(body, "application/pdf", f"drieslag-{group}.pdf")


@signed_in
@require_safe
def csv(request: SignedInRequest, group: UUID) -> HttpResponse:
    """What is shown as lines with semicolons, as a Dutch spreadsheet program opens them."""
    out = StringIO()
    lines = writer.writer(out, delimiter=";", lineterminator="\r\n")
    lines.writerows(paper.rows(pages.page_of(queries.results_for(request.me, group))))
    return _file((BOM + out.getvalue()).encode(), "text/csv; charset=utf-8", f"drieslag-{group}.csv")


def _file(body: bytes, kind: str, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "private, no-store"}
    return HttpResponse(body, content_type=kind, headers=headers)
