"""What waits, and one's own moments and declarations."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from drieslag.development.competence import queries
from drieslag.web.competence.presenters import shown
from drieslag.web.components.growing import show
from drieslag.web.requests import SignedInRequest, signed_in


@signed_in
@require_safe
def home(request: SignedInRequest) -> HttpResponse:
    """All of this person alone."""
    page = {
        "due": shown.due(queries.due(request.person)),
        "declarations": shown.declarations(queries.declarations(request.person)),
        "moments": shown.moments(queries.moments(request.person)),
        "may_make": request.me.is_colleague,
    }
    return show(request, "competence/home.html", page)
