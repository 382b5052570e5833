"""Publishing a framework, putting it to use or away, and bringing in a sheet."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from drieslag.development.frameworks import drafting, queries
from drieslag.development.frameworks.actions import versions, writing
from drieslag.development.frameworks.models import OwnFramework
from drieslag.kernel.framework import Framework
from drieslag.library import framework_sheet
from drieslag.web.components.forms import fresh_key, refusals_above, status_of
from drieslag.web.frameworks.access import keeper
from drieslag.web.frameworks.forms import SheetForm
from drieslag.web.frameworks.presenters.editor import changes_of, editor, name_of
from drieslag.web.frameworks.views.reading import code_of
from drieslag.web.requests import SignedInRequest, colleague, posted

MOST_SHOWN = 200


@keeper
@require_http_methods(["GET", "HEAD", "POST"])
def publish(request: SignedInRequest, code: str) -> HttpResponse:
    """What a new version changes, and publishing it."""
    own = queries.get_own(code)
    if request.method == "POST":
        try:
            made = versions.publish(by=request.person, own=own)
        except versions.NotReady as missing:
            messages.warning(request, str(missing.reason))
            return redirect("frameworks:edit", own.slug)
        said = _("Version %(number)d is in use. Goals that were made already keep their own words.")
        messages.success(request, said % {"number": made.number})
        return redirect("frameworks:one", own.slug)
    found = queries.versions_of(own)
    newest = queries.find(own.code, found[0].number) if found else None
    draft = drafting.framework_of(own.draft, code=own.code, version=own.published + 1)
    page = {
        "own": own,
        "name": name_of(own),
        "page": editor(own),
        "number": own.published + 1,
        "changes": changes_of(newest, draft) if newest else None,
        "is_changed": versions.differs(own, found[0] if found else None),
    }
    return render(request, "frameworks/publish.html", page)


@keeper
@require_POST
def put_away(request: SignedInRequest, code: str) -> HttpResponse:
    """Work with a framework no more, or again."""
    own = queries.get_own(code)
    if request.POST.get("back"):
        versions.take_back(by=request.person, own=own)
        messages.success(request, _("This framework can be worked with again."))
    else:
        versions.retire(by=request.person, own=own)
        messages.info(request, _("This framework was put away. Goals that were made with it keep their words."))
    return redirect("frameworks:edit", own.slug)


@colleague
@require_POST
def use(request: SignedInRequest, slug: str) -> HttpResponse:
    """Work with a framework of the library as it is, or no longer with any one."""
    code = code_of(slug)
    if request.POST.get("stop"):
        versions.stop_using(by=request.person, code=code)
        messages.info(request, _("Your organisation works with it no longer. Goals that were made keep their words."))
    else:
        versions.use_shipped(by=request.person, code=code)
        messages.success(request, _("Your organisation works with this framework now. Everybody can choose a role."))
    return redirect("frameworks:one", slug)


@keeper
@require_http_methods(["GET", "HEAD", "POST"])
def bring_in(request: SignedInRequest) -> HttpResponse:
    """A new framework from a sheet."""
    return _sheet(request, None)


@keeper
@require_http_methods(["GET", "HEAD", "POST"])
def bring_into(request: SignedInRequest, code: str) -> HttpResponse:
    """A sheet in the place of the draft of a framework that is there."""
    return _sheet(request, queries.get_own(code))


def _sheet(request: SignedInRequest, own: OwnFramework | None) -> HttpResponse:
    form = SheetForm(posted(request), request.FILES or None, initial={"key": fresh_key()})
    problems: list[framework_sheet.CellProblem] = []
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        earlier = drafting.framework_of(own.draft, code=own.code, version=1) if own else None
        found = framework_sheet.read(file.read(), file=file.name, earlier=earlier)
        if isinstance(found, Framework):
            with refusals_above(form):
                return _brought(request, own, found, form.cleaned_data["key"])
        else:
            problems = found
    page: dict[str, Any] = {
        "form": form,
        "own": own,
        "name": name_of(own) if own else "",
        "problems": problems[:MOST_SHOWN],
        "count": len(problems),
        "more": max(0, len(problems) - MOST_SHOWN),
    }
    return render(request, "frameworks/import.html", page, status=status_of(request))


def _brought(request: SignedInRequest, own: OwnFramework | None, found: Framework, key: Any) -> HttpResponse:
    draft = writing.import_framework(by=request.person, framework=found, own=own, key=key)
    themes, goals = len(found.themes), len(found.goals)
    read = _("%(themes)s and %(goals)s were read. Nothing is published yet: look at it first.")
    words = {
        "themes": ngettext("%(n)d theme", "%(n)d themes", themes) % {"n": themes},
        "goals": ngettext("%(n)d learning goal", "%(n)d learning goals", goals) % {"n": goals},
    }
    messages.success(request, read % words)
    return redirect("frameworks:publish" if own and own.published else "frameworks:edit", draft.slug)
