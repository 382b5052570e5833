"""Which moment fits: for whoever plans, as a word, never whose agenda says so."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from drieslag.core.verdict import NotFound, require
from drieslag.learning.notices import rules
from drieslag.people import queries as people
from drieslag.web.calendar import presenters
from drieslag.web.calendar.forms import LengthForm
from drieslag.web.requests import SignedInRequest, hat_in, signed_in

USUAL = 60


@signed_in
@require_safe
def fitting(request: SignedInRequest, team: UUID) -> HttpResponse:
    """The working days of three weeks, each with its hours."""
    hat = hat_in(request, team)
    found = people.get_team(request.person, team)
    require(rules.may_ask_what_fits(request.person, found))
    form = LengthForm(request.GET if "minutes" in request.GET else {"minutes": USUAL})
    minutes = form.cleaned_data["minutes"] if form.is_valid() else USUAL
    page = {
        "hat": hat,
        "form": form,
        "fitting": presenters.fitting(found, request.person, minutes),
        "place": "meetings",
    }
    return render(request, "calendar/fitting.html", page)


@signed_in
@require_safe
def mine(request: SignedInRequest) -> HttpResponse:
    """For one's first team; a page that knows no team leads here."""
    if not request.me.hats:
        raise NotFound
    asked = request.GET.get("team", "")
    known = {str(hat.team_id): hat.team_id for hat in request.me.hats}
    return redirect("calendar:fitting", known.get(asked, request.me.hats[0].team_id))
