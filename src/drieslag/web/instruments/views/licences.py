"""The texts of others: who gave permission, and bringing the texts in."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from drieslag.core.verdict import NotFound, require
from drieslag.kernel.instrument import Instrument, Licence
from drieslag.surveys.actions import permissions
from drieslag.surveys.queries import instruments as queries
from drieslag.surveys.rules import instruments as rules
from drieslag.web.components.forms import fresh_key, refusals_above, status_of
from drieslag.web.instruments.access import insider
from drieslag.web.instruments.forms import PermissionForm, TextsForm
from drieslag.web.instruments.views.beginning import owners
from drieslag.web.instruments.words import say
from drieslag.web.requests import SignedInRequest, posted


def _licensed(request: SignedInRequest, slug: str) -> Instrument:
    found = queries.get_instrument(request.person, slug)
    if found.licence is not Licence.PERMISSION or queries.is_own(found.code):
        raise NotFound
    return found


@insider
@require_http_methods(["GET", "HEAD", "POST"])
def permission(request: SignedInRequest, slug: str) -> HttpResponse:
    """Who let us use these texts."""
    found = _licensed(request, slug)
    may = rules.may_note_permission(request.person)
    form = PermissionForm(posted(request))
    if request.method == "POST":
        require(may)
        if request.POST.get("end"):
            permissions.end_permission(by=request.person, code=found.code)
            messages.info(request, _("The permission ended. From now on no round can be made with these texts."))
            return redirect("instruments:permission", slug)
        if form.is_valid():
            with refusals_above(form):
                permissions.note_permission(by=request.person, code=found.code, **form.cleaned_data)
                return redirect("instruments:permission", slug)
    page = {
        "form": form, "instrument": found, "name": say(found.name), "may": may,
        "standing": queries.permission_for(found.code),
    }  # fmt: skip
    return render(request, "instruments/permission.html", page, status=status_of(request))


@insider
@require_http_methods(["GET", "HEAD", "POST"])
def texts(request: SignedInRequest, slug: str) -> HttpResponse:
    """Bring in the texts, in the order of the questions; the scoring is there already."""
    found = _licensed(request, slug)
    standing = queries.permission_for(found.code)
    if standing is None:
        require(rules.may_be_asked(found))
    form = TextsForm(posted(request), initial={"key": fresh_key()}, instrument=found, **owners(request))
    if request.method == "POST" and form.is_valid():
        with refusals_above(form):
            own = permissions.bring_texts(
                by=request.person,
                team=form.team,
                code=found.code,
                texts=form.texts(),
                labels=form.labels(),
                key=form.cleaned_data["key"],
            )
            return redirect("instruments:edit", own.slug)
    page = {"form": form, "instrument": found, "name": say(found.name), "standing": standing}
    return render(request, "instruments/texts.html", page, status=status_of(request))
