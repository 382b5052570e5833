"""The editor: questions in their order, more lines, and putting it to use."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from drieslag.core.verdict import Refused, require
from drieslag.kernel.instrument import ItemKind
from drieslag.surveys.actions import instruments as writing
from drieslag.surveys.actions import versions
from drieslag.surveys.composing import BadLines
from drieslag.surveys.models import OwnInstrument
from drieslag.surveys.queries import instruments as queries
from drieslag.surveys.rules import instruments as rules
from drieslag.web.components.forms import refuse
from drieslag.web.instruments.access import insider
from drieslag.web.instruments.forms import LinesForm
from drieslag.web.instruments.presenters.editor import editor
from drieslag.web.instruments.words import KINDS
from drieslag.web.requests import SignedInRequest

UNPROCESSABLE = 422


@insider
@require_safe
def edit(request: SignedInRequest, code: str) -> HttpResponse:
    """The whole draft, and what is still missing."""
    return show(request, queries.get_own(request.person, code))


def show(request: SignedInRequest, own: OwnInstrument, form: LinesForm | None = None) -> HttpResponse:
    """Draw the editor. Lines that could not be taken stay where they were typed."""
    versions_ = queries.versions_of(own)
    page: dict[str, Any] = {
        "own": own,
        "page": editor(own),
        "form": form or LinesForm(),
        "kinds": [(kind.value, label) for kind, label in KINDS.items()],
        "versions": versions_,
        "is_changed": versions.differs(own, versions_[0] if versions_ else None),
        "may_edit": rules.may_edit(request.person, own),
        "may_retire": rules.may_retire(request.person, own),
    }
    return render(request, "instruments/edit.html", page, status=UNPROCESSABLE if form else 200)


def mine(request: SignedInRequest, code: str) -> OwnInstrument:
    """Return an instrument that this person may change."""
    own = queries.get_own(request.person, code)
    require(rules.may_edit(request.person, own))
    return own


def back_to(own: OwnInstrument, place: str) -> HttpResponse:
    """Go back to a place in the editor."""
    return redirect(f"{reverse('instruments:edit', args=[own.slug])}#{place}")


@insider
@require_POST
def lines(request: SignedInRequest, code: str) -> HttpResponse:
    """More questions, a line each."""
    own = mine(request, code)
    form = LinesForm(request.POST)
    if form.is_valid():
        given = form.cleaned_data
        try:
            keys = writing.add_lines(by=request.person, own=own, lines=given["lines"], answers=given["answers"])
            return back_to(own, f"item-{keys[0]}")
        except BadLines as bad:
            for sentence in bad.sentences:
                form.add_error("lines", sentence)
        except Refused as refused:
            refuse(form, refused)
    return show(request, own, form)


@insider
@require_POST
def add(request: SignedInRequest, code: str) -> HttpResponse:
    """One question of a certain kind, to be written on its own page."""
    own = mine(request, code)
    try:
        kind = ItemKind(request.POST.get("kind", ""))
    except ValueError:
        messages.warning(request, _("Choose how the question is answered."))
        return back_to(own, "more")
    key = writing.add_item(by=request.person, own=own, kind=kind)
    return redirect("instruments:item", own.slug, key)


@insider
@require_POST
def move(request: SignedInRequest, code: str, item: str) -> HttpResponse:
    """A question one place up or down."""
    own = mine(request, code)
    writing.move_item(by=request.person, own=own, key=item, up=request.POST.get("to") == "up")
    return back_to(own, f"item-{item}")


@insider
@require_POST
def break_page(request: SignedInRequest, code: str, item: str) -> HttpResponse:
    """A new page from this question on, or none."""
    own = mine(request, code)
    writing.break_page(by=request.person, own=own, key=item)
    return back_to(own, f"item-{item}")


@insider
@require_POST
def remove(request: SignedInRequest, code: str, item: str) -> HttpResponse:
    """Take a question out; it can come back."""
    own = mine(request, code)
    writing.remove_item(by=request.person, own=own, key=item)
    return back_to(own, "removed")


@insider
@require_POST
def restore(request: SignedInRequest, code: str) -> HttpResponse:
    """Put back what was taken out last."""
    own = mine(request, code)
    key = own.removed["item"]["key"] if own.removed else ""
    writing.restore_item(by=request.person, own=own)
    return back_to(own, f"item-{key}" if key else "questions")


@insider
@require_POST
def remove_scale(request: SignedInRequest, code: str, scale: str) -> HttpResponse:
    """Count these questions together no more."""
    own = mine(request, code)
    writing.remove_scale(by=request.person, own=own, key=scale)
    messages.info(
        request, _("These questions are no longer counted together. The questions themselves are still there.")
    )
    return back_to(own, "scales")


@insider
@require_POST
def publish(request: SignedInRequest, code: str) -> HttpResponse:
    """Make the draft the version that is asked."""
    own = queries.get_own(request.person, code)
    try:
        made = versions.publish(by=request.person, own=own)
    except versions.NotReady as missing:
        messages.warning(request, str(missing.reason))
        return redirect("instruments:edit", own.slug)
    said = _("Version %(number)d is in use. Rounds that were made already keep theirs.")
    messages.success(request, said % {"number": made.version.number})
    count = len(made.renamed.items)
    if count:
        changed = ngettext(
            "%(n)d question was asked before in other words. It counts as new now, and its trend begins anew.",
            "%(n)d questions were asked before in other words. They count as new now, and their trend begins anew.",
            count,
        )
        messages.info(request, changed % {"n": count})
    return redirect("instruments:one", own.slug)


@insider
@require_POST
def put_away(request: SignedInRequest, code: str) -> HttpResponse:
    """Use an instrument no more, or use it again."""
    own = queries.get_own(request.person, code)
    if request.POST.get("back"):
        versions.take_back(by=request.person, own=own)
        messages.success(request, _("This questionnaire is in use again."))
    else:
        versions.retire(by=request.person, own=own)
        messages.info(request, _("This questionnaire was put away. What is being asked with it goes on."))
    return redirect("instruments:edit", own.slug)
