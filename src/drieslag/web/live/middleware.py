"""For whom a fragment is asked, before the transaction opens in that organisation."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from drieslag.live.tickets import AUDIENCE_HEADER, read_audience

FRAGMENTS = "/fragments/"


class AudienceMiddleware:
    """Give a request its audience. Below `/fragments/` there is nothing for who has none; elsewhere the header is
    no word.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path_info.startswith(FRAGMENTS):
            audience = read_audience(request.headers.get(AUDIENCE_HEADER, ""))
            if audience is None:
                return HttpResponse(status=404)
            request.audience = audience  # type: ignore[attr-defined]
        return self.get_response(request)
