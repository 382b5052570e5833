"""Coming in for the first time: the first organisation, and an invitation."""

from django.contrib.auth import login
from django.db import IntegrityError, transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from drieslag.core import doors, tenancy
from drieslag.core.models import Door, DoorKind
from drieslag.core.queries import get_organisation
from drieslag.core.verdict import NotFound
from drieslag.people import actions, queries
from drieslag.web.organisation.forms import PasswordForm, StartForm
from drieslag.web.requests import Request, posted

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
UNPROCESSABLE = 422


def _through(kind: DoorKind, secret: str) -> Door:
    door = doors.open_door(kind=kind, secret=secret)
    if door is None:
        raise NotFound
    return door


@require_http_methods(["GET", "HEAD", "POST"])
def start(request: Request, secret: str) -> HttpResponse:
    """Make the first organisation and its administrator, once, through the address that `serve` printed."""
    door = _through(DoorKind.SETUP, secret)
    form = StartForm(posted(request))
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        with transaction.atomic():
            doors.use_up(door)
            account = actions.make_account(email=given["email"], password=given["password"])
            actions.found_organisation(
                name=given["organisation"],
                slug=slugify(given["organisation"]),
                administrator=given["name"],
                account=account,
            )
        login(request, account, backend=BACKEND)
        return redirect("organisation:home")
    return render(request, "organisation/start.html", {"form": form}, status=UNPROCESSABLE if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: Request, secret: str) -> HttpResponse:
    """Choose a password and come in."""
    door = _through(DoorKind.INVITATION, secret)
    assert door.organisation_id is not None
    assert door.target is not None
    tenancy.enter(door.organisation_id)
    person = queries.get_person(door.target)
    form = PasswordForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                account = actions.make_account(email=person.invited_email, password=form.cleaned_data["password"])
                actions.accept_invitation(person=person, account=account)
        except IntegrityError:  # another organisation invited the same address, and was first
            form.add_error("password", _("There is an account with this address already."))
        else:
            login(request, account, backend=BACKEND)
            return redirect("today:home")
    page = {"form": form, "person": person, "organisation": get_organisation(door.organisation_id)}
    return render(request, "organisation/invitation.html", page, status=UNPROCESSABLE if form.is_bound else 200)
