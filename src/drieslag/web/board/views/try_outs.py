"""Taking something on, changing it, stopping it."""

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
from drieslag.learning.threads.models import TryOut
from drieslag.people.queries import members
from drieslag.web.board.forms import WHOLE_TEAM, TryOutForm
from drieslag.web.components.forms import fresh_key, refuse, status_of
from drieslag.web.requests import SignedInRequest, signed_in

PAGE = ["GET", "HEAD", "POST"]


@signed_in
@require_http_methods(PAGE)
def new(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Take something on for a question."""
    thread = queries.get_thread(request.person, key)
    form = TryOutForm(
        request.POST or None, members=members(thread.team), me=request.person, initial={"client_key": fresh_key()}
    )
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            actions.add_try_out(
                by=request.person,
                team=thread.team,
                thread=thread,
                kind=TryOutKind(given["kind"]),
                text=given["text"],
                owner=given["owner"],
                due_on=given["due_on"],
                expectation=given["expectation"],
                key=given["client_key"],
            )
        except Refused as refused:
            refuse(form, refused)
        else:
            return redirect(f"{reverse('board:thread', args=[key])}?kept=try-out:{key}")
    return render(request, "board/try_out.html", {"form": form, "thread": thread}, status=status_of(request))


@signed_in
@require_http_methods(PAGE)
def change(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Change what one tries out."""
    try_out = queries.get_try_out(request.person, key)
    require(rules.may_change_try_out(request.person, try_out))
    form = TryOutForm(
        request.POST or None,
        members=members(try_out.team),
        me=request.person,
        initial={
            "client_key": try_out.pk,
            "text": try_out.text,
            "expectation": try_out.expectation,
            "kind": try_out.kind,
            "owner": str(try_out.owner or WHOLE_TEAM),
            "due_on": try_out.due_on,
        },
    )
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        actions.change_try_out(
            by=request.person,
            try_out=try_out,
            text=given["text"],
            owner=given["owner"],
            due_on=given["due_on"],
            expectation=given["expectation"],
        )
        return _onwards(try_out)
    page = {"form": form, "thread": try_out.thread, "try_out": try_out}
    return render(request, "board/try_out.html", page, status=status_of(request))


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


def _onwards(try_out: TryOut) -> HttpResponse:
    return redirect("board:thread", try_out.thread_id) if try_out.thread_id else redirect("board:team", try_out.team_id)
