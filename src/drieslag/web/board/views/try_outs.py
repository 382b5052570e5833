"""Taking something on, changing it, taking it over, stopping it."""

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from drieslag.core.verdict import Refused, require
from drieslag.learning.threads import actions, queries, rules
from drieslag.learning.threads.enums import TryOutKind, TryOutState
from drieslag.learning.threads.models import Thread, TryOut
from drieslag.people.models import Team
from drieslag.people.queries import members
from drieslag.web.board.forms import PLAN, WHOLE_TEAM, TryOutForm
from drieslag.web.components.forms import fresh_key, refuse, status_of
from drieslag.web.requests import SignedInRequest, signed_in

PAGE = ["GET", "HEAD", "POST"]


@signed_in
@require_http_methods(PAGE)
def new(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Take something on for a question."""
    thread = queries.get_thread(request.person, key)
    form = _form(request, thread.team, {})
    if request.method == "POST" and form.is_valid() and _take_on(request, form, thread.team, thread):
        return redirect(f"{reverse('board:thread', args=[key])}?kept=try-out:{key}")
    return render(request, "board/try_out.html", {"form": form, "thread": thread}, status=status_of(request))


@signed_in
@require_http_methods(PAGE)
def follow_up(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Take on what was changed after looking back; what one saw then waits on the next page."""
    earlier = queries.get_try_out(request.person, key)
    require(rules.may_adapt(request.person, earlier))
    form = _form(request, earlier.team, {name: getattr(earlier, name) for name in PLAN} | {"kind": earlier.kind})
    effect = queries.look_by(request.person, earlier)
    if (
        request.method == "POST"
        and form.is_valid()
        and _take_on(request, form, earlier.team, earlier.thread, follows=earlier)
    ):
        return redirect("board:effect", effect.pk) if effect else _onwards(earlier)
    page = {"form": form, "thread": earlier.thread, "follows": earlier, "effect": effect}
    return render(request, "board/try_out.html", page, status=status_of(request))


@signed_in
@require_http_methods(PAGE)
def change(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Change what one tries out."""
    try_out = queries.get_try_out(request.person, key)
    require(rules.may_change_try_out(request.person, try_out))
    known = {name: getattr(try_out, name) for name in (*PLAN, "kind", "due_on")}
    form = _form(
        request, try_out.team, {**known, "client_key": try_out.pk, "owner": str(try_out.owner or WHOLE_TEAM)},
        due_before=try_out.due_on,
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        actions.change_try_out(
            by=request.person,
            try_out=try_out,
            owner=given["owner"],
            due_on=given["due_on"],
            **{name: given[name] for name in PLAN},
        )
        return _onwards(try_out)
    page = {"form": form, "thread": try_out.thread, "try_out": try_out}
    return render(request, "board/try_out.html", page, status=status_of(request))


@signed_in
@require_POST
def take_over(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Take on what somebody tried who left the team."""
    try_out = queries.get_try_out(request.person, key)
    actions.take_over_try_out(by=request.person, try_out=try_out)
    messages.success(request, _("You go on with this. Change it so that it fits you."))
    return _onwards(try_out)


@signed_in
@require_POST
def stop(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Stop with something, or go on with what was stopped."""
    try_out = queries.get_try_out(request.person, key)
    if try_out.state == TryOutState.STOPPED:
        actions.resume_try_out(by=request.person, try_out=try_out)
        return _onwards(try_out)
    actions.stop_try_out(by=request.person, try_out=try_out)
    messages.info(request, _("You stopped with this. That is a choice too."))
    return _onwards(try_out)


def _form(
    request: SignedInRequest, team: Team, initial: dict[str, Any], *, due_before: date | None = None
) -> TryOutForm:
    return TryOutForm(
        request.POST or None,
        members=members(team),
        me=request.person,
        initial={"client_key": fresh_key(), **initial},
        due_before=due_before,
    )


def _take_on(
    request: SignedInRequest, form: TryOutForm, team: Team, thread: Thread | None, *, follows: TryOut | None = None
) -> bool:
    """Take it on. What is refused stands in the form afterwards."""
    given = form.cleaned_data
    try:
        actions.add_try_out(
            by=request.person,
            team=team,
            thread=thread,
            kind=TryOutKind(given["kind"]),
            owner=given["owner"],
            due_on=given["due_on"],
            follows=follows,
            key=given["client_key"],
            **{name: given[name] for name in PLAN},
        )
    except Refused as refused:
        refuse(form, refused)
        return False
    return True


def _onwards(try_out: TryOut) -> HttpResponse:
    return redirect("board:thread", try_out.thread_id) if try_out.thread_id else redirect("board:team", try_out.team_id)
