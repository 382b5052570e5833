"""What helps to hold on to a goal: kept beside it, for its owner alone."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from drieslag.development.plans import actions, queries
from drieslag.web.components.forms import refusals_above
from drieslag.web.growth.forms import BesideForm
from drieslag.web.growth.views.goals import page_of
from drieslag.web.requests import SignedInRequest, signed_in


@signed_in
@require_POST
def keep(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Keep what stands beside a goal; all of it may be empty."""
    goal = queries.get_goal(request.person, key)
    form = BesideForm(request.POST, auto_id="beside-%s")
    if form.is_valid():
        with refusals_above(form):
            actions.keep_beside(by=request.person, goal_id=key, beside=actions.Beside(**form.cleaned_data))
            return redirect("growth:goal", key)
    return page_of(request, goal, beside_form=form)
