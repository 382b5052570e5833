"""Each component by its name, to look at and to test. Only where nobody works: a demo installation."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from drieslag.core.queries import is_demo
from drieslag.core.verdict import NotFound
from drieslag.web.gallery.samples import samples


@require_GET
def gallery(request: HttpRequest) -> HttpResponse:
    """Show every component."""
    if not is_demo():
        raise NotFound
    return render(request, "gallery/gallery.html", samples())
