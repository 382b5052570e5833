"""Signing up with one press, and letting go."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from drieslag.development.offerings import actions, queries
from drieslag.development.offerings.enums import Standing
from drieslag.web.requests import SignedInRequest, colleague


@colleague
@require_POST
def sign_up(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Take a seat, or a place in the line."""
    seat = actions.sign_up(by=request.person, offering=queries.get_offering(request.person, key))
    if seat.standing == Standing.SEATED:
        messages.info(request, _("You have a seat."))
    else:
        messages.info(request, _("You are on the waiting list. When a seat comes free you get a mail."))
    return redirect("offerings:one", key)


@colleague
@require_POST
def let_go(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Let go of the seat; who waits has it from then on."""
    if actions.withdraw(by=request.person, offering=queries.get_offering(request.person, key)):
        messages.info(request, _("You are not on the list any more. You can sign up again."))
    return redirect("offerings:one", key)
