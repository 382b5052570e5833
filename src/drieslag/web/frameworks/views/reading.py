"""The frameworks that there are, one of them to read, and taking one along as a sheet."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from drieslag.core.verdict import NotFound
from drieslag.development.frameworks import queries
from drieslag.development.frameworks.rules import KEEPERS
from drieslag.kernel.framework import Framework
from drieslag.library import framework_sheet, frameworks
from drieslag.web.frameworks.access import keeper
from drieslag.web.frameworks.presenters.reading import page_of
from drieslag.web.frameworks.presenters.shelf import shelf
from drieslag.web.frameworks.words import language, say
from drieslag.web.requests import SignedInRequest, colleague, number_in

SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@colleague
@require_safe
def index(request: SignedInRequest) -> HttpResponse:
    """What the organisation works with, one's own role in it, and for the adviser what else there is."""
    writes = request.me.has(*KEEPERS)
    used = queries.in_use()
    own = queries.own_frameworks() if writes else []
    chosen = queries.current(request.person)
    page: dict[str, Any] = {
        "shelf": shelf(used, own),
        "chosen": chosen,
        "role_name": say(chosen.role.name) if chosen else "",
        "writes": writes,
    }
    return render(request, "frameworks/list.html", page)


def code_of(slug: str) -> str:
    """Return the code behind an address: the library first, whose names may begin like an own code. Raises NotFound."""
    try:
        return frameworks.by_slug(slug).code
    except KeyError as unknown:
        if queries.is_own(slug.upper()):
            return slug.upper()
        raise NotFound from unknown


def asked_for(request: SignedInRequest, slug: str) -> Framework:
    """Return the framework of an address, in the version that was asked for. Raises NotFound."""
    version = request.GET.get("version", "")
    number = number_in(version, digits=5)
    if version and number is None:
        raise NotFound
    return queries.find(code_of(slug), number)


@colleague
@require_safe
def one(request: SignedInRequest, slug: str) -> HttpResponse:
    """One framework: themes with levels, goals by role, and learning lines."""
    found = asked_for(request, slug)
    used = queries.versions_in_use().get(found.code)
    is_shipped = not queries.is_own(found.code)
    page = {
        "framework": found,
        "page": page_of(found, request.GET.get("role", "")),
        "used": used,
        "is_used": used == found.version,
        "may_make": used == found.version,
        "is_old": used is not None and used > found.version,
        "is_shipped": is_shipped,
        "newer": found.code in queries.newer_shipped({found.code: used}) if used else False,
        "writes": request.me.has(*KEEPERS),
        "slug": slug,
    }
    return render(request, "frameworks/one.html", page)


@colleague
@require_safe
def export(request: SignedInRequest, slug: str) -> HttpResponse:
    """The framework as a sheet, to read or to change and bring in again."""
    found = asked_for(request, slug)
    return _sheet(found, f"{slug}-{found.version}.xlsx")


@keeper
@require_safe
def template(request: SignedInRequest) -> HttpResponse:
    """An empty sheet with an explanation."""
    return _sheet(None, _("framework.xlsx"))


def _sheet(framework: Framework | None, name: str) -> HttpResponse:
    data = framework_sheet.write(framework, "en" if language().startswith("en") else "nl")
    response = HttpResponse(data, content_type=SHEET)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
