"""Looking back on a try-out, in a minute or with one press."""

from datetime import date, timedelta
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from drieslag.core import clock
from drieslag.core.verdict import Refused, require
from drieslag.learning.threads import actions, queries, rules
from drieslag.learning.threads.enums import Seen
from drieslag.web.board.forms import EffectForm, LookBackForm
from drieslag.web.components.forms import fresh_key, refuse, status_of
from drieslag.web.requests import SignedInRequest, signed_in

PAGE = ["GET", "HEAD", "POST"]


@signed_in
@require_http_methods(PAGE)
def look_back(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Say what was seen. One press on the home page comes here as well; then it asks what surprised."""
    try_out = queries.get_try_out(request.person, key)
    form = LookBackForm(request.POST or None, initial={"client_key": fresh_key()})
    if request.method == "GET":
        require(rules.may_note_effect(request.person, try_out))
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            effect = actions.note_effect(
                by=request.person,
                try_out=try_out,
                seen=Seen(given["seen"]),
                text=given["text"],
                again_on=_again_on(given["go_on"]),
                key=given["client_key"],
            )
        except Refused as refused:
            refuse(form, refused)
        else:
            return redirect("board:effect", effect.pk)
    return render(request, "board/look_back.html", {"form": form, "try_out": try_out}, status=status_of(request))


@signed_in
@require_http_methods(PAGE)
def effect(request: SignedInRequest, key: UUID) -> HttpResponse:
    """What was noted: to add what surprised, or to undo."""
    found = queries.get_effect(request.person, key)
    require(rules.may_withdraw_effect(request.person, found))
    form = EffectForm(request.POST or None, initial={"seen": found.seen, "text": found.text})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        actions.change_effect(by=request.person, effect=found, seen=Seen(given["seen"]), text=given["text"])
        return redirect("board:thread", found.try_out.thread_id) if found.try_out.thread_id else redirect("today:home")
    page = {"form": form, "effect": found, "try_out": found.try_out, "seen": Seen(found.seen).label}
    return render(request, "board/effect.html", page, status=status_of(request))


@signed_in
@require_POST
def withdrawal(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Undo noting: the try-out runs again."""
    try_out = actions.withdraw_effect(by=request.person, effect=queries.get_effect(request.person, key))
    return redirect("board:look_back", try_out.pk)


def _again_on(weeks: str) -> date | None:
    return clock.today() + timedelta(weeks=int(weeks)) if weeks.isdigit() else None
