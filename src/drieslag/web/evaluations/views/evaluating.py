"""Self-evaluation: the home of it, one of them, and each theme."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from drieslag.core.verdict import NotFound, Refused
from drieslag.development.evaluations import actions, queries
from drieslag.development.evaluations.models import Evaluation
from drieslag.development.frameworks import queries as frameworks
from drieslag.development.sharing.enums import Kind
from drieslag.development.sharing.queries import names_shared_with, readers_of
from drieslag.web.components.forms import UNPROCESSABLE, refuse, status_of
from drieslag.web.evaluations.forms import ThemeForm, said_before
from drieslag.web.evaluations.presenters import evaluating as presenters
from drieslag.web.requests import SignedInRequest, posted, signed_in

PLACE = {"place": "growth"}


@signed_in
@require_safe
def home(request: SignedInRequest) -> HttpResponse:
    """Where I stand in my own words, earlier ones, and what a mirror says beside it."""
    return _home(request)


def _home(request: SignedInRequest, refused: str = "") -> HttpResponse:
    chosen = frameworks.current(request.person)
    page = PLACE | {
        "chosen": chosen,
        "role_name": presenters.say(chosen.role.name) if chosen else "",
        "evaluations": presenters.rows(queries.listed(request.person)),
        "standings": queries.standings(request.person),
        "mirror": presenters.mirror(queries.beside(request.person)),
        "profile": len(queries.profile(request.person)),
        "refused": refused,
    }
    return render(request, "evaluations/home.html", page, status=UNPROCESSABLE if refused else 200)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: SignedInRequest) -> HttpResponse:
    """Begin, or go on with the one that is open."""
    if request.method != "POST":
        return redirect("evaluations:home")
    try:
        made = actions.begin(by=request.person)
    except Refused as refused:
        return _home(request, str(refused.reason))
    return redirect("evaluations:one", made.pk)


@signed_in
@require_safe
def one(request: SignedInRequest, key: UUID) -> HttpResponse:
    """One self-evaluation: its themes, with what was said so far."""
    return _one(request, queries.get_own(request.person, key))


def _one(request: SignedInRequest, found: Evaluation, refused: str = "") -> HttpResponse:
    opened = queries.opened(found)
    themes = presenters.themes(opened, queries.views_of(found), names_shared_with(request.person))
    page = PLACE | {
        "opened": opened,
        "evaluation": found,
        "row": presenters.row(found),
        "themes": themes,
        "left": [] if found.is_open else [each.name for each in themes if not each.is_written],
        "notes": presenters.changed_since(opened, frameworks.current(request.person)) if found.is_open else (),
        "refused": refused,
    }
    return render(request, "evaluations/one.html", page, status=UNPROCESSABLE if refused else 200)


@signed_in
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def theme(request: SignedInRequest, key: UUID, theme: str) -> HttpResponse:
    """One theme: writing, with the earlier words beside it."""
    found = queries.get_own(request.person, key)
    opened = queries.opened(found)
    views = queries.views_of(found)
    asked, written = opened.theme(theme), views.get(theme)
    before = said_before(written.seen if written else None)
    form = ThemeForm(posted(request) if found.is_open else None, theme=asked, initial=before)
    if form.is_valid():
        try:
            actions.write_view(by=request.person, evaluation=found, theme=theme, seen=form.seen())
        except Refused as refused:
            refuse(form, refused)
        else:
            return redirect(_onward(request, opened, theme))
    page = PLACE | {
        "opened": opened,
        "evaluation": found,
        "theme": presenters.theme(opened, asked),
        "form": form,
        "view": written,
        "said": presenters.said(written.seen) if written else (),
        "before": presenters.earlier(queries.before(found).get(theme, ())),
        "readers": _readers(request, written.pk) if written else (),
        "goal": presenters.goal_address(found, theme),
        "draft": presenters.draft(found, theme),
    }
    return render(request, "evaluations/theme.html", page, status=status_of(request))


def _readers(request: SignedInRequest, key: UUID) -> list[str]:
    return [each.name for each in readers_of(request.person, Kind.VIEW, key) if each.is_on]


def _onward(request: SignedInRequest, opened: queries.Opened, theme: str) -> str:
    """Return where one goes on: the theme that comes next, or the whole."""
    found, kept = opened.evaluation, presenters.draft(opened.evaluation, theme)
    keys = [each.key for each in opened.themes]
    after = keys[keys.index(theme) + 1 :]
    if request.POST.get("do") == "next" and after:
        return f"{reverse('evaluations:theme', args=[found.pk, after[0]])}?kept={kept}"
    return f"{reverse('evaluations:one', args=[found.pk])}?kept={kept}#{theme}"


@signed_in
@require_POST
def finish(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Round it off."""
    actions.finish(by=request.person, evaluation=queries.get_own(request.person, key))
    messages.info(request, _("You rounded it off. Next time it stands beside the new one."))
    return redirect("evaluations:one", key)


@signed_in
@require_POST
def go_on(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Go on with one that was rounded off."""
    found = queries.get_own(request.person, key)
    try:
        actions.go_on(by=request.person, evaluation=found)
    except Refused as refused:
        return _one(request, found, str(refused.reason))
    return redirect("evaluations:one", key)


@signed_in
@require_POST
def erasure(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Erase it; the page asked first."""
    actions.erase(by=request.person, evaluation=queries.get_own(request.person, key))
    messages.info(request, _("The self-evaluation is erased."))
    return redirect("evaluations:home")


@signed_in
@require_safe
def view(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Go to the theme of a view."""
    row = queries.get_view(request.person, key)
    try:
        queries.opened(row.evaluation).theme(row.theme)
    except NotFound:
        return redirect("evaluations:one", row.evaluation_id)
    return redirect("evaluations:theme", row.evaluation_id, row.theme)


@signed_in
@require_POST
def view_erasure(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Erase what was said of a theme."""
    row = queries.get_view(request.person, key)
    actions.erase_view(by=request.person, view=row)
    messages.info(request, _("What you wrote on this theme is erased."))
    return redirect("evaluations:one", row.evaluation_id)
