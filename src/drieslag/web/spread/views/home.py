"""What travels, in one page: what teams offer, the theme of this month, one's own plans."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from drieslag.core import clock
from drieslag.learning.spread import queries
from drieslag.web.requests import SignedInRequest, signed_in
from drieslag.web.spread.answering import show
from drieslag.web.spread.presenters import offers, themes

NEWEST = 4


@signed_in
@require_safe
def home(request: SignedInRequest) -> HttpResponse:
    """The home of this area."""
    queries.colleagues_only(request.person)
    page = {
        "offers": [offers.card(row) for row in queries.offers(most=NEWEST)],
        "own": [offers.card(row) for row in queries.offers_of(request.me.team_ids)],
        "themes": [themes.card(theme) for theme in queries.themes_of(clock.today())],
        "asked": queries.asked_of(request.person),
        "taken": queries.taken_over(request.me.team_ids),
        "due": queries.due_looks(request.person),
        "shared": queries.shared_with(request.person),
    }
    return show(request, "spread/home.html", page)
