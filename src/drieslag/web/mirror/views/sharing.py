# ruff: noqa: A001, A002 — `round` is the word of the trade
"""Sharing what came out with named people, taking it back, and seeing who looked."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from drieslag.core.verdict import NotFound, Refused
from drieslag.people.queries import get_person
from drieslag.surveys.actions import mirror as actions
from drieslag.surveys.enums import RoundState
from drieslag.surveys.models import NAME_MAX, Round
from drieslag.surveys.queries import mirror as queries
from drieslag.surveys.rules.mirror import may_share
from drieslag.web.components.forms import UNPROCESSABLE
from drieslag.web.requests import SignedInRequest, signed_in


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def shares(request: SignedInRequest, key: UUID) -> HttpResponse:
    """With whom it is shared, who looked, and finding somebody by name."""
    round = queries.get_own(request.person, key)
    if round.state != RoundState.CLOSED:
        return redirect("mirror:one", key)
    if chosen := request.POST.get("person", ""):
        return _share(request, round, chosen)
    return _page(request, round)


def _share(request: SignedInRequest, round: Round, chosen: str) -> HttpResponse:
    try:
        person = get_person(UUID(chosen))
        actions.share(by=request.person, round_id=round.pk, person=person)
    except ValueError as wrong:
        raise NotFound from wrong
    except Refused as refused:
        return _page(request, round, str(refused.reason))
    messages.info(request, _("%(name)s can look at the figures now.") % {"name": person.name})
    return redirect("mirror:shares", round.pk)


def _page(request: SignedInRequest, round: Round, refused: str = "") -> HttpResponse:
    words = request.POST.get("words", "").strip()
    if len(words) > NAME_MAX:
        refused = refused or _("No name is that long. Look for a part of it.")
    may = may_share(round)
    shared = queries.shares_of(request.person, round)
    there = {one.person for one in shared if one.is_on}
    page = {
        "round": round,
        "may": bool(may),
        "why_not": may.reason,
        "refused": refused,
        "shared": shared,
        "words": words,
        "found": [one for one in queries.found_by_name(request.person, words[:NAME_MAX]) if one.id not in there]
        if may
        else [],
    }
    return render(request, "mirror/shares.html", page, status=UNPROCESSABLE if refused else 200)


@signed_in
@require_POST
def end(request: SignedInRequest, key: UUID, person: UUID) -> HttpResponse:
    """Share it no longer with somebody."""
    actions.take_back(by=request.person, round_id=key, person_id=person)
    messages.info(request, _("You took it back. It is no longer there for them."))
    return redirect("mirror:shares", key)
