# ruff: noqa: A001, A002 — `round` is the word of the trade
"""Asking for a mirror, step by step, and what one does while it is open."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from drieslag.core.verdict import Refused
from drieslag.surveys.actions import mirror as actions
from drieslag.surveys.enums import TAKING, Relation, RoundState
from drieslag.surveys.models import NAME_MAX, Round
from drieslag.surveys.queries import mirror as queries
from drieslag.surveys.queries.asked import minimums
from drieslag.surveys.relations import to_subject
from drieslag.web.components.dates import day_of
from drieslag.web.components.forms import UNPROCESSABLE, fresh_key, refuse, status_of
from drieslag.web.components.slips import slips
from drieslag.web.mirror.forms import RELATIONS, AskForm, StartForm, people_in
from drieslag.web.mirror.presenters import asking as presenters
from drieslag.web.requests import SignedInRequest, colleague, posted, signed_in


@signed_in
@require_safe
def home(request: SignedInRequest) -> HttpResponse:
    """My mirrors, and those that others share with me."""
    page = {
        "mirrors": presenters.listed_mirrors(queries.mine(request.person)),
        "shared": queries.shared_with(request.person),
        "may_ask": request.me.is_colleague,
    }
    return render(request, "mirror/home.html", page)


@colleague
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: SignedInRequest) -> HttpResponse:
    """Choose a questionnaire; from then on the mirror waits until one asks."""
    offered = queries.to_choose_from(request.person)
    first = {"client_key": fresh_key(), "instrument": offered[0].code if offered else ""}
    form = StartForm(posted(request), offered=offered, language=presenters.language(), initial=first)
    if form.is_valid():
        try:
            given = form.cleaned_data
            made = actions.make_mirror(by=request.person, instrument_code=given["instrument"], key=given["client_key"])
        except Refused as refused:
            refuse(form, refused)
        else:
            return redirect("mirror:people", made.pk)
    purposes = [(one.name.get(presenters.language()), one.purpose.get(presenters.language())) for one in offered]
    return render(request, "mirror/new.html", {"form": form, "purposes": purposes}, status=status_of(request))


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def people(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Choose people and say how each stands to oneself. Searching keeps what was chosen so far."""
    round = queries.get_own(request.person, key)
    if round.state != RoundState.DRAFT:
        return redirect("mirror:one", key)
    codes = queries.codes_of(round)
    first = {**codes, "closes_on": day_of(round.closes_at)}
    if "find" in request.POST or len(_words(request)) > NAME_MAX:
        return _find(request, round)
    form = AskForm(posted(request), initial=first)
    if form.is_valid():
        try:
            actions.choose_people(
                by=request.person,
                round_id=key,
                people=people_in(request.POST),
                codes=form.codes,
                closes_at=actions.last_moment(form.cleaned_data["closes_on"]),
            )
        except Refused as refused:
            refuse(form, refused)
        else:
            return redirect("mirror:one", key)
    return _people_page(request, round, form)


def _find(request: SignedInRequest, round: Round) -> HttpResponse:
    """Show the people in whose names some words stand; what was filled in so far stays."""
    form = AskForm(initial={name: request.POST.get(name, "") for name in AskForm.base_fields})
    try:
        actions.choose_people(by=request.person, round_id=round.pk, people=people_in(request.POST))
    except Refused as refused:
        messages.warning(request, str(refused.reason))
    return _people_page(request, round, form, _words(request))


def _words(request: SignedInRequest) -> str:
    """Return the part of a name that is looked for."""
    return request.POST.get("words", "").strip()


def _people_page(request: SignedInRequest, round: Round, form: AskForm, words: str = "") -> HttpResponse:
    too_long = len(words) > NAME_MAX
    if too_long:
        messages.warning(request, _("No name is that long. Look for a part of it."))
    chosen, found, near = presenters.rows_to_choose(request.person, round, words[:NAME_MAX])
    page: dict[str, Any] = {
        "round": round,
        "form": form,
        "words": words,
        "chosen": chosen,
        "found": found,
        "near": near,
        "relations": RELATIONS,
    }
    return render(request, "mirror/people.html", page, status=UNPROCESSABLE if form.is_bound or too_long else 200)


@signed_in
@require_POST
def opening(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Ask. What is in the way stands above the preview."""
    round = queries.get_own(request.person, key)
    if round.state != RoundState.DRAFT:
        return redirect("mirror:one", key)
    try:
        actions.open_mirror(by=request.person, round_id=key)
    except Refused as refused:
        page = presenters.preview(request.person, queries.get_own(request.person, key)) | {"refused": refused.reason}
        return render(request, "mirror/preview.html", page, status=UNPROCESSABLE)
    messages.info(request, _("It is asked. Everybody finds it on Today and gets a mail, within working hours."))
    return redirect("mirror:one", key)


@signed_in
@require_POST
def reminder(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Remind everybody who was asked, in the same words."""
    queries.get_own(request.person, key)
    try:
        actions.remind(by=request.person, round_id=key)
    except Refused as refused:
        messages.warning(request, str(refused.reason))
    else:
        messages.info(request, _("Everybody who was asked gets the same mail, within working hours."))
    return redirect("mirror:one", key)


@signed_in
@require_POST
def stop(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Stop it, or put it away when nobody was asked yet."""
    queries.get_own(request.person, key)
    try:
        actions.put_away(by=request.person, round_id=key)
    except Refused as refused:
        messages.warning(request, str(refused.reason))
        return redirect("mirror:one", key)
    messages.info(request, _("It is gone. Nothing of what was handed in was read."))
    return redirect("mirror:home")


@signed_in
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def codes(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Make the codes on paper and show them, once: they are kept nowhere."""
    round = queries.get_own(request.person, key)
    if round.state not in TAKING:
        return redirect("mirror:one", key)
    wanted = queries.codes_of(round)
    page: dict[str, Any] = {
        "round": round,
        "name": request.person.name,
        "least": minimums().relation,
        "wanted": [(to_subject(relation), wanted[relation]) for relation in Relation if relation in wanted],
    }
    if request.method != "POST":
        return render(request, "mirror/codes.html", page)
    try:
        made = actions.make_paper(by=request.person, round_id=key)
    except Refused as refused:
        return render(request, "mirror/codes.html", page | {"refused": refused.reason}, status=UNPROCESSABLE)
    sheets = [(to_subject(relation), slips(secrets)) for relation, secrets in made.items()]
    return render(request, "mirror/codes.html", page | {"sheets": sheets})
