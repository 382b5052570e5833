"""What a team agreed on: choosing it, changing it, ending it, and what it asks of its time."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from drieslag.core.verdict import NotFound, require
from drieslag.learning.formats import queries as formats
from drieslag.learning.rhythm import actions, queries, rules
from drieslag.learning.rhythm.terms import Terms
from drieslag.people.models import Team
from drieslag.people.queries import members
from drieslag.web.components.forms import fresh_key, refusals_above, refusals_said, status_of
from drieslag.web.requests import SignedInRequest, hat_in, signed_in
from drieslag.web.rhythm.forms import AgreementForm, BeginningForm, CapForm, HoursForm
from drieslag.web.rhythm.presenters import agreements as presenters

PAGE = ["GET", "HEAD", "POST"]


@signed_in
@require_safe
def home(request: SignedInRequest, team: UUID) -> HttpResponse:
    """What the team agreed on, what it asks in a week, and what it stopped with."""
    hat = hat_in(request, team)
    page = {
        "hat": hat,
        "page": presenters.agreements(request.person, _team(request, team)),
        "may_set_cap": rules.may_set_cap(request.person),
    }
    return render(request, "rhythm/agreements.html", page)


@signed_in
@require_http_methods(PAGE)
def new(request: SignedInRequest, team: UUID) -> HttpResponse:
    """Agree on one more thing."""
    hat, own = hat_in(request, team), _team(request, team)
    terms = presenters.new_terms(request.GET.get("kind", ""))
    form = _form(request, own, terms, {"client_key": fresh_key(), "holder": str(request.person.pk)})
    if request.method == "POST" and form.is_valid():
        with refusals_above(form):
            actions.agree(by=request.person, team=own, terms=form.terms(), key=form.cleaned_data["client_key"])
            return redirect("rhythm:agreements", team)
    return render(request, "rhythm/agreement.html", {"hat": hat, "form": form}, status=status_of(request))


@signed_in
@require_http_methods(PAGE)
def change(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Change what was agreed on, from a day on."""
    agreement = queries.get_agreement(request.person, key)
    require(rules.may_change(request.person, agreement))
    form = _form(request, agreement.team, presenters.current_terms(agreement), {})
    if request.method == "POST" and form.is_valid():
        terms = form.terms()
        with refusals_above(form):
            actions.change(by=request.person, agreement=agreement, terms=terms, from_on=terms.starts_on)
            messages.info(request, _("Changed. What was said of moments to come has gone along."))
            return redirect("rhythm:agreements", agreement.team_id)
    page = {"agreement": agreement, "form": form, "hat": hat_in(request, agreement.team_id)}
    return render(request, "rhythm/agreement.html", page, status=status_of(request))


@signed_in
@require_POST
def end(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Stop with it."""
    agreement = queries.get_agreement(request.person, key)
    with refusals_said(request):
        actions.end(by=request.person, agreement=agreement)
        messages.info(request, _("You stopped with this. What was, stays in your rhythm. You can take it up again."))
    return redirect("rhythm:agreements", agreement.team_id)


@signed_in
@require_POST
def resume(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Take up again what was ended."""
    agreement = queries.get_agreement(request.person, key)
    actions.resume(by=request.person, agreement=agreement)
    return redirect("rhythm:agreements", agreement.team_id)


@signed_in
@require_POST
def holder(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Take it upon oneself that it goes on."""
    agreement = queries.get_agreement(request.person, key)
    with refusals_said(request):
        actions.name_holder(by=request.person, agreement=agreement, holder=request.person)
        messages.info(request, _("Thank you. From now on you see to it that this goes on."))
    return redirect("rhythm:agreements", agreement.team_id)


@signed_in
@require_http_methods(PAGE)
def beginning(request: SignedInRequest, team: UUID) -> HttpResponse:
    """The rhythm that is offered, in one press."""
    hat, own = hat_in(request, team), _team(request, team)
    going = queries.agreements_of(own)
    asked = queries.asked_of(own, going)
    offered = queries.offered(going, asked)
    choices = [(value, f"{name}: {words}") for value, name, words in presenters.offered_rows(offered)]
    form = BeginningForm(request.POST or None, initial=presenters.beginning_initial(offered), choices=choices)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        terms = presenters.offered_terms(offered, given["kinds"], given["day"], given["at"], request.person)
        with refusals_above(form):
            actions.agree_on_all(by=request.person, team=own, offered=terms)
            messages.info(request, _("This is your rhythm. Each part can be changed."))
            return redirect("rhythm:team", team)
    page = {"hat": hat, "form": form, "asked": presenters.offered_sum(offered, asked), "has": bool(going)}
    return render(request, "rhythm/beginning.html", page, status=status_of(request))


@signed_in
@require_http_methods(PAGE)
def hours(request: SignedInRequest, team: UUID) -> HttpResponse:
    """How many hours somebody of this team mostly works."""
    hat, own = hat_in(request, team), _team(request, team)
    form = HoursForm(request.POST or None, initial={"hours": queries.asked_of(own, []).hours})
    if request.method == "POST" and form.is_valid():
        actions.set_hours(by=request.person, team=own, hours=form.cleaned_data["hours"])
        return redirect("rhythm:agreements", team)
    return render(request, "rhythm/hours.html", {"hat": hat, "form": form}, status=status_of(request))


@signed_in
@require_http_methods(PAGE)
def cap(request: SignedInRequest) -> HttpResponse:
    """How much of working time what is offered may ask, in this organisation."""
    if not rules.may_set_cap(request.person):
        raise NotFound
    form = CapForm(request.POST or None, initial={"percent": queries.cap()})
    if request.method == "POST" and form.is_valid():
        actions.set_cap(by=request.person, percent=form.cleaned_data["percent"])
        messages.info(request, _("Kept. It holds for what is offered to teams from now on."))
        return redirect("rhythm:cap")
    return render(request, "rhythm/cap.html", {"form": form}, status=status_of(request))


def _team(request: SignedInRequest, key: UUID) -> Team:
    return Team(pk=key, organisation_id=request.person.organisation_id)


def _form(request: SignedInRequest, team: Team, terms: Terms, initial: dict[str, object]) -> AgreementForm:
    language = get_language() or ""
    known = [(code, each.name.get(language)) for code, each in formats.all_for(request.person).items()]
    return AgreementForm(
        request.POST or None,
        terms=terms,
        members=members(team),
        formats=sorted(known, key=lambda each: each[1]),
        more=initial,
    )
