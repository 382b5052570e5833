"""My growth in one page, the plan with all goals, and the goals of a year for on paper."""

from functools import lru_cache

from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import get_urlconf
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from drieslag.core import clock
from drieslag.core.verdict import NotFound
from drieslag.development.plans import queries
from drieslag.development.plans.enums import GoalState
from drieslag.development.sharing import queries as sharing
from drieslag.web.components import dates
from drieslag.web.growth import beside, words
from drieslag.web.growth.around import around
from drieslag.web.growth.views.sharing import look_rows
from drieslag.web.requests import SignedInRequest, signed_in

LOOKS = 3


@signed_in
@require_safe
def home(request: SignedInRequest) -> HttpResponse:
    """What I work at, who looked, and the ways to all that is mine here."""
    person = request.person
    chosen = queries.setting(person)
    goals = queries.at_work(person)
    readers = sharing.readers_by_thing(person)
    titles = {goal.pk: goal.text for goal in goals}
    is_applying = queries.applies(chosen, clock.today())
    page = {
        "goals": [words.row(goal, goal.activities, readers) for goal in goals],
        "most": chosen.most_active,
        "planning": next((goal for goal in goals if goal.planning), None),
        "has_room": len(goals) < chosen.most_active,
        "applying_until": dates.long_day(chosen.applying_until) if is_applying and chosen.applying_until else "",
        "ways": _ways(request.me.is_colleague, person.left_on is not None, is_applying, get_language(), get_urlconf()),
        "looks": look_rows(sharing.looks_at(person, LOOKS), titles),
    } | around(person, readers)
    return render(request, "growth/home.html", page)


@lru_cache(maxsize=32)
def _ways(
    is_colleague: bool, has_left: bool, is_applying: bool, _language: str | None, _urlconf: str | None
) -> SafeString:
    """Draw the ways to what else is one's own: the same for everybody, so once for each language. Pages of the trade
    are for who learns here, and for who left and comes back for what is their own.
    """
    page = {"is_colleague": is_colleague, "has_trade": is_colleague or has_left, "is_applying": is_applying}
    return render_to_string("growth/home_ways.html", page)


@signed_in
@require_safe
def plan(request: SignedInRequest) -> HttpResponse:
    """All goals with what is done for them."""
    readers = sharing.readers_by_thing(request.person)
    rows = [words.row(goal, goal.activities, readers) for goal in queries.goals(request.person)]
    parts = {state.value: words.drawn([row for row in rows if row.goal.state == state]) for state in GoalState}
    page = {
        "parts": parts,
        "planning": next((row.goal for row in rows if row.goal.planning), None),
        "is_empty": not rows,
        "year": clock.today().year,
    }
    return render(request, "growth/plan.html", page)


@signed_in
@require_safe
def year(request: SignedInRequest, year: int) -> HttpResponse:
    """The goals of a year, to print and to talk about."""
    first, now = queries.first_year(request.person), clock.today().year
    if not first <= year <= now:
        raise NotFound
    goals = queries.of_year(request.person, year)
    themes = beside.themes_of([goal for goal, _activities in goals])
    readers = sharing.readers_by_thing(request.person)
    page = {
        "year": year,
        "years": range(now, first - 1, -1),
        "rows": [(words.row(goal, done, readers), themes.get(goal.pk)) for goal, done in goals],
    }
    return render(request, "growth/year.html", page)
