"""The list of talks, and the page of one."""

from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from drieslag.development.talks import queries
from drieslag.web.components.growing import show
from drieslag.web.requests import SignedInRequest, signed_in
from drieslag.web.talks.presenters import shown


@signed_in
@require_safe
def listing(request: SignedInRequest) -> HttpResponse:
    """The talks to come and those that were, of this person alone."""
    ahead, over = shown.listed(request.person, queries.talks(request.person))
    page = {"ahead": ahead, "over": over, "may_ask": request.me.is_colleague}
    return show(request, "talks/list.html", page)


@signed_in
@require_safe
def talk(request: SignedInRequest, key: UUID) -> HttpResponse:
    """One talk, as this one of the two sees it now."""
    seen = queries.seen(request.person, key)
    return show(request, "talks/one.html", shown.page(request.person, seen))
