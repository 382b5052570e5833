"""My calendar and messages: addresses for one's own agenda, one's own busy times, and which mails one wants."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from drieslag.core.queries import is_demo
from drieslag.core.verdict import Refused
from drieslag.learning.notices import actions, queries
from drieslag.learning.notices.enums import Notice
from drieslag.web.calendar import presenters
from drieslag.web.calendar.forms import AddressForm, FeedForm, FileForm, NoticesForm
from drieslag.web.calendar.limits import too_often
from drieslag.web.requests import SignedInRequest, signed_in

UNPROCESSABLE = 422


@signed_in
@require_safe
def home(request: SignedInRequest) -> HttpResponse:
    """Everything on one page."""
    return _home(request)


def _home(request: SignedInRequest, **forms: Any) -> HttpResponse:
    """Show the page; with a form that was not accepted, that one as it was handed in."""
    wanted = queries.wanted_by(request.person)
    page = {
        "feeds": presenters.feeds(request.person),
        "calendars": presenters.calendars(request.person),
        "feed_form": FeedForm(request.me),
        "file_form": FileForm(),
        "address_form": AddressForm(),
        "notices_form": NoticesForm(initial={"notices": [notice.value for notice in wanted]}),
        "may_push": presenters.may_push(request),
        "push_key": queries.push_key(),
        "devices": queries.count_devices(request.person),
        "is_demo": is_demo(),
        "place": "more",
        **forms,
    }
    return render(request, "calendar/home.html", page, status=UNPROCESSABLE if forms else 200)


@signed_in
@require_POST
def make(request: SignedInRequest) -> HttpResponse:
    """Make an address, and show it this once."""
    form = FeedForm(request.me, request.POST)
    if not form.is_valid():
        return _home(request, feed_form=form)
    feed, secret = actions.make_feed(
        by=request.person, team=form.cleaned_data["team"], with_titles=form.cleaned_data["with_titles"]
    )
    address = request.build_absolute_uri(reverse("calendar:feed", args=[secret]))
    page = {"feed": feed, "address": address, "webcal": "webcal" + address[address.index("://") :], "place": "more"}
    return render(request, "calendar/made.html", page)


@signed_in
@require_POST
def titles(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Show titles behind an address, or no longer."""
    feed = queries.get_feed(request.person, key)
    actions.choose_titles(by=request.person, feed=feed, with_titles=bool(request.POST.get("with_titles")))
    messages.info(request, _("Kept. Your agenda shows it the next time it looks here."))
    return redirect("calendar:home")


@signed_in
@require_POST
def stop(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Close an address."""
    actions.stop_feed(by=request.person, feed=queries.get_feed(request.person, key))
    messages.info(request, _("That address is closed. Take the calendar out of your agenda too."))
    return redirect("calendar:home")


@signed_in
@require_POST
def upload(request: SignedInRequest) -> HttpResponse:
    """Read a file."""
    form = FileForm(request.POST, request.FILES)

    def read() -> None:
        actions.upload(by=request.person, data=form.cleaned_data["file"].read())

    return _taken(request, form, "file", "file_form", read)


@signed_in
@require_POST
def subscribe(request: SignedInRequest) -> HttpResponse:
    """Read an address."""
    form = AddressForm(request.POST)

    def read() -> None:
        actions.subscribe(by=request.person, address=form.cleaned_data["address"])

    return _taken(request, form, "address", "address_form", read)


def _taken(request: SignedInRequest, form: Any, field: str, name: str, read: Callable[[], None]) -> HttpResponse:
    if not form.is_valid():
        return _home(request, **{name: form})
    if too_often(request.me.id):
        form.add_error(field, _("You tried this often. Wait ten minutes, then try again."))
        return _home(request, **{name: form})
    try:
        with transaction.atomic():
            read()
    except Refused as refused:
        form.add_error(field, str(refused.reason))
        return _home(request, **{name: form})
    messages.info(request, _("Read. From now on it counts when your team looks for a moment."))
    return redirect("calendar:home")


@signed_in
@require_POST
def forget(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Erase a calendar of one's own."""
    actions.forget(by=request.person, calendar=queries.get_calendar(request.person, key))
    messages.info(request, _("Erased. Nothing of it is kept."))
    return redirect("calendar:home")


@signed_in
@require_POST
def choose(request: SignedInRequest) -> HttpResponse:
    """Choose which mails come."""
    form = NoticesForm(request.POST)
    if not form.is_valid():
        return _home(request, notices_form=form)
    actions.choose(by=request.person, wanted={Notice(value) for value in form.cleaned_data["notices"]})
    messages.info(request, _("Kept."))
    return redirect("calendar:home")
