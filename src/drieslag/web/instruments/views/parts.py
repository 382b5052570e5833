"""A part of a draft on a page of its own: a question, a page, a scale, answers, what the whole is."""

from collections.abc import Callable, Sequence
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from drieslag.library.problems import Problem
from drieslag.surveys import composing
from drieslag.surveys.actions import instruments as writing
from drieslag.surveys.actions.instruments import digest, part_of
from drieslag.surveys.models import OwnInstrument
from drieslag.surveys.queries import instruments as queries
from drieslag.web.components.forms import refusals_above, status_of
from drieslag.web.instruments.access import insider
from drieslag.web.instruments.parts import AboutForm, ItemForm, PageForm, PartForm, ResponseForm, ScaleForm
from drieslag.web.instruments.presenters.editor import WHOLE, problems_of, sentences
from drieslag.web.instruments.presenters.shelf import name_of
from drieslag.web.instruments.views.editor import back_to, mine
from drieslag.web.requests import SignedInRequest, posted

type Save = Callable[[PartForm], str]  # returns the place in the editor to go back to
ABOUT = ("name", "purpose", "intro", "uses", "modes", "pulse", "reading", "caveat", "sources")


def _answer(
    request: SignedInRequest, own: OwnInstrument, form: PartForm, save: Save, now: Any, **page: Any
) -> HttpResponse:
    """Take what was typed, or show the boxes with it. `now` is how the part stands, for two people at once."""
    if request.method == "POST" and form.is_valid():
        with refusals_above(form):
            return back_to(own, save(form))
    form.initial["was"] = digest(now)
    page |= {"own": own, "form": form, "name": name_of(own), "was": form.initial["was"]}
    return render(request, "instruments/part.html", page, status=status_of(request))


def _was(form: PartForm) -> str:
    return str(form.cleaned_data["was"])


def _missing(own: OwnInstrument, place: str) -> Sequence[str]:
    found: Sequence[Problem] = problems_of(own).get(place, ())
    return sentences(found)


@insider
@require_http_methods(["GET", "HEAD", "POST"])
def about(request: SignedInRequest, code: str) -> HttpResponse:
    """Name, purpose, for whom, how its result is read."""
    own = mine(request, code)
    form = AboutForm(own.draft, posted(request))

    def save(form: PartForm) -> str:
        writing.change_part(by=request.person, own=own, values=form.values(), was=_was(form))
        return "about"

    now = part_of(own.draft, ABOUT)
    return _answer(request, own, form, save, now, title=_("About this questionnaire"), missing=_missing(own, WHOLE))


@insider
@require_http_methods(["GET", "HEAD", "POST"])
def item(request: SignedInRequest, code: str, item: str) -> HttpResponse:
    """One question, with the boxes that its kind knows."""
    own = mine(request, code)
    items = list(composing.items_of(own.draft))
    found = _found(items, item)
    form = ItemForm(own.draft, found, posted(request))

    def save(form: PartForm) -> str:
        writing.change_item(by=request.person, own=own, key=item, values=form.values(), was=_was(form))
        return f"item-{item}"

    page = {
        "title": _("Question %(number)d") % {"number": items.index(found) + 1},
        "missing": _missing(own, f"item:{item}"),
        "was_asked": item in _asked(own),
    }
    return _answer(request, own, form, save, found, **page)


def _asked(own: OwnInstrument) -> set[str]:
    """Return the keys of the questions that people were asked."""
    return {item.key for one in queries.asked_of(own, queries.versions_of(own)) for item in one.items}


def _found(rows: Sequence[composing.Draft], key: str) -> composing.Draft:
    for row in rows:
        if row["key"] == key:
            return row
    raise Http404


@insider
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: SignedInRequest, code: str, number: int) -> HttpResponse:
    """The title of a page, and the words above its questions."""
    own = mine(request, code)
    pages = own.draft["pages"]
    if not 1 <= number <= len(pages):
        raise Http404
    found = pages[number - 1]
    form = PageForm(found, posted(request))

    def save(form: PartForm) -> str:
        writing.change_page(by=request.person, own=own, number=number, values=form.values(), was=_was(form))
        return f"page-{number}"

    now = {"title": found.get("title"), "intro": found.get("intro")}
    title = _("Page %(number)d") % {"number": number}
    return _answer(request, own, form, save, now, title=title, missing=_missing(own, f"page:{number}"))


@insider
@require_http_methods(["GET", "HEAD", "POST"])
def scale(request: SignedInRequest, code: str, scale: str = "") -> HttpResponse:
    """Which questions are counted together; a new one without a key."""
    own = mine(request, code)
    found = _found(own.draft.get("scales") or [], scale) if scale else {}
    form = ScaleForm(own.draft, found, posted(request))

    def save(form: PartForm) -> str:
        writing.keep_scale(by=request.person, own=own, key=scale, values=form.values(), was=_was(form) if scale else "")
        return "scales"

    missing = _missing(own, f"scales:{scale}") if scale else ()
    page = {"title": _("Count questions together"), "missing": missing, "scale": scale}
    return _answer(request, own, form, save, found, **page)


@insider
@require_http_methods(["GET", "HEAD", "POST"])
def response(request: SignedInRequest, code: str, response: str = "") -> HttpResponse:
    """The answers of a scale, from low to high; new ones without a key."""
    own = mine(request, code)
    found = _found(own.draft.get("responses") or [], response) if response else {}
    form = ResponseForm(found, posted(request))

    def save(form: PartForm) -> str:
        assert isinstance(form, ResponseForm)
        was = _was(form) if response else ""
        writing.keep_response(by=request.person, own=own, key=response, points=form.points(), was=was)
        return "answers"

    missing = _missing(own, f"responses:{response}") if response else ()
    return _answer(request, own, form, save, found, title=_("Answers from low to high"), missing=missing)
