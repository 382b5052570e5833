"""Beginning a framework, its editor, and the parts of it."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from drieslag.core.verdict import NotFound
from drieslag.development.frameworks import drafting, queries
from drieslag.development.frameworks.actions import writing
from drieslag.development.frameworks.actions.versions import differs
from drieslag.development.frameworks.drafting import WITHIN, Part, Place
from drieslag.development.frameworks.models import OwnFramework
from drieslag.development.frameworks.rules import may_edit
from drieslag.surveys.actions.instruments import digest
from drieslag.surveys.composing import clean
from drieslag.web.components.forms import fresh_key, refusals_above, refusals_said, status_of
from drieslag.web.frameworks.access import keeper
from drieslag.web.frameworks.forms import NewForm
from drieslag.web.frameworks.parts import FORMS, AboutForm, PartForm, named
from drieslag.web.frameworks.presenters.editor import (
    editor,
    kind_of,
    missing_in,
    mix_of_draft,
    name_of,
    removed_name,
    rows_of,
)
from drieslag.web.requests import SignedInRequest, posted

LONGEST_NEW = 300


@keeper
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: SignedInRequest) -> HttpResponse:
    """A name, and empty or a copy of one that is there."""
    initial = {"key": fresh_key(), "begin": request.GET.get("of", "")}
    form = NewForm(posted(request), others=queries.in_use(), initial=initial)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        with refusals_above(form):
            if given["begin"]:
                own = writing.copy_framework(
                    by=request.person, code=given["begin"], name=given["name"], key=given["key"]
                )
            else:
                own = writing.begin(by=request.person, name=given["name"], key=given["key"])
            return redirect("frameworks:edit", own.slug)
    return render(request, "frameworks/new.html", {"form": form}, status=status_of(request))


@keeper
@require_safe
def edit(request: SignedInRequest, code: str) -> HttpResponse:
    """The whole draft, and what is still missing."""
    own = queries.get_own(code)
    versions = queries.versions_of(own)
    page: dict[str, Any] = {
        "own": own,
        "page": editor(own),
        "versions": versions,
        "is_changed": differs(own, versions[0] if versions else None),
        "may_edit": may_edit(request.person, own),
        "roles": named(own.draft, Part.ROLE),
    }
    return render(request, "frameworks/edit.html", page)


@keeper
@require_http_methods(["GET", "HEAD", "POST"])
def about(request: SignedInRequest, code: str) -> HttpResponse:
    """Name, purpose and source."""
    own = queries.get_own(code)
    form = AboutForm(own.draft, None, posted(request))
    if request.method == "POST" and form.is_valid():
        with refusals_above(form):
            writing.change_about(by=request.person, own=own, values=form.values(), was=form.cleaned_data["was"])
            return back_to(own, None)
    now = {name: own.draft.get(name) for name in ("name", "purpose", "source")}
    page = {"title": _("About this framework"), "missing": missing_in(own).get(None, ())}
    return _show(request, own, form, now, **page)


@keeper
@require_http_methods(["GET", "HEAD", "POST"])
def part(request: SignedInRequest, code: str, part: str, key: str, around: str = "") -> HttpResponse:
    """One role, theme, goal, line or step, on a page of its own."""
    own = queries.get_own(code)
    place = place_of(part, key, around)
    form = FORMS[place.part](own.draft, place, posted(request))
    if request.method == "POST" and form.is_valid():
        with refusals_above(form):
            values, was = form.values(), form.cleaned_data["was"]
            writing.change_part(by=request.person, own=own, place=place, values=values, was=was)
            return back_to(own, place)
    one = drafting.get(own.draft, place)
    now = {name: one.get(name) for name in _boxes(form)}
    page: dict[str, Any] = {"title": kind_of(place.part), "missing": missing_in(own).get(place, ()), "here": place}
    inner = next((one for one, outer in WITHIN.items() if outer is place.part), None)
    if inner:
        page["inner"] = inner.value
        page["rows"] = rows_of(own.draft, inner, missing_in(own), key)
        page["roles"] = named(own.draft, Part.ROLE)
        page["removed"] = removed_name(own)
    if place.part is Part.LINE:
        page["mix"] = mix_of_draft(own, key)
    return _show(request, own, form, now, **page)


def _boxes(form: PartForm) -> set[str]:
    """Return the keys of the draft that a form changes."""
    names = {name[:-3] if name[-3:] in {"_nl", "_en"} else name for name in form.fields if name != "was"}
    return {"levels" if name.startswith("level_") else name for name in names}


def _show(request: SignedInRequest, own: OwnFramework, form: PartForm, now: Any, **page: Any) -> HttpResponse:
    was = digest({name: now[name] for name in sorted(now)})
    page |= {"own": own, "form": form, "name": name_of(own), "was": was, "may_edit": may_edit(request.person, own)}
    return render(request, "frameworks/part.html", page, status=status_of(request))


def place_of(part: str, key: str, around: str) -> Place:
    """Return the place that an address names. Raises NotFound."""
    if part not in set(Part) or bool(around) != (Part(part) in WITHIN):
        raise NotFound
    return Place(Part(part), key, around)


def back_to(own: OwnFramework, place: Place | None) -> HttpResponse:
    """Go back to where a part stands in its list."""
    if place is None:
        return redirect(f"{reverse('frameworks:edit', args=[own.slug])}#about")
    if place.around:
        outer = reverse("frameworks:part", args=[own.slug, WITHIN[place.part].value, place.around])
        return redirect(f"{outer}#{place.part.value}-{place.key}")
    return redirect(f"{reverse('frameworks:edit', args=[own.slug])}#{place.part.value}-{place.key}")


@keeper
@require_POST
def add(request: SignedInRequest, code: str, part: str, around: str = "") -> HttpResponse:
    """A part with its first words; a role, a goal and a step can be whole by that, a theme and a line go on."""
    own = queries.get_own(code)
    place = place_of(part, "-", around)
    words = clean(request.POST.get("name", "")).replace("\n", " ")
    if not words or len(words) > LONGEST_NEW:
        messages.warning(request, _("Write a few words, no more than %(most)d signs.") % {"most": LONGEST_NEW})
        outer = Place(WITHIN[place.part], around) if around else None
        return back_to(own, outer)
    values: dict[str, Any] = {"text" if place.part in WITHIN else "name": drafting.said(words)}
    if place.part is Part.GOAL:
        values["roles"] = [key for key in request.POST.getlist("roles") if key in dict(named(own.draft, Part.ROLE))]
    if place.part is Part.STEP:
        values["way"] = "doing"
    if place.part is Part.LINE:
        values["role"] = request.POST.get("role", "")
    key = writing.add_part(by=request.person, own=own, part=place.part, values=values, around=around)
    if place.part in (Part.THEME, Part.LINE, Part.STEP):
        return redirect(address_of(own, Place(place.part, key, around)))
    return back_to(own, Place(place.part, key, around))


def address_of(own: OwnFramework, place: Place) -> str:
    """Return the page of a part."""
    inner = [place.around] if place.around else []
    return reverse("frameworks:inner" if inner else "frameworks:part", args=[own.slug, place.part, *inner, place.key])


@keeper
@require_POST
def move(request: SignedInRequest, code: str, part: str, key: str, around: str = "") -> HttpResponse:
    """A part one place up or down."""
    own, place = queries.get_own(code), place_of(part, key, around)
    writing.move_part(by=request.person, own=own, place=place, up=request.POST.get("to") == "up")
    return back_to(own, place)


@keeper
@require_POST
def remove(request: SignedInRequest, code: str, part: str, key: str, around: str = "") -> HttpResponse:
    """Take a part out; it can come back."""
    own, place = queries.get_own(code), place_of(part, key, around)
    writing.remove_part(by=request.person, own=own, place=place)
    outer = reverse("frameworks:part", args=[own.slug, WITHIN[place.part].value, around]) if around else ""
    return redirect(f"{outer or reverse('frameworks:edit', args=[own.slug])}#removed")


@keeper
@require_POST
def restore(request: SignedInRequest, code: str) -> HttpResponse:
    """Put back what was taken out last."""
    own = queries.get_own(code)
    removed = own.removed or {}
    writing.restore(by=request.person, own=own)
    if "one" not in removed:
        return redirect("frameworks:edit", own.slug)
    return back_to(own, Place(Part(removed["part"]), removed["one"]["key"], removed["around"]))


@keeper
@require_POST
def propose(request: SignedInRequest, code: str) -> HttpResponse:
    """A line from what the themes ask of a role, to be changed."""
    own = queries.get_own(code)
    with refusals_said(request):
        key = writing.propose_line(by=request.person, own=own, role=request.POST.get("role", ""))
        messages.info(request, _("This is a proposal. Change it, and say of each step how one learns by it."))
        return redirect("frameworks:part", own.slug, Part.LINE.value, key)
    return redirect(f"{reverse('frameworks:edit', args=[own.slug])}#lines")
