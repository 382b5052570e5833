"""Beginning an instrument of one's own: of pasted lines, of a copy, of a file."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from drieslag.core.verdict import Refused, require
from drieslag.kernel.instrument import Instrument
from drieslag.library import instruments
from drieslag.people.queries import teams_of
from drieslag.surveys.actions import instruments as writing
from drieslag.surveys.actions import versions
from drieslag.surveys.composing import BadLines
from drieslag.surveys.models import OwnInstrument
from drieslag.surveys.queries import instruments as queries
from drieslag.surveys.rules.instruments import KEEPERS, may_write_for
from drieslag.web.components.forms import fresh_key, refusals_above, refusals_said, refuse, status_of
from drieslag.web.instruments.access import insider
from drieslag.web.instruments.forms import CopyForm, ImportForm, NewForm
from drieslag.web.instruments.words import say
from drieslag.web.requests import SignedInRequest, posted

MOST_SHOWN = 100


def owners(request: SignedInRequest) -> dict[str, Any]:
    """Return for whom this person can write. Raises Refused for an act of somebody who can write for nobody."""
    house = request.me.has(*KEEPERS)
    teams = list(teams_of(request.me))
    if request.method == "POST" and not teams:
        require(may_write_for(request.person, None))
    return {"teams": teams, "organisation": house}


@insider
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: SignedInRequest) -> HttpResponse:
    """A name and pasted lines: one press makes it and puts it to use."""
    form = NewForm(posted(request), initial={"key": fresh_key()}, **owners(request))
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            own = writing.begin(
                by=request.person,
                team=form.team,
                name=given["name"],
                lines=given["lines"],
                answers=given["answers"],
                key=given["key"],
            )
        except BadLines as bad:
            for sentence in bad.sentences:
                form.add_error("lines", sentence)
        except Refused as refused:
            refuse(form, refused)
        else:
            return _begun(request, own)
    return render(request, "instruments/new.html", {"form": form}, status=status_of(request))


def _begun(request: SignedInRequest, own: OwnInstrument) -> HttpResponse:
    """Put it to use at once where that was asked and can be."""
    if not request.POST.get("publish"):
        return redirect("instruments:edit", own.slug)
    with refusals_said(request):
        versions.publish(by=request.person, own=own)
        messages.success(request, _("It is ready. Look at it once more, and ask it."))
        return redirect("instruments:one", own.slug)
    return redirect("instruments:edit", own.slug)


@insider
@require_http_methods(["GET", "HEAD", "POST"])
def copy(request: SignedInRequest, slug: str) -> HttpResponse:
    """A copy of one's own of any instrument that has its texts."""
    found = queries.get_instrument(request.person, slug)
    form = CopyForm(posted(request), initial={"key": fresh_key()}, **owners(request))
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        with refusals_above(form):
            own = writing.copy_instrument(
                by=request.person, team=form.team, slug=slug, name=given["name"], key=given["key"]
            )
            return redirect("instruments:edit", own.slug)
    page = {"form": form, "instrument": found, "name": say(found.name)}
    return render(request, "instruments/copy.html", page, status=status_of(request))


@insider
@require_http_methods(["GET", "HEAD", "POST"])
def import_(request: SignedInRequest) -> HttpResponse:
    """Begin with a file. What is wrong in it is told line by line, and what was pasted stays."""
    form = ImportForm(posted(request), request.FILES or None, initial={"key": fresh_key()}, **owners(request))
    problems: list[Any] = []
    if request.method == "POST" and form.is_valid():
        found = instruments.load(form.cleaned_data["text"], file="yaml")
        if isinstance(found, Instrument):
            with refusals_above(form):
                own = writing.import_instrument(
                    by=request.person, team=form.team, instrument=found, key=form.cleaned_data["key"]
                )
                return redirect("instruments:edit", own.slug)
        else:
            problems = found
    page = {"form": form, "problems": problems[:MOST_SHOWN], "more": max(0, len(problems) - MOST_SHOWN)}
    return render(request, "instruments/import.html", page, status=status_of(request))
