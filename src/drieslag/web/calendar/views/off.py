"""Switching a kind of mail off by the link in it. It signs nobody in, and shows nothing but that kind."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from drieslag.core import tenancy
from drieslag.core.doors import open_door
from drieslag.core.models import DoorKind
from drieslag.core.verdict import NotFound
from drieslag.learning.notices import actions, queries
from drieslag.learning.notices.enums import Notice
from drieslag.web.requests import Request


@csrf_exempt  # a mail program presses it without a page (RFC 8058); the secret in the address is all the authority
@require_http_methods(["GET", "HEAD", "POST"])
def off(request: Request, secret: str) -> HttpResponse:
    """Looking asks, pressing does; a program that only follows links switches nothing off."""
    door = open_door(kind=DoorKind.NOTICES, secret=secret)
    if door is None or door.organisation_id is None or door.target is None:
        raise NotFound
    tenancy.enter(door.organisation_id)
    if request.method == "POST":
        act = actions.switch_on if request.POST.get("on") else actions.switch_off
        act(choice_id=door.target)
    choice = queries.get_choice(door.target)
    page = {"choice": choice, "name": Notice(choice.notice).label, "done": request.method == "POST", "me": None}
    return render(request, "calendar/off.html", page)
