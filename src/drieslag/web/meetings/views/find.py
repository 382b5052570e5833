"""Finding a format that fits, and reading about one."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from drieslag.kernel.format import Use
from drieslag.learning.formats import queries
from drieslag.web.meetings import presenters
from drieslag.web.meetings.forms import FindForm
from drieslag.web.requests import SignedInRequest, signed_in


@signed_in
@require_safe
def formats(request: SignedInRequest) -> HttpResponse:
    """Formats by question, time, people, way of learning and what the thread needs."""
    form = FindForm(request.GET or None)
    groups = presenters.suggestions(form, queries.all_for(request.person))
    page = {"form": form, "groups": groups, "thread": request.GET.get("thread", ""), "place": "formats"}
    template = "meetings/formats.html#found" if request.htmx else "meetings/formats.html"
    return render(request, template, page)


@signed_in
@require_safe
def format_page(request: SignedInRequest, slug: str) -> HttpResponse:
    """One format: steps, roles, conditions, where it comes from."""
    found = queries.get_format(request.person, slug)
    page = {
        "format": found,
        "page": presenters.format_page(found),
        "thread": request.GET.get("thread", ""),
        "own": queries.is_own(found.code),
        "consent": queries.consent_for(found.code) if found.use is Use.CONSENT else None,
        "place": "formats",
    }
    return render(request, "meetings/format.html", page)
