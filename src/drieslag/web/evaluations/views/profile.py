"""Who I am in my work: a few headings, each written and shared by itself."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from drieslag.core.verdict import NotFound
from drieslag.development.evaluations import actions, queries
from drieslag.development.evaluations.enums import Heading
from drieslag.development.evaluations.models import ProfileField
from drieslag.development.sharing.enums import Kind
from drieslag.development.sharing.queries import names_shared_with, readers_of
from drieslag.web.components.forms import status_of
from drieslag.web.evaluations.forms import FieldForm, WaysForm
from drieslag.web.evaluations.presenters import profile as presenters
from drieslag.web.requests import SignedInRequest, posted, signed_in

PLACE = {"place": "growth"}


@signed_in
@require_safe
def home(request: SignedInRequest) -> HttpResponse:
    """All headings, with what stands under them."""
    fields = presenters.fields(queries.profile(request.person), names_shared_with(request.person))
    return render(request, "evaluations/profile.html", PLACE | {"fields": fields})


def _heading(said: str) -> Heading:
    if said not in Heading.values:
        raise NotFound
    return Heading(said)


@signed_in
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def field(request: SignedInRequest, heading: str) -> HttpResponse:
    """Write what stands under one heading."""
    which = _heading(heading)
    row = queries.profile(request.person).get(which)
    form = _form(request, which, row)
    if form.is_valid():
        if isinstance(form, WaysForm):
            actions.write_field(by=request.person, heading=which, ways=form.chosen())
        else:
            actions.write_field(by=request.person, heading=which, words=form.cleaned_data["words"])
        return redirect(f"{reverse('evaluations:profile')}?kept={presenters.draft(which)}#{which}")
    readers = readers_of(request.person, Kind.PROFILE, row.pk) if row else []
    page = PLACE | {
        "heading": which,
        "form": form,
        "row": row,
        "is_ways": which is Heading.WAYS,
        "readers": [each.name for each in readers if each.is_on],
        "draft": presenters.draft(which),
    }
    return render(request, "evaluations/field.html", page, status=status_of(request))


def _form(request: SignedInRequest, heading: Heading, row: ProfileField | None) -> FieldForm | WaysForm:
    said = row.said if row else ""
    if heading is Heading.WAYS:
        return WaysForm(posted(request), initial={"ways": said.split(",")})
    return FieldForm(posted(request), heading=heading, initial={"words": said})


@signed_in
@require_safe
def field_of(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Go to the heading of a field of one's own."""
    for row in queries.profile(request.person).values():
        if row.pk == key:
            return redirect("evaluations:field", row.heading)
    raise NotFound


@signed_in
@require_POST
def erasure(request: SignedInRequest, heading: str) -> HttpResponse:
    """Erase what stands under a heading; the page asked first."""
    actions.erase_field(by=request.person, heading=_heading(heading))
    messages.info(request, _("It is erased."))
    return redirect("evaluations:profile")
