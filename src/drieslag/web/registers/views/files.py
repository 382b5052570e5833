"""One's own files for a register: choose one, see what counts, set what one looked up."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from drieslag.development.registers import actions, queries
from drieslag.development.registers.noted import own_from_text
from drieslag.library.registers import newest
from drieslag.web.components.forms import fresh_key, refusals_above, status_of
from drieslag.web.registers.forms import FileForm, SettingsForm
from drieslag.web.registers.presenters import page_words
from drieslag.web.registers.words import said
from drieslag.web.requests import SignedInRequest, posted, signed_in


@signed_in
@require_safe
def home(request: SignedInRequest) -> HttpResponse:
    """My registers, and whether colleagues ask me to confirm something."""
    page = {
        "files": [(row.file, row.rules.register, said(row.rules.name)) for row in queries.files(request.person)],
        "asked": queries.asked_of(request.person),
    }
    return render(request, "registers/home.html", page)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: SignedInRequest) -> HttpResponse:
    """Begin with a register."""
    form = FileForm(posted(request), offered=newest(), initial={"client_key": fresh_key()})
    if form.is_valid():
        given = form.cleaned_data
        with refusals_above(form):
            made = actions.begin_file(
                by=request.person, code=given["code"], first=given["first"],
                registered_until=given["registered_until"], key=given["client_key"],
            )  # fmt: skip
            return redirect("registers:one", made.pk)
    return render(request, "registers/new.html", {"form": form}, status=status_of(request))


@signed_in
@require_safe
def one(request: SignedInRequest, key: UUID) -> HttpResponse:
    """What counts in one period, and what could be taken over."""
    found = queries.page_of(request.person, key)
    page = {**page_words(found), "proposals": queries.proposals(request.person, found)[:20]}
    return render(request, "registers/one.html", page)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def settings(request: SignedInRequest, key: UUID) -> HttpResponse:
    """The days, and what one looked up."""
    file = queries.get_file(request.person, key)
    rules = queries.rules_of(file)
    first = {"first": file.first, "last": file.last, "registered_until": file.registered_until}
    form = SettingsForm(posted(request), rules=rules, own=own_from_text(file.own), initial=first)
    if form.is_valid():
        given = form.cleaned_data
        with refusals_above(form):
            actions.change_file(
                by=request.person, file_id=key, first=given["first"], last=given["last"],
                registered_until=given["registered_until"], own=form.own,
            )  # fmt: skip
            return redirect("registers:one", key)
    page = {"form": form, "file": file, "name": said(rules.name), "unsure": [said(one) for one in rules.unsure]}
    return render(request, "registers/settings.html", page, status=status_of(request))


@signed_in
@require_POST
def erase(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Erase a file with all in it."""
    actions.erase_file(by=request.person, file_id=key)
    messages.info(request, _("The file is gone, with all in it."))
    return redirect("registers:home")
