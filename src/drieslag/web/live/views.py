"""New tickets for old ones, and the words with which a stream ends."""

from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import translation
from django.views.decorators.http import require_POST, require_safe

from drieslag.core import tenancy
from drieslag.core.verdict import NotFound
from drieslag.live.tickets import RENEWAL_SECONDS, Worthless, open_ticket
from drieslag.web.live.fragments import audience_of
from drieslag.web.live.listens import stream_address, ticket_for


@require_POST
def renew(request: HttpRequest, key: UUID | None = None) -> HttpResponse:
    """Give a new ticket for the channels of an old one, if the rules still allow them to whoever asks now.

    The old ticket only says what is asked for; it carries no right of its own.
    """
    try:
        old = open_ticket(request.POST.get("ticket", ""), key=settings.LIVE_SIGNING_KEY, seconds=RENEWAL_SECONDS)
    except Worthless:
        raise NotFound from None
    if old.organisation_id != tenancy.current():
        raise NotFound
    ticket = ticket_for(request, *((channel.topic, channel.audience) for channel in old.channels))
    answer = JsonResponse({"url": stream_address(ticket, request.POST.get("since", ""))})
    answer["Cache-Control"] = "no-store"
    return answer


@require_safe
def farewell(request: HttpRequest) -> HttpResponse:
    """Say that there is nothing more to follow here, and let the browser stop asking."""
    with translation.override(audience_of(request).language):
        return render(request, "live/farewell.html")
