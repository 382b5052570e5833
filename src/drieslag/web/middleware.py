"""Who asks, read once a request and only when somebody wants to know."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from drieslag.core import tenancy
from drieslag.people.queries import Me, me

# Pages are somebody's: no proxy keeps them, and on a shared computer nobody leafs back to them after signing out.
KEPT_NOWHERE = "private, no-store"


class PersonMiddleware:
    """Give every request `me`, `guest_seat` and `audience`, and let no answer be kept that does not say so itself."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        for name in ("guest_seat", "audience"):
            if not hasattr(request, name):
                setattr(request, name, None)
        request.me = found = _who(request)  # type: ignore[attr-defined]
        if found is not None:
            request.person = found.person  # type: ignore[attr-defined]
        response = self.get_response(request)
        response.headers.setdefault("Cache-Control", KEPT_NOWHERE)
        return response


def _who(request: HttpRequest) -> Me | None:
    """Return who is signed in. A guest of this meeting and an audience are nobody in particular."""
    if request.guest_seat or request.audience or tenancy.current() is None:  # type: ignore[attr-defined]
        return None
    user = request.user
    return me(user) if user.is_authenticated else None
