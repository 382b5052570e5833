"""Formative moments, of their owner."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from drieslag.core.verdict import NotFound
from drieslag.development.competence import actions, queries
from drieslag.development.competence.enums import SAID_BEFORE, MomentKind
from drieslag.development.competence.models import Moment
from drieslag.development.plans import queries as plans
from drieslag.development.sharing.enums import Kind
from drieslag.development.sharing.queries import readers_of
from drieslag.web.competence.forms import MomentForm
from drieslag.web.competence.presenters import shown
from drieslag.web.components import colleagues
from drieslag.web.components.forms import fresh_key, refusals_above, status_of
from drieslag.web.components.growing import show
from drieslag.web.requests import SignedInRequest, colleague, posted, signed_in

PAGE = ["GET", "HEAD", "POST"]


@colleague
@require_safe
def kinds(request: SignedInRequest) -> HttpResponse:
    """What kind of moment? The goal from which one comes goes along."""
    goal = _key(request.GET.get("goal", ""))
    return show(request, "competence/moment_kinds.html", {"goal": f"?goal={goal}" if goal else ""})


def _key(said: str) -> UUID | None:
    try:
        return UUID(said)
    except ValueError:
        return None


@colleague
@require_http_methods(PAGE)
def new(request: SignedInRequest, kind: str) -> HttpResponse:
    """Write down what one will try. From a goal, or as another time of an earlier moment."""
    if kind not in MomentKind:
        raise NotFound
    earlier = _earlier(request)
    first: dict[str, Any] = {"client_key": fresh_key(), "goal": request.GET.get("goal", "")}
    if earlier is not None:
        first |= {"task": earlier.task, "goal": str(earlier.goal_id or ""), "theme": str(shown.theme_of(earlier))}
    form = _form(request, MomentKind(kind), earlier, first, is_new=True)
    if request.method == "POST" and form.is_valid():
        with refusals_above(form):
            made = actions.make_moment(
                by=request.person,
                kind=MomentKind(kind),
                said=form.said(),
                earlier=earlier,
                key=form.cleaned_data["client_key"],
            )
            return redirect("competence:moment", made.pk)
    page = {"form": form, "kind": shown.capital(MomentKind(kind).label), "earlier": earlier}
    return show(request, "competence/moment_form.html", page, status=status_of(request))


def _earlier(request: SignedInRequest) -> Moment | None:
    said = request.GET.get("earlier", "")
    if not said:
        return None
    try:
        return queries.get_moment(request.person, UUID(said))
    except ValueError as wrong:
        raise NotFound from wrong


def _form(
    request: SignedInRequest, kind: MomentKind, row: Moment | None, first: dict[str, Any], *, is_new: bool
) -> MomentForm:
    return MomentForm(
        posted(request),
        kind=kind,
        goals=shown.goals(request.person, row.goal_id if row else None),
        themes=shown.themes(request.person, shown.theme_of(row) if row else None),
        is_new=is_new,
        initial=first,
    )


@signed_in
@require_safe
def moment(request: SignedInRequest, key: UUID) -> HttpResponse:
    """One moment with who was asked and what they wrote, to its owner alone."""
    found = queries.moment_page(request.person, key)
    row = found.moment
    goal = plans.words_of(request.person, [row.goal_id]) if row.goal_id else {}
    page = {
        "moment": row,
        "line": shown.moment_line(row),
        "said_before": SAID_BEFORE[MomentKind(row.kind)],
        "asked": found.asked,
        "times": shown.moments(found.times),
        "goal": next(iter(goal.values()), ""),
        "theme": shown.theme_name(shown.theme_of(row)),
        "link": queries.link_of(row),
        "readers": [one.name for one in readers_of(request.person, Kind.MOMENT, key) if one.reads_now],
    }
    return show(request, "competence/moment.html", page)


@signed_in
@require_http_methods(PAGE)
def words(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Complete it: the day, what comes next, a note for oneself."""
    row = queries.get_moment(request.person, key)
    first = {
        "task": row.task, "prediction": row.prediction, "tried_on": row.tried_on, "next": row.next, "note": row.note,
        "goal": str(row.goal_id or ""), "theme": str(shown.theme_of(row)), "film": row.film,
        "link": queries.link_of(row), "all_agreed": bool(row.film),
    }  # fmt: skip
    kind = MomentKind(row.kind)
    form = _form(request, kind, row, first, is_new=False)
    if request.method == "POST" and form.is_valid():
        with refusals_above(form):
            actions.change_moment(by=request.person, moment=row, said=form.said())
            return redirect("competence:moment", key)
    page = {"form": form, "kind": shown.capital(kind.label), "moment": row}
    return show(request, "competence/moment_form.html", page, status=status_of(request))


@signed_in
@require_http_methods(PAGE)
def ask(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Ask a colleague to look."""
    row = queries.get_moment(request.person, key)
    found = colleagues.ask(request, lambda one: actions.ask_feedback(by=request.person, moment=row, colleague=one))
    if found is None:
        return redirect("competence:moment", key)
    return show(request, "competence/moment_ask.html", {"moment": row, "finding": found}, status=found.status)


@signed_in
@require_POST
def ask_end(request: SignedInRequest, key: UUID, feedback: UUID) -> HttpResponse:
    """Take the question away, with what was written on it."""
    found = queries.moment_page(request.person, key)
    for one in found.asked:
        if one.feedback.pk == feedback:
            actions.erase_feedback(by=request.person, feedback=one.feedback)
            return redirect("competence:moment", key)
    raise NotFound


@signed_in
@require_POST
def link_end(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Forget the link now."""
    actions.forget_link(by=request.person, moment=queries.get_moment(request.person, key))
    messages.info(request, _("The link is forgotten."))
    return redirect("competence:moment", key)


@signed_in
@require_POST
def erasure(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Erase it; the page asked first."""
    actions.erase_moment(by=request.person, moment=queries.get_moment(request.person, key))
    messages.info(request, _("The moment is erased."))
    return redirect("competence:home")
