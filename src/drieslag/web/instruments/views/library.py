"""The shelf of instruments, and the page of each."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from drieslag.library import instruments
from drieslag.surveys.queries import instruments as queries
from drieslag.surveys.rules import instruments as rules
from drieslag.web.instruments.access import insider
from drieslag.web.instruments.presenters import shelf
from drieslag.web.instruments.presenters.sheet import sheet
from drieslag.web.requests import SignedInRequest

LONGEST_QUERY = 100


@insider
@require_safe
def index(request: SignedInRequest) -> HttpResponse:
    """What there is, by what it is for; one's own first, what belongs to others apart."""
    query = request.GET.get("q", "").replace("\x00", "")[:LONGEST_QUERY].strip()
    known, permitted = queries.all_for(request.person), queries.permitted()
    shipped = shelf.matching((one for code, one in known.items() if not queries.is_own(code)), query)
    own = shelf.matching_rows(
        shelf.own_rows(queries.visible_to(request.person).order_by("retired_at", "code"), known), query
    )
    own.sort(key=lambda row: (row.state == "draft", row.name.casefold()))  # what is asked before what is being written
    page = {
        "query": query,
        "own": [row for row in own if row.state != "retired"],
        "retired": [row for row in own if row.state == "retired"],
        "shelves": shelf.shelves(shipped, permitted),
        "licensed": shelf.licensed(shipped, permitted),
        "found": len(shipped) + len(own),
        "may_write": may_write(request),
    }
    return render(request, "instruments/list.html", page)


def may_write(request: SignedInRequest) -> bool:
    """Whether there is anybody for whom this person can make one."""
    return bool(request.me.hats) or request.me.has(*rules.KEEPERS)


@insider
@require_safe
def one(request: SignedInRequest, slug: str) -> HttpResponse:
    """All that there is to know of one instrument, with its questions as they are asked."""
    found = queries.get_instrument(request.person, slug)
    own = queries.get_own(request.person, slug) if queries.is_own(found.code) else None
    licensed = rules.licensed_code(found)
    page = {
        "instrument": found,
        "page": sheet(found),
        "own": own,
        "may_edit": rules.may_edit(request.person, own) if own else None,
        "may_be_asked": rules.may_be_asked(found),
        "may_write": may_write(request),
        "original": instruments.load_all().get(found.based_on),
        "needs_permission": licensed,
        "licensed_slug": instruments.get(licensed).slug if licensed in instruments.load_all() else "",
        "standing": queries.permission_for(licensed) if licensed else None,
        "brought": queries.brought(request.person, found.code) if licensed and own is None else [],
    }
    return render(request, "instruments/one.html", page)


@insider
@require_safe
def export(request: SignedInRequest, slug: str) -> HttpResponse:
    """The instrument as a file that `drieslag check` accepts."""
    found = queries.get_instrument(request.person, slug)
    headers = {
        "Content-Disposition": f'attachment; filename="{found.slug}.yaml"',
        "Cache-Control": "private, no-store",
    }
    return HttpResponse(instruments.dump(found), content_type="application/yaml; charset=utf-8", headers=headers)
