"""Where buddies, help, tallies, leaving and taking part are found."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from drieslag.learning.support import queries
from drieslag.web.requests import SignedInRequest, signed_in


@signed_in
@require_safe
def home(request: SignedInRequest) -> HttpResponse:
    """What one can do with and for each other, a team at a time."""
    page = {"hats": request.me.hats, "talks": queries.due_talks(request.person), "asked": queries.asked_of(request.me)}
    return render(request, "support/home.html", page)
