# ruff: noqa: A001, A002 — `round` is the word of the trade
"""The rounds that somebody asks, and each by itself."""

from typing import Any
from uuid import UUID

from django.db.models import prefetch_related_objects
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from drieslag.core import clock
from drieslag.kernel.instrument import Mode
from drieslag.surveys.actions.mails import reader_of
from drieslag.surveys.actions.opening import keyed_groups
from drieslag.surveys.enums import TAKING, RoundKind, RoundState
from drieslag.surveys.letters import promise
from drieslag.surveys.models import Round
from drieslag.surveys.queries import rounds as queries
from drieslag.surveys.queries.asked import minimums
from drieslag.surveys.rules import rounds as rules
from drieslag.web.components.navigation import address
from drieslag.web.components.survey import pages_of
from drieslag.web.requests import SignedInRequest, signed_in
from drieslag.web.surveys.forms import ExtendForm
from drieslag.web.surveys.presenters import groups as groups_
from drieslag.web.surveys.presenters import rounds as presenters
from drieslag.web.surveys.views.found import known
from drieslag.web.surveys.words import MODE_NAMES, MODE_SIGHTS, STATE_NAMES

HTMX_REFRESH = {"HX-Refresh": "true"}


@signed_in
@require_safe
def index(request: SignedInRequest) -> HttpResponse:
    """What awaits one, and the rounds that one asks, what is open first."""
    page = {
        "listed": presenters.listed_rounds(queries.rounds_for_organiser(request.person)),
        "to_answer": queries.to_answer(request.me),
        "may_ask": bool(request.me.hats) or request.me.has(*rules.FOR_ALL),
        "may_set_minimums": rules.may_set_minimums(request.person),
    }
    return render(request, "surveys/list.html", page)


@signed_in
@require_safe
def one(request: SignedInRequest, key: UUID) -> HttpResponse:
    """One round: before opening what it comes to, then how it goes, and after closing where the results are."""
    round = queries.get_round(request.person, key)
    if round.kind == RoundKind.MIRROR:
        place = "mirror:one" if round.subject == request.person.pk else "answers:fill"
        return redirect(address(place, key) or "surveys:list")
    manages = bool(rules.may_manage(request.person, round))
    if round.state == RoundState.DRAFT:
        return render(request, "surveys/preview.html", preview_page(round))
    if round.state == RoundState.PREPARING:
        return render(request, "surveys/preparing.html", _progress(round) | {"round": round, "manages": manages})
    return render(request, "surveys/one.html", one_page(request, round, manages=manages))


def preview_page(round: Round) -> dict[str, Any]:
    """Return what stands on the page of a round that is not open yet."""
    return about(round) | {"groups": groups_.in_words(round), "codes": round.invitees.filter(person=None).count()}


def one_page(
    request: SignedInRequest, round: Round, *, manages: bool, extend: ExtendForm | None = None
) -> dict[str, Any]:
    """Return what stands on the page of a round that was opened."""
    is_open, taking = round.state == RoundState.OPEN, round.state in TAKING
    anonymous = round.mode == Mode.ANONYMOUS
    return about(round) | {
        "manages": manages,
        "is_open": is_open,
        "taking": taking,
        "is_closed": round.state == RoundState.CLOSED,
        "is_asked": taking and queries.invitee_of(round, request.person) is not None,
        "keys": groups_.keys(round, queries.fingerprints(round)) if anonymous and taking else (),
        "enough": groups_.enough_lines(round) if anonymous and is_open and manages else (),
        "lost": anonymous and queries.is_lost(round),
        "came": groups_.came_in(round) if round.state == RoundState.CLOSED and manages else (),
        "reminding": presenters.reminding(round),
        "extend": extend or ExtendForm(round.closes_at, round.opened_at or clock.now()),
        "team_first": (first := presenters.team_first(round)),
        "may_read": not first or any(group.team_id in request.me.team_ids for group in round.groups.all()),
        "has_codes": manages and taking and round.invitees.filter(person=None).exists(),
        "late_until": queries.late_until(round),
    }


def about(round: Round) -> dict[str, Any]:
    """Return what every page about a round says of it."""
    prefetch_related_objects([round], "groups")  # which many sentences are made from
    instrument, mode = queries.instrument_of(round), Mode(round.mode)
    return {
        "round": round,
        "instrument": instrument,
        "name": instrument.name.get(presenters.language()),
        "items": len(instrument.items),
        "who": presenters.who(round),
        "when": presenters.when(round),
        "state": STATE_NAMES[RoundState(round.state)],
        "mode": MODE_NAMES[mode],
        "sight": MODE_SIGHTS[mode],
        "promise": promise(mode, reader_of(round) if mode is not Mode.ANONYMOUS else "", least=minimums().mean),
        "is_anonymous": mode is Mode.ANONYMOUS,
    }


@signed_in
@require_safe
def progress(request: SignedInRequest, key: UUID) -> HttpResponse:
    """How far the keys are; once they are there, the page is loaded anew."""
    round = known(request, key)
    if request.headers.get("HX-Request") != "true":
        return redirect("surveys:one", key)
    if round.state != RoundState.PREPARING:
        return HttpResponse(headers=HTMX_REFRESH)
    return render(request, "surveys/progress.html", _progress(round) | {"round": round})


def _progress(round: Round) -> dict[str, Any]:
    return {"made": queries.signing(round).count(), "wanted": len(keyed_groups(round))}


@signed_in
@require_safe
def questions(request: SignedInRequest, key: UUID) -> HttpResponse:
    """The questionnaire as it is asked, to look at: nothing on it can be handed in."""
    round = known(request, key)
    pages = pages_of(queries.instrument_of(round), presenters.language())
    return render(request, "surveys/questions.html", about(round) | {"pages": pages})
