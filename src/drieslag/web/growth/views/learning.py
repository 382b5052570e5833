"""How I learn: my own picture of the last year, and ways to vary. Nobody else opens it, and it cannot be shared."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from drieslag.core import clock
from drieslag.development.plans import queries
from drieslag.web.components import dates
from drieslag.web.growth.learning import likings, picture
from drieslag.web.requests import SignedInRequest, signed_in


@signed_in
@require_safe
def learning(request: SignedInRequest) -> HttpResponse:
    """The picture, and what fits each way of learning unless one only applies now."""
    today = clock.today()
    drawn = picture(request.person, today)
    is_applying = queries.is_applying(request.person)
    liked = likings(request.person)
    page = {
        "picture": drawn,
        "since": dates.long_day(drawn.since),
        "is_applying": is_applying,
        "own": [each for each in liked if each.is_own],
        "others": [each for each in liked if not each.is_own],
        "goals": queries.active(request.person) if request.me.is_colleague and not is_applying else [],
    }
    return render(request, "growth/learning.html", page)
