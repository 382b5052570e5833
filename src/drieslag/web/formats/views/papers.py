"""A format to take in the hand, to try without anybody, and to take along as a file."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from drieslag.core.verdict import NotFound
from drieslag.kernel.format import Format
from drieslag.learning.formats import draft as drafts
from drieslag.learning.formats import queries
from drieslag.library import formats
from drieslag.web.formats.presenters import papers
from drieslag.web.formats.presenters.dry import dry_run as play
from drieslag.web.formats.presenters.editor import name_of, problems_of, sentences
from drieslag.web.printing import pdf as printing
from drieslag.web.requests import SignedInRequest, number_in, signed_in

MOST_PEOPLE = 30
USUAL = 5


@signed_in
@require_safe
def card(request: SignedInRequest, slug: str) -> HttpResponse:
    """The script card as a tagged PDF."""
    found = queries.get_format(request.person, slug)
    return _file(printing.render_data(papers.card(found), paper="card"), "application/pdf", f"{found.slug}.pdf")


@signed_in
@require_safe
def materials(request: SignedInRequest, slug: str) -> HttpResponse:
    """Cards and sheets as a tagged PDF."""
    found = queries.get_format(request.person, slug)
    if not found.materials:
        raise NotFound
    body = printing.render_data(papers.materials(found), paper="materials")
    return _file(body, "application/pdf", f"{found.slug}-{'kaarten' if papers.language() == 'nl' else 'cards'}.pdf")


@signed_in
@require_safe
def export(request: SignedInRequest, slug: str) -> HttpResponse:
    """The format as a file that `drieslag check` accepts."""
    found = queries.get_format(request.person, slug)
    return _file(formats.dump(found).encode(), "application/yaml; charset=utf-8", f"{found.slug}.yaml")


def _file(body: bytes, kind: str, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "private, no-store"}
    return HttpResponse(body, content_type=kind, headers=headers)


@signed_in
@require_safe
def dry_run(request: SignedInRequest, slug: str) -> HttpResponse:
    """A meeting with made-up people. Of an own format it is the draft that is tried."""
    page: dict[str, Any] = {"slug": slug, "own": None, "problems": ()}
    found: Format | None
    if queries.is_own(slug.upper()):
        own = queries.get_own(request.person, slug)
        read = drafts.read(own.draft, code=own.code)
        found = read if isinstance(read, Format) else None
        page |= {"own": own, "name": name_of(own), "problems": sentences(problems_of(own))}
    else:
        found = queries.find_by_slug(slug)
    if found is not None:
        people = _number(request, "people", USUAL, MOST_PEOPLE)
        page["run"] = play(found, people=people, sitting=_number(request, "sitting", 1, found.sittings))
        page["numbers"] = range(1, found.sittings + 1)
    return render(request, "formats/dry_run.html", page)


def _number(request: SignedInRequest, name: str, usual: int, most: int) -> int:
    asked = number_in(request.GET.get(name, ""), digits=3)
    return usual if asked is None else min(max(asked, 1), most)
