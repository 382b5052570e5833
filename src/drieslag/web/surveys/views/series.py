"""A pulse: its rounds, how often it comes back, and ending it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from drieslag.surveys.actions.pulses import change_rhythm
from drieslag.surveys.actions.series import end_series
from drieslag.surveys.queries.series import get_series, rounds_of
from drieslag.web.components.forms import refusals_above, status_of
from drieslag.web.requests import SignedInRequest, posted, signed_in
from drieslag.web.surveys.forms import RhythmForm
from drieslag.web.surveys.presenters.rounds import row
from drieslag.web.surveys.words import often


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def one(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Its rounds; what is posted is how often it comes back."""
    series = get_series(request.person, key)
    form = RhythmForm(posted(request), now=series.every_weeks)
    if request.method == "POST" and form.is_valid():
        with refusals_above(form):
            change_rhythm(by=request.person, series_id=key, every_weeks=form.cleaned_data["every_weeks"])
            messages.info(request, _("Kept."))
            return redirect("surveys:series", key)
    page = {
        "series": series,
        "every": often(series.every_weeks),
        "rounds": [row(one) for one in rounds_of(series)],
        "form": form,
    }
    return render(request, "surveys/series.html", page, status=status_of(request))


@signed_in
@require_POST
def end(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Let it not come back."""
    get_series(request.person, key)
    end_series(by=request.person, series_id=key)
    messages.info(request, _("It does not come back any more. What is open stays open until its day."))
    return redirect("surveys:series", key)
