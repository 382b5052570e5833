# ruff: noqa: A001 — `round` is the word of the trade
"""From what came out to a few things that one will do."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from drieslag.development.plans import actions
from drieslag.development.plans import queries as plans
from drieslag.development.plans.models import Goal
from drieslag.surveys.enums import RoundState
from drieslag.surveys.queries import mirror as queries
from drieslag.web.components.forms import refusals_above, status_of
from drieslag.web.components.navigation import address
from drieslag.web.mirror.forms import MOST_GOALS, GoalsForm
from drieslag.web.requests import SignedInRequest, posted, signed_in


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def plan(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Three goals at most, in own words; with the first of them the plan in ten minutes goes on."""
    round = queries.get_own(request.person, key)
    if round.state != RoundState.CLOSED:
        return redirect("mirror:one", key)
    room = max(plans.setting(request.person).most_active - len(plans.active(request.person)), 0)
    form = GoalsForm(posted(request), initial=GoalsForm.fresh())
    if form.is_valid():
        with refusals_above(form):
            goals = _put_down(request, form, room)
            if len(goals) > room:
                messages.info(request, _("What there is no room for now waits its turn under your goals."))
            return redirect(address("growth:start_one", goals[0].pk))
    page = {"round": round, "form": form, "room": room, "most": MOST_GOALS}
    return render(request, "mirror/plan.html", page, status=status_of(request))


def _put_down(request: SignedInRequest, form: GoalsForm, room: int) -> list[Goal]:
    """Each has a key of its own, so that sending them twice makes none twice."""
    return [
        actions.add_goal(
            by=request.person, text=one.text, for_residents=one.for_residents, key=one.key, planning=True,
            waits=number >= room,
        )
        for number, one in enumerate(form.goals())
    ]  # fmt: skip
