"""Carrying it along: on paper, and everything in one file."""

from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from drieslag.development.portfolio import queries
from drieslag.web.portfolio.presenters import archive as archives
from drieslag.web.portfolio.presenters import paper
from drieslag.web.requests import SignedInRequest, signed_in


@signed_in
@require_safe
def pdf(request: SignedInRequest, key: UUID) -> HttpResponse:
    """The portfolio as a tagged PDF."""
    portfolio = queries.get_own(request.person, key)
    body = paper.printed(queries.story(portfolio, request.person.name))
    return attached(body, "application/pdf", "portfolio.pdf")


@signed_in
@require_safe
def archive(request: SignedInRequest) -> HttpResponse:
    """All that is one's own in growing, in open formats."""
    return attached(archives.packed(request.person), "application/zip", "drieslag-portfolio.zip")


def attached(body: bytes, kind: str, name: str) -> HttpResponse:
    """Return a file that no cache keeps."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "private, no-store"}
    return HttpResponse(body, content_type=kind, headers=headers)
