"""Which themes live: figures of each quarter, never of a person."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from drieslag.development.frameworks.rules import OVERVIEW_READERS
from drieslag.development.plans.queries.figures import living_themes, next_quarter
from drieslag.web.frameworks.presenters.living import overview
from drieslag.web.requests import SignedInRequest, colleague


@colleague
@require_safe
def themes(request: SignedInRequest) -> HttpResponse:
    """The whole for every colleague; larger teams too for who looks after learning."""
    with_teams = request.me.has(*OVERVIEW_READERS)
    living = living_themes(with_teams=with_teams)
    page = {
        "living": overview(living) if living else None,
        "next_on": next_quarter(),
        "with_teams": with_teams,
    }
    return render(request, "frameworks/themes.html", page)
