"""Finding a format that fits, and reading about one."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from drieslag.library import formats as library
from drieslag.web.meetings import presenters
from drieslag.web.meetings.forms import FindForm
from drieslag.web.requests import SignedInRequest, signed_in


@signed_in
@require_safe
def formats(request: SignedInRequest) -> HttpResponse:
    """Formats by question, time, people, way of learning and what the thread needs."""
    form = FindForm(request.GET or None)
    page = {"form": form, "suggestions": presenters.suggestions(form), "thread": request.GET.get("thread", "")}
    template = "meetings/formats.html#found" if request.htmx else "meetings/formats.html"
    return render(request, template, page)


@signed_in
@require_safe
def format_page(request: SignedInRequest, slug: str) -> HttpResponse:
    """One format: steps, roles, conditions, where it comes from."""
    try:
        found = library.by_slug(slug)
    except KeyError as error:
        raise Http404 from error
    page = {"format": found, "page": presenters.format_page(found), "thread": request.GET.get("thread", "")}
    return render(request, "meetings/format.html", page)
