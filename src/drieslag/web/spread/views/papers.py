"""An offer to take along to other organisations: without persons, looked over by the shield first."""

from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from drieslag.core.queries import get_organisation
from drieslag.core.verdict import require
from drieslag.learning.spread import queries, rules
from drieslag.learning.spread.models import Offer
from drieslag.web.printing import pdf as printing
from drieslag.web.requests import SignedInRequest, signed_in
from drieslag.web.spread.answering import show
from drieslag.web.spread.presenters import papers


def _offer(request: SignedInRequest, key: UUID) -> Offer:
    found = queries.get_offer(request.person, key).offer
    require(rules.may_export(request.person, found))
    return found


@signed_in
@require_safe
def preview(request: SignedInRequest, key: UUID) -> HttpResponse:
    """The description as others will read it, with what the shield finds in it."""
    offer = _offer(request, key)
    page = {
        "offer": offer,
        "parts": papers.parts(offer),
        "findings": papers.findings(offer),
        "may_change": rules.may_change_offer(request.person, offer),
    }
    return show(request, "spread/export.html", page)


@signed_in
@require_safe
def pdf(request: SignedInRequest, key: UUID) -> HttpResponse:
    """The description as a tagged PDF."""
    offer = _offer(request, key)
    body = printing.render(papers.document(offer, get_organisation(offer.organisation_id)))
    return _file(body, "application/pdf", "pdf")


@signed_in
@require_safe
def markdown(request: SignedInRequest, key: UUID) -> HttpResponse:
    """The description as Markdown."""
    offer = _offer(request, key)
    text = papers.markdown(offer, get_organisation(offer.organisation_id))
    return _file(text.encode(), "text/markdown; charset=utf-8", "md")


def _file(body: bytes, kind: str, ending: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="drieslag.{ending}"', "Cache-Control": "private, no-store"}
    return HttpResponse(body, content_type=kind, headers=headers)
