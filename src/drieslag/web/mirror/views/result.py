# ruff: noqa: A001 — `round` is the word of the trade
"""One mirror: before asking, while it is open, and what came out."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from drieslag.core.verdict import NotFound
from drieslag.surveys.actions import mirror as actions
from drieslag.surveys.enums import RoundState
from drieslag.surveys.queries import mirror as queries
from drieslag.surveys.queries.expectations import expected
from drieslag.surveys.rules.mirror import is_of
from drieslag.web.mirror.presenters import asking, result
from drieslag.web.requests import SignedInRequest, signed_in


@signed_in
@never_cache
@require_safe
def one(request: SignedInRequest, key: UUID) -> HttpResponse:
    """The page of a mirror as it is now; for somebody else it is there only when it was shared."""
    try:
        seen = actions.look(by=request.person, round_id=key)
    except NotFound:
        round = queries.get_own(request.person, key)
    else:
        owns = is_of(request.person, seen.round)
        page = result.page_of(seen, expected(request.person, seen.round) if owns else {}) | {"is_own": owns}
        return render(request, "mirror/result.html", page)
    if round.state == RoundState.DRAFT:
        return render(request, "mirror/preview.html", asking.preview(request.person, round))
    return render(request, "mirror/open.html", asking.while_open(request.person, round))
