"""The list of own formats, and beginning one: empty, from a copy, from a file."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from drieslag.core.verdict import require
from drieslag.kernel.format import Format
from drieslag.learning.formats import actions, queries
from drieslag.learning.formats.rules import may_write_for
from drieslag.library import formats
from drieslag.people.queries import teams_of
from drieslag.web.components.beginning import OwnerForm
from drieslag.web.components.forms import fresh_key, refusals_above, status_of
from drieslag.web.formats.forms import ImportForm, NewForm
from drieslag.web.formats.presenters.lists import own_rows, released_rows
from drieslag.web.requests import SignedInRequest, posted, signed_in


@signed_in
@require_safe
def mine(request: SignedInRequest) -> HttpResponse:
    """What is being written, what is in use, what was put away."""
    rows = own_rows(queries.visible_to(request.person).order_by("retired_at", "code"))
    page = {
        "used": [row for row in rows if row.state == "used"],
        "drafts": [row for row in rows if row.state == "draft"],
        "retired": [row for row in rows if row.state == "retired"],
        "may_write": bool(request.me.hats) or bool(may_write_for(request.person, None)),
    }
    return render(request, "formats/mine.html", page)


def owners(request: SignedInRequest) -> dict[str, Any]:
    """Return for whom this person can write. Raises Refused for an act of somebody who can write for nobody."""
    house = may_write_for(request.person, None)
    teams = list(teams_of(request.me))
    if request.method == "POST" and not teams:
        require(house)
    return {"teams": teams, "organisation": bool(house)}


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: SignedInRequest) -> HttpResponse:
    """Begin with an empty page or a copy."""
    initial = {"key": fresh_key(), "start": request.GET.get("from", "")}
    known = queries.all_for(request.person)
    form = NewForm(posted(request), initial=initial, known=known, **owners(request))
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        common = {"by": request.person, "team": form.team, "key": given["key"], "name": given["name"]}
        with refusals_above(form):
            start = given["start"]
            own = actions.copy_format(**common, slug=start) if start else actions.new_format(**common)
            return redirect("formats:edit", own.slug)
    return render(request, "formats/new.html", {"form": form}, status=status_of(request))


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def import_(request: SignedInRequest) -> HttpResponse:
    """Begin with a file. What is wrong in it is told line by line, and what was pasted stays."""
    form = ImportForm(posted(request), request.FILES or None, initial={"key": fresh_key()}, **owners(request))
    problems: list[Any] = []
    if request.method == "POST" and form.is_valid():
        found = formats.load(form.cleaned_data["text"], file="yaml")
        if isinstance(found, Format):
            with refusals_above(form):
                own = actions.import_format(
                    by=request.person, team=form.team, format_=found, key=form.cleaned_data["key"]
                )
                return redirect("formats:edit", own.slug)
        else:
            problems = found
    page = {"form": form, "problems": problems[:100], "more": max(0, len(problems) - 100)}
    return render(request, "formats/import.html", page, status=status_of(request))


@signed_in
@require_safe
def shared(request: SignedInRequest) -> HttpResponse:
    """What other organisations let go."""
    return render(request, "formats/shared.html", {"rows": released_rows(queries.released())})


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def take(request: SignedInRequest, key: Any) -> HttpResponse:
    """Read one of them, and take it as one's own."""
    found = queries.get_released(key)
    form = OwnerForm(posted(request), initial={"key": fresh_key()}, **owners(request))
    if request.method == "POST" and form.is_valid():
        with refusals_above(form):
            own = actions.take_released(by=request.person, team=form.team, released=key, key=form.cleaned_data["key"])
            return redirect("formats:edit", own.slug)
    (row,) = released_rows([found])
    return render(request, "formats/take.html", {"form": form, "row": row}, status=status_of(request))
