"""Requests for help: writing one, and the lists of the team and of whoever is asked."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from drieslag.core.verdict import require
from drieslag.learning.support import actions, queries, rules
from drieslag.people.models import Team
from drieslag.web.components.forms import fresh_key, refusals_above, status_of
from drieslag.web.requests import SignedInRequest, hat_in, posted, signed_in
from drieslag.web.support.forms import HelpForm, value_of

PAGE = ["GET", "HEAD", "POST"]


@signed_in
@require_safe
def requests(request: SignedInRequest, team: UUID) -> HttpResponse:
    """The requests of one team."""
    page = {"hat": hat_in(request, team), "hats": request.me.hats, "requests": queries.requests_of(team)}
    return render(request, "support/requests.html", page)


@signed_in
@require_safe
def asked(request: SignedInRequest) -> HttpResponse:
    """What others ask of oneself, one's team or the board."""
    page = {"asked": queries.asked_of(request.me), "rounded": queries.rounded_lately(request.me)}
    return render(request, "support/asked.html", page)


@signed_in
@require_http_methods(PAGE)
def new(request: SignedInRequest, team: UUID) -> HttpResponse:
    """Write a request down, as a concept."""
    hat = hat_in(request, team)
    form = HelpForm(posted(request), whom=queries.whom(team), initial={"client_key": fresh_key()})
    if request.method == "POST" and form.is_valid():
        with refusals_above(form):
            made = actions.write_request(
                by=request.person,
                team=Team(pk=team, organisation_id=request.person.organisation_id),
                asking=form.asking_of(),
                key=form.cleaned_data["client_key"],
            )
            return redirect("support:request", made.pk)
    return render(request, "support/request_new.html", {"form": form, "hat": hat}, status=status_of(request))


@signed_in
@require_http_methods(PAGE)
def edit(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Change a concept."""
    found = queries.get_request(request.person, key)
    require(rules.may_change_request(request.person, found))
    whom = queries.whom(found.team_id)
    form = HelpForm(
        posted(request),
        whom=whom,
        initial={
            "client_key": found.pk,
            "running_into": found.running_into,
            "tried": found.tried,
            "asking": found.asking,
            "decide_ourselves": found.decide_ourselves,
            "look_back_on": found.look_back_on,
            "whom": next(
                (
                    value_of(one)
                    for one in whom
                    if one.kind == found.asked_kind and one.key == (found.asked_person or found.asked_team_id)
                ),
                "",
            ),
        },
    )
    if request.method == "POST" and form.is_valid():
        with refusals_above(form):
            actions.change_request(by=request.person, request=found, asking=form.asking_of())
            return redirect("support:request", key)
    page = {"form": form, "request_": found}
    return render(request, "support/request_new.html", page, status=status_of(request))
