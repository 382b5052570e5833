"""Noting one activity, by itself or as a gathering of a series."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from drieslag.core.verdict import NotFound
from drieslag.development.registers import actions, queries
from drieslag.development.registers.models import Entry, Series
from drieslag.development.registers.noted import Noted, Told
from drieslag.kernel.registers import Unit
from drieslag.web.components.forms import fresh_key, refusals_above, status_of
from drieslag.web.registers.forms import EntryForm, shown
from drieslag.web.requests import SignedInRequest, posted, signed_in


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Note one; `?from=` begins with something noted elsewhere, `?series=` makes it a gathering."""
    page = queries.page_of(request.person, key)
    series = _series(request, page.file.pk)
    first: dict[str, Any] = {"client_key": fresh_key(), "people": 1}
    if series is not None:
        told = Told.from_text(series.text)
        first |= {"title": told.title, "form": told.form, "people": ""}
    wanted = request.GET.get("from", "")
    for one in queries.proposals(request.person, page) if wanted else []:
        if one.origin == wanted:
            first |= {"title": one.title, "finished_on": one.on, "origin": one.origin, "is_live": one.is_live}
            first |= {"minutes": one.minutes, "net": one.net} if one.minutes else {}
    form = EntryForm(posted(request), rules=page.rules, in_series=series is not None, initial=first)
    if form.is_valid():
        with refusals_above(form):
            made = actions.note(
                by=request.person, file_id=key, noted=form.noted, series_id=series.pk if series else None,
                key=form.cleaned_data["client_key"],
            )  # fmt: skip
            return _back(made)
    return _page(request, form, page.file.pk, series)


def _series(request: SignedInRequest, file: UUID) -> Series | None:
    """Return the series that the address names. Raises NotFound where it is none of this file."""
    wanted = request.GET.get("series", "")
    if not wanted:
        return None
    try:
        found = queries.get_series(request.person, UUID(wanted))
    except ValueError as wrong:
        raise NotFound from wrong
    if found.file_id != file:
        raise NotFound
    return found


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Change one."""
    entry = queries.get_entry(request.person, key)
    noted = Noted.from_text(entry.text)
    first = {
        "title": noted.title, "form": noted.form, "finished_on": noted.finished_on, "minutes": noted.minutes,
        "net": noted.net, "points": shown(Unit.POINTS, noted.points or None), "people": noted.people,
        "is_online": noted.is_online,
        "is_live": noted.is_live, "is_accredited": noted.is_accredited, "origin": noted.origin,
        "technical": noted.dimensions.technical, "normative": noted.dimensions.normative,
        "personal": noted.dimensions.personal,
    }  # fmt: skip
    rules = queries.rules_of(entry.file)
    form = EntryForm(posted(request), rules=rules, in_series=entry.series_id is not None, initial=first)
    if form.is_valid():
        with refusals_above(form):
            actions.change_entry(by=request.person, entry_id=key, noted=form.noted)
            return _back(entry)
    return _page(request, form, entry.file_id, None, entry)


def _page(
    request: SignedInRequest, form: EntryForm, file: UUID, series: Series | None, entry: Entry | None = None
) -> HttpResponse:
    page = {"form": form, "file": file, "series": series, "entry": entry}
    return render(request, "registers/entry.html", page, status=status_of(request))


def _back(entry: Entry) -> HttpResponse:
    if entry.series_id is not None:
        return redirect("registers:series", entry.series_id)
    return redirect("registers:one", entry.file_id)


@signed_in
@require_POST
def erase(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Erase one."""
    entry = queries.get_entry(request.person, key)
    actions.erase_entry(by=request.person, entry_id=key)
    messages.info(request, _("It is gone."))
    return _back(entry)
