"""Messages on this device, on and off."""

import json

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from drieslag.core.verdict import Refused
from drieslag.learning.notices import actions
from drieslag.web.calendar.presenters import may_push
from drieslag.web.requests import SignedInRequest, signed_in

MOST = 4000


@signed_in
@require_POST
def add(request: SignedInRequest) -> HttpResponse:
    """Take what the browser made when its owner pressed."""
    if not may_push(request):
        raise Refused(_("Messages on a device need HTTPS. Ask who runs Drieslag."))
    try:
        given = json.loads(request.body[:MOST])
        endpoint, keys = str(given["endpoint"]), given["keys"]
        auth, p256dh = str(keys["auth"]), str(keys["p256dh"])
    except (ValueError, KeyError, TypeError) as error:
        raise Refused(_("This device cannot be reached. Try again, or use the mails.")) from error
    actions.add_device(by=request.person, endpoint=endpoint, auth=auth, p256dh=p256dh)
    return JsonResponse({})


@signed_in
@require_POST
def remove(request: SignedInRequest) -> HttpResponse:
    """Switch them off everywhere, also without script."""
    actions.remove_devices(by=request.person)
    messages.info(request, _("No device gets messages any more."))
    return redirect("calendar:home")
