"""Writing on a draft. Each part is a page of its own; what is typed is saved as one goes, with gaps and all."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from drieslag.core.verdict import require
from drieslag.kernel.format import StepKind
from drieslag.learning.formats import actions, queries, rules
from drieslag.learning.formats.actions.writing import digest, part_of
from drieslag.learning.formats.models import OwnFormat
from drieslag.library.problems import Problem
from drieslag.web.components.forms import refusals_above
from drieslag.web.formats import boxes, words
from drieslag.web.formats.forms import PartsForm
from drieslag.web.formats.parts import Part
from drieslag.web.formats.presenters import editor as pages
from drieslag.web.requests import SignedInRequest, posted, signed_in

UNPROCESSABLE = 422
PLACES = {"up": -1, "down": 1}


@signed_in
@require_safe
def edit(request: SignedInRequest, code: str) -> HttpResponse:
    """The whole draft: its steps, and what is still missing."""
    own = queries.get_own(request.person, code)
    return _page(request, own)


def _page(request: SignedInRequest, own: OwnFormat) -> HttpResponse:
    page = {
        "own": own,
        "page": pages.editor(own),
        "kinds": [(kind.value, label) for kind, label in words.KINDS.items()],
        "may_edit": rules.may_edit(request.person, own),
        "may_retire": rules.may_retire(request.person, own),
        "may_give": rules.may_give_to_organisation(request.person, own),
        "may_release": rules.may_release(request.person, own),
        "released": own.versions.exclude(released=None).first() if own.published else None,
    }
    template = "formats/edit.html#answer" if request.htmx else "formats/edit.html"
    return render(request, template, page)


def _own(request: SignedInRequest, code: str) -> OwnFormat:
    own = queries.get_own(request.person, code)
    require(rules.may_edit(request.person, own))
    return own


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def basics(request: SignedInRequest, code: str) -> HttpResponse:
    """Name, purpose, group and the like."""
    return _part(request, _own(request, code), boxes.basics(), _("What it is"), pages.basic_problems)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def roles(request: SignedInRequest, code: str) -> HttpResponse:
    """Who does what."""
    own = _own(request, code)
    return _part(request, own, boxes.roles(), _("Roles"), lambda found: pages.whole(found, "roles"))


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def table(request: SignedInRequest, code: str) -> HttpResponse:
    """What lies on the table."""
    own = _own(request, code)
    return _part(request, own, boxes.materials(), _("On the table"), lambda found: pages.whole(found, "materials"))


def _part(request: SignedInRequest, own: OwnFormat, parts: Sequence[Part], title: str, missing: Any) -> HttpResponse:
    keys = sorted({part.name.partition(".")[0] for part in parts})
    form = PartsForm(parts, own.draft, posted(request))
    if request.method == "POST" and form.is_valid():
        with refusals_above(form):
            own = actions.change_part(by=request.person, own=own, values=form.values(), was=form.cleaned_data["was"])
            if not request.htmx:
                return redirect("formats:edit", own.slug)
            form = PartsForm(parts, own.draft)
    form.initial["was"] = digest(part_of(own.draft, keys))
    return _boxes(request, own, form, title, missing(pages.problems_of(own)))


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def step(request: SignedInRequest, code: str, step: str) -> HttpResponse:
    """One step, with the boxes that its kind knows."""
    own = _own(request, code)
    at = _place(own, step)
    form = PartsForm(boxes.step(own.draft, step), own.draft["steps"][at], posted(request))
    if request.method == "POST" and form.is_valid():
        with refusals_above(form):
            own = actions.change_step(
                by=request.person, own=own, key=step, values=form.values(), was=form.cleaned_data["was"]
            )
            if not request.htmx:
                return redirect(f"{reverse('formats:edit', args=[own.slug])}#step-{step}")
            at = _place(own, step)
            form = PartsForm(boxes.step(own.draft, step), own.draft["steps"][at])
    now = own.draft["steps"][at]
    form.initial["was"] = digest(now)
    kind = words.KINDS[StepKind(now["kind"])]
    return _boxes(request, own, form, str(kind), pages.within(pages.problems_of(own), f"steps[{at + 1}]"))


def _place(own: OwnFormat, key: str) -> int:
    for at, one in enumerate(own.draft["steps"]):
        if one["key"] == key:
            return at
    raise Http404


def _boxes(
    request: SignedInRequest, own: OwnFormat, form: PartsForm, title: str, problems: Mapping[str, Sequence[Problem]]
) -> HttpResponse:
    """Show the boxes. A form that could not be taken keeps every word; a saved one says what is still missing."""
    failed = form.is_bound
    told = form if failed else form.tell(problems)
    page = {
        "own": own,
        "form": told,
        "title": title,
        "name": pages.name_of(own),
        "failed": failed,
        "was": form.initial["was"],
    }
    template = "formats/part.html#saved" if request.htmx else "formats/part.html"
    return render(request, template, page, status=UNPROCESSABLE if failed else 200)


@signed_in
@require_POST
def add(request: SignedInRequest, code: str) -> HttpResponse:
    """A new step at the end."""
    own = _own(request, code)
    try:
        kind = StepKind(request.POST.get("kind", ""))
    except ValueError:
        messages.warning(request, _("Choose what people do in this step."))
        return redirect("formats:edit", own.slug)
    key = actions.add_step(by=request.person, own=own, kind=kind)
    return redirect("formats:step", own.slug, key)


@signed_in
@require_POST
def move(request: SignedInRequest, code: str, step: str) -> HttpResponse:
    """A step one place up or down."""
    own = actions.move_step(
        by=request.person, own=_own(request, code), key=step, places=PLACES.get(request.POST.get("to", ""), 0)
    )
    return _after(request, own, step)


@signed_in
@require_POST
def duplicate(request: SignedInRequest, code: str, step: str) -> HttpResponse:
    """A copy of a step, behind it."""
    own = _own(request, code)
    key = actions.duplicate_step(by=request.person, own=own, key=step)
    return _after(request, queries.get_own(request.person, code), key)


@signed_in
@require_POST
def remove(request: SignedInRequest, code: str, step: str) -> HttpResponse:
    """Take a step out; it can come back."""
    return _after(request, actions.remove_step(by=request.person, own=_own(request, code), key=step))


@signed_in
@require_POST
def restore(request: SignedInRequest, code: str) -> HttpResponse:
    """Put back what was taken out last."""
    return _after(request, actions.restore_step(by=request.person, own=_own(request, code)))


def _after(request: SignedInRequest, own: OwnFormat, step: str = "") -> HttpResponse:
    if request.htmx:
        return _page(request, own)
    place = f"#step-{step}" if step else "#steps"
    return redirect(f"{reverse('formats:edit', args=[own.slug])}{place}")


@signed_in
@require_POST
def put_away(request: SignedInRequest, code: str) -> HttpResponse:
    """Use a format no more, or use it again."""
    own = queries.get_own(request.person, code)
    if request.POST.get("back"):
        actions.take_back(by=request.person, own=own)
        messages.success(request, _("This format is in use again."))
    else:
        actions.retire(by=request.person, own=own)
        messages.info(request, _("This format was put away. What is planned with it goes on."))
    return redirect("formats:edit", own.slug)
