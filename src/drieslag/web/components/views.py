"""More, and the two choices that need no account: language and light or dark."""

from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import check_for_language
from django.views.decorators.http import require_GET, require_POST

from drieslag.core.queries import is_demo
from drieslag.web.context import LOOKS
from drieslag.web.requests import SignedInRequest, signed_in

YEAR = timedelta(days=365)


@require_GET
@signed_in
def more(request: SignedInRequest) -> HttpResponse:
    """Show the places that do not fit in the menu of a phone."""
    return render(request, "components/more.html", {"place": "more", "is_demo": is_demo()})


@require_POST
def appearance(request: HttpRequest) -> HttpResponse:
    """Keep light, dark or the device's own wish, in a cookie: the page then comes in that colour at once."""
    response = _back(request)
    look = request.POST.get("look", "")
    if look in LOOKS:
        response.set_cookie("look", look, max_age=YEAR, samesite="Lax", httponly=True, secure=settings.ON_TLS)
    else:
        response.delete_cookie("look", samesite="Lax")
    return response


@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Keep the language in a cookie."""
    response = _back(request)
    chosen = request.POST.get("language", "")
    if chosen in dict(settings.LANGUAGES) and check_for_language(chosen):
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            chosen,
            max_age=YEAR,
            samesite="Lax",
            secure=settings.LANGUAGE_COOKIE_SECURE,
        )
    return response


def _back(request: HttpRequest) -> HttpResponseRedirect:
    """Return to the page one came from, and to nobody else's."""
    target = request.POST.get("next", "/")
    safe = url_has_allowed_host_and_scheme(
        target, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return HttpResponseRedirect(target if safe else "/")
