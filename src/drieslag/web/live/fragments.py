"""Views that answer the live program, and nobody else."""

from collections.abc import Callable
from functools import wraps

from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import SimpleTemplateResponse
from django.utils import translation
from django.views.decorators.http import require_safe

from drieslag.live.channels import Channel
from drieslag.live.pages import VERSION_HEADER
from drieslag.live.topics import versions_of
from drieslag.web.requests import Request, number_in


class AudienceRequest(Request):
    """A request under a signed audience: for all who see the same, so for nobody in particular."""

    audience: Channel


def audience_of(request: HttpRequest) -> Channel:
    """Return for whom the live program asks; Http404 for everybody else."""
    audience = getattr(request, "audience", None)
    if not isinstance(audience, Channel):
        raise Http404
    return audience


def audience_fragment(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Let in the audience that the address names, in its language, and write the version beside what the view shows.

    The view gets `since` (0 for everything) before the parts of its address. The version is read first: what it shows
    may be newer than the number, never older.
    """

    @require_safe
    @wraps(view)
    def wrapped(request: AudienceRequest, **parts: object) -> HttpResponse:
        audience = audience_of(request)
        if request.path_info != audience.path:
            raise Http404
        (version,) = versions_of(audience.topic)
        with translation.override(audience.language):
            response = view(request, _since(request), **parts)
            if isinstance(response, SimpleTemplateResponse) and not response.is_rendered:
                response.render()
        response[VERSION_HEADER] = str(version)
        response["Cache-Control"] = "no-store"
        return response

    wrapped.for_audience = True  # type: ignore[attr-defined]
    return wrapped


def _since(request: HttpRequest) -> int:
    return number_in(request.GET.get("since", ""), digits=18) or 0  # fits a bigint
