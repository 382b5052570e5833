"""Which themes live: figures of each quarter, never of a person."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from drieslag.development.frameworks.rules import OVERVIEW_READERS
from drieslag.development.plans.queries.figures import living_themes, next_quarter
from drieslag.people.queries import Me
from drieslag.surveys.queries.results import Listed, listed, results_for
from drieslag.web.frameworks.presenters.helps import ASKS, Help, helps
from drieslag.web.frameworks.presenters.living import overview
from drieslag.web.requests import SignedInRequest, colleague

ABOUT_LEARNING = (ASKS, "I22", "I11")  # the library's questionnaires about room, occasion and climate to learn


def _measured(me: Me) -> list[Listed]:
    """Return the latest result about learning of each of these that the reader reads (two queries)."""
    latest: dict[str, Listed] = {}
    for row in listed(me):
        if row.round.instrument_code in ABOUT_LEARNING:
            latest.setdefault(row.round.instrument_code, row)
    return list(latest.values())


def _helps(me: Me, measured: list[Listed]) -> list[Help]:
    """Return what the latest result of the questionnaire that asks it says (eight queries, or none)."""
    row = next((row for row in measured if row.round.instrument_code == ASKS), None)
    return helps(results_for(me, row.group.pk)) if row else []


@colleague
@require_safe
def themes(request: SignedInRequest) -> HttpResponse:
    """The whole for every colleague; larger teams too for who looks after learning."""
    with_teams = request.me.has(*OVERVIEW_READERS)
    living = living_themes(with_teams=with_teams)
    measured = _measured(request.me)
    page = {
        "living": overview(living) if living else None,
        "next_on": next_quarter(),
        "with_teams": with_teams,
        "measured": measured,
        "helps": _helps(request.me, measured),
    }
    return render(request, "frameworks/themes.html", page)
