"""Who comes to the pages of instruments: who learns here, and who sees to it. For others there is no such page."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpResponse

from drieslag.core.verdict import NotFound
from drieslag.surveys.rules.instruments import KEEPERS
from drieslag.web.requests import SignedInRequest, signed_in


def insider(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Let in colleagues, and who keeps the organisation's questionnaires."""

    @wraps(view)
    @signed_in
    def wrapped(request: SignedInRequest, *args: object, **kwargs: object) -> HttpResponse:
        if not (request.me.is_colleague or request.me.has(*KEEPERS)):
            raise NotFound
        return view(request, *args, **kwargs)

    return wrapped
