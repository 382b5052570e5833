"""Who comes to the pages where decks are made. For others there is no such page."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpResponse

from drieslag.core.verdict import NotFound
from drieslag.development.frameworks.rules import KEEPERS
from drieslag.web.requests import SignedInRequest, signed_in


def keeper(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Let in who gives learning its direction."""

    @wraps(view)
    @signed_in
    def wrapped(request: SignedInRequest, *args: object, **kwargs: object) -> HttpResponse:
        if not request.me.has(*KEEPERS):
            raise NotFound
        return view(request, *args, **kwargs)

    return wrapped
