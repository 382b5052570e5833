"""The home page: what asks for me now."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from drieslag.learning.meetings import queries as meetings
from drieslag.learning.threads import queries as threads
from drieslag.web.requests import SignedInRequest, signed_in
from drieslag.web.today import presenters
from drieslag.web.today.asked import asked
from drieslag.web.today.rhythm import rhythm
from drieslag.web.today.waiting import waiting


@signed_in
@require_safe
def home(request: SignedInRequest) -> HttpResponse:
    """The next meeting, what one tries out, one's teams, and a way to bring a question in."""
    page = presenters.today(
        request.me,
        meetings.upcoming_for(request.person),
        threads.my_try_outs(request.person),
    )
    said = request.GET.get("said", "")
    parts = {
        "today": page,
        "rhythm": rhythm(request.me, said),
        "waiting": waiting(request.me),
        "asked": asked(request.me),
    }
    return render(request, "today/home.html", parts)
