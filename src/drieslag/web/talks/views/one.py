"""The list of talks, the page of one, and the deck of questions."""

from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from drieslag.development.talks import queries
from drieslag.development.talks.script import DECK
from drieslag.web.components.growing import show
from drieslag.web.requests import SignedInRequest, colleague, signed_in
from drieslag.web.talks.presenters import shown


@signed_in
@require_safe
def listing(request: SignedInRequest) -> HttpResponse:
    """The talks to come and those that were, of this person alone."""
    ahead, over = shown.listed(request.person, queries.talks(request.person))
    page = {"ahead": ahead, "over": over, "may_ask": request.me.is_colleague}
    return show(request, "talks/list.html", page)


@colleague
@require_safe
def deck(request: SignedInRequest) -> HttpResponse:
    """Questions for a talk, on cards."""
    return show(request, "talks/deck.html", {"deck": DECK})


@signed_in
@require_safe
def talk(request: SignedInRequest, key: UUID) -> HttpResponse:
    """One talk, as this one of the two sees it now."""
    seen = queries.seen(request.person, key)
    return show(request, "talks/one.html", shown.page(request.person, seen))
