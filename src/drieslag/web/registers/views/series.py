"""A series of gatherings: what it is called, when it was, what it brought."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from drieslag.development.registers import actions, queries
from drieslag.development.registers.noted import Told
from drieslag.development.registers.rules import may_gather
from drieslag.web.components.forms import fresh_key, refusals_above, status_of
from drieslag.web.registers.forms import SeriesForm
from drieslag.web.registers.presenters import entry_words, form_name
from drieslag.web.requests import SignedInRequest, posted, signed_in


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Begin a series."""
    file = queries.get_file(request.person, key)
    form = SeriesForm(posted(request), rules=queries.rules_of(file), initial={"client_key": fresh_key()})
    if form.is_valid():
        with refusals_above(form):
            made = actions.begin_series(
                by=request.person, file_id=key, told=form.told, key=form.cleaned_data["client_key"]
            )
            return redirect("registers:series", made.pk)
    return render(request, "registers/series_form.html", {"form": form, "file": key}, status=status_of(request))


@signed_in
@require_safe
def one(request: SignedInRequest, key: UUID) -> HttpResponse:
    """One series with its gatherings, and who confirmed them."""
    found = queries.series_page(request.person, key)
    may = may_gather()
    page = {
        "series": found.series,
        "told": found.told,
        "form": form_name(found.rules, found.told.form),
        "gatherings": [(entry_words(found.rules, row), people) for row, people in found.gatherings],
        "why_not": "" if may else may.reason,
    }
    return render(request, "registers/series.html", page)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Write what it brought."""
    series = queries.get_series(request.person, key)
    told = Told.from_text(series.text)
    said = told.dimensions
    first = {
        "title": told.title, "form": told.form, "technical": said.technical, "normative": said.normative,
        "personal": said.personal,
    }  # fmt: skip
    form = SeriesForm(posted(request), rules=queries.rules_of(series.file), initial=first)
    if form.is_valid():
        with refusals_above(form):
            actions.change_series(by=request.person, series_id=key, told=form.told)
            return redirect("registers:series", key)
    page = {"form": form, "file": series.file_id, "series": series}
    return render(request, "registers/series_form.html", page, status=status_of(request))


@signed_in
@require_POST
def erase(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Erase a series with its gatherings."""
    file = queries.get_series(request.person, key).file_id
    actions.erase_series(by=request.person, series_id=key)
    messages.info(request, _("The series is gone, with its gatherings."))
    return redirect("registers:one", file)
