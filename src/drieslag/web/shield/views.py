"""Looking a text over while it is written. Nothing is kept or logged, and nothing of it stands in an address."""

import json

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from drieslag.web.requests import SignedInRequest, signed_in
from drieslag.web.shield.presenters import rows

MOST = 20_000  # characters


@never_cache
@require_POST
@signed_in
def find(request: SignedInRequest) -> HttpResponse:
    """Say what in a text could point at a client, for someone who is signed in."""
    return answer(request)


def answer(request: HttpRequest) -> JsonResponse:
    """Answer a form or JSON with `text`; whoever calls this has asked whether the request is allowed."""
    text = _text(request)
    if text is None:
        reason = _("Your browser sent something that could not be read. Load the page again.")
        return JsonResponse({"findings": [], "reason": reason}, status=400)
    if len(text) > MOST:
        reason = _("This text is too long to look over: at most %(most)d characters. Look for names yourself.")
        return JsonResponse({"findings": [], "reason": reason % {"most": MOST}}, status=413)
    return JsonResponse({"findings": rows(text)})


def _text(request: HttpRequest) -> str | None:
    if request.content_type != "application/json":
        return request.POST.get("text")
    try:
        body = json.loads(request.body)
    except (ValueError, RecursionError):  # no JSON, no UTF-8, or brackets without end
        return None
    text = body.get("text") if isinstance(body, dict) else None
    return text if isinstance(text, str) else None
