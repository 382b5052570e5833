"""Self-declarations, of their owner."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from drieslag.core import clock
from drieslag.core.verdict import NotFound, require
from drieslag.development.badges import queries as badges
from drieslag.development.competence import actions, queries, rules
from drieslag.development.competence.enums import Standing
from drieslag.development.competence.models import Declaration, ReservedTask
from drieslag.development.competence.terms import USUAL_MONTHS, is_renewed_soon, months_after
from drieslag.development.sharing.enums import Kind
from drieslag.development.sharing.queries import readers_of
from drieslag.web.competence.forms import DeclarationForm, EvidenceForm
from drieslag.web.competence.presenters import shown
from drieslag.web.components import colleagues
from drieslag.web.components.forms import fresh_key, refusals_above, status_of
from drieslag.web.components.growing import show
from drieslag.web.requests import SignedInRequest, colleague, posted, signed_in

PAGE = ["GET", "HEAD", "POST"]
TASK, THEME = "task:", "theme:"


@colleague
@require_http_methods(PAGE)
def new(request: SignedInRequest) -> HttpResponse:
    """Declare something; or renew an earlier one, or for a task."""
    tasks = {TASK + str(one.pk): one for one in queries.tasks()}
    earlier = _earlier(request)
    first = _first(request, earlier, tasks)
    themes = [(THEME + key, name) for key, name in shown.themes(request.person, _theme(earlier))]
    about = [*((key, task.name) for key, task in tasks.items()), *themes]
    form = DeclarationForm(posted(request), about=about, initial=first)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        with refusals_above(form):
            made = actions.declare(
                by=request.person,
                can=given["can"],
                because=given["because"],
                until_on=given["until_on"],
                task=tasks.get(given["about"]),
                theme=given["about"].removeprefix(THEME) if given["about"].startswith(THEME) else "",
                earlier=earlier,
                key=given["client_key"],
            )
            return redirect("competence:declaration", made.pk)
    page = {"form": form, "earlier": earlier}
    return show(request, "competence/declaration_form.html", page, status=status_of(request))


def _theme(earlier: Declaration | None) -> Any:
    return shown.theme_of(earlier) if earlier else None


def _first(request: SignedInRequest, earlier: Declaration | None, tasks: dict[str, ReservedTask]) -> dict[str, Any]:
    about = TASK + request.GET.get("task", "")
    first: dict[str, Any] = {"client_key": fresh_key(), "about": about if about in tasks else ""}
    if earlier is not None:
        ref = str(shown.theme_of(earlier))
        about = TASK + str(earlier.task_id) if earlier.task_id else THEME + ref if ref else ""
        first |= {"can": earlier.can, "because": earlier.because, "about": about}
    task = tasks.get(first["about"])
    first["until_on"] = months_after(clock.today(), min(USUAL_MONTHS, task.competent_months) if task else USUAL_MONTHS)
    return first


def _earlier(request: SignedInRequest) -> Declaration | None:
    said = request.GET.get("earlier", "")
    if not said:
        return None
    try:
        return queries.get_declaration(request.person, UUID(said))
    except ValueError as wrong:
        raise NotFound from wrong


@signed_in
@require_safe
def declaration(request: SignedInRequest, key: UUID) -> HttpResponse:
    """One declaration: where it is, its evidence and the views of colleagues."""
    found = queries.page_of(request.person, key)
    row = found.declaration
    is_running = found.standing in (Standing.WAITS, Standing.STANDS)
    page = {
        "found": found,
        "declaration": row,
        "line": shown.standing_line(row, found.standing),
        "stands": found.standing == Standing.STANDS,
        "is_running": is_running,
        "is_withdrawn": found.standing == Standing.WITHDRAWN,
        "may_change": is_running and not found.saw,
        "renews": not found.renewed_by
        and (found.standing == Standing.OVER or (is_running and is_renewed_soon(row.until_on, clock.today()))),
        "theme": shown.theme_name(shown.theme_of(row)),
        "readers": [one.name for one in readers_of(request.person, Kind.DECLARATION, key) if one.reads_now],
    }
    return show(request, "competence/declaration.html", page)


@signed_in
@require_http_methods(PAGE)
def words(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Change the words and the term, as long as no colleague saw them."""
    found = queries.page_of(request.person, key)
    row = found.declaration
    require(rules.may_change_words(request.person, row, is_seen=bool(found.saw)))
    first = {"can": row.can, "because": row.because, "until_on": row.until_on}
    form = DeclarationForm(posted(request), about=None, initial=first)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        with refusals_above(form):
            actions.change_declaration(
                by=request.person,
                declaration=row,
                can=given["can"],
                because=given["because"],
                until_on=given["until_on"],
            )
            return redirect("competence:declaration", key)
    page = {"form": form, "declaration": row}
    return show(request, "competence/declaration_form.html", page, status=status_of(request))


@signed_in
@require_http_methods(PAGE)
def evidence(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Choose from all that is one's own."""
    row = queries.get_declaration(request.person, key)
    require(rules.may_lay_under(request.person, row))
    form = EvidenceForm(posted(request), offered=queries.evidence_to_choose(row))
    if request.method == "POST" and form.is_valid():
        with refusals_above(form):
            actions.lay_evidence(by=request.person, declaration=row, chosen=form.chosen)
            return redirect("competence:declaration", key)
    page = {"form": form, "fields": [form[name] for name in form.fields], "declaration": row}
    return show(request, "competence/evidence.html", page, status=status_of(request))


@signed_in
@require_http_methods(PAGE)
def ask(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Ask a colleague for a view."""
    row = queries.get_declaration(request.person, key)
    found = colleagues.ask(
        request,
        lambda one: actions.ask_view(by=request.person, declaration=row, colleague=one),
        lambda people: dict.fromkeys(rules.leading(request.person.pk, people), str(rules.NO_LEADER)),
    )
    if found is None:
        return redirect("competence:declaration", key)
    return show(request, "competence/declaration_ask.html", {"declaration": row, "finding": found}, status=found.status)


@signed_in
@require_POST
def ask_end(request: SignedInRequest, key: UUID, view: UUID) -> HttpResponse:
    """Ask somebody no longer."""
    for one in queries.page_of(request.person, key).views:
        if one.view.pk == view:
            actions.stop_asking(by=request.person, view=one.view)
            return redirect("competence:declaration", key)
    raise NotFound


@signed_in
@require_http_methods(PAGE)
def withdrawal(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Withdraw it. The page asks first, and names the badge that goes with it."""
    row = queries.get_declaration(request.person, key)
    if request.method != "POST":
        require(rules.may_withdraw(request.person, row))
        badge = badges.standing_of(request.person, key)
        page = {"declaration": row, "badge": badges.achievement_name(badge) if badge else ""}
        return show(request, "competence/withdrawal.html", page)
    actions.withdraw(by=request.person, declaration=row)
    messages.info(request, _("You withdrew it. Nobody else reads it any more."))
    return redirect("competence:declaration", key)


@signed_in
@require_POST
def erasure(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Erase it; the page asked first."""
    actions.erase_declaration(by=request.person, declaration=queries.get_declaration(request.person, key))
    messages.info(request, _("The declaration is erased."))
    return redirect("competence:home")
