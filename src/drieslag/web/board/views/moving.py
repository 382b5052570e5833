"""Making two questions of one, and one of two."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from drieslag.core.verdict import Refused, require
from drieslag.learning.threads import actions, queries, rules
from drieslag.web.board.forms import JoinForm, SplitForm
from drieslag.web.components.forms import fresh_key, refuse, status_of
from drieslag.web.requests import SignedInRequest, signed_in

PAGE = ["GET", "HEAD", "POST"]


@signed_in
@require_http_methods(PAGE)
def split(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Make a second question of one."""
    thread = queries.get_thread(request.person, key)
    require(rules.may_split(request.person, thread))
    form = SplitForm(
        request.POST or None,
        insights=list(thread.insights.order_by("noted_at")),
        try_outs=list(thread.try_outs.order_by("begun_at")),
        initial={"client_key": fresh_key()},
    )
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            made = actions.split_thread(
                by=request.person,
                thread=thread,
                title=given["title"],
                insights=[UUID(each) for each in given.get("insights", [])],
                try_outs=[UUID(each) for each in given.get("try_outs", [])],
                key=given["client_key"],
            )
        except Refused as refused:
            refuse(form, refused)
        else:
            messages.success(request, _("There are two questions now. This is the new one."))
            return redirect("board:thread", made.pk)
    return render(request, "board/split.html", {"form": form, "thread": thread}, status=status_of(request))


@signed_in
@require_POST
def split_undoing(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Make one question of the two again."""
    first = actions.undo_split(by=request.person, thread=queries.get_thread(request.person, key))
    return redirect("board:thread", first.pk)


@signed_in
@require_http_methods(PAGE)
def joining(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Join a question with another of the team."""
    thread = queries.get_thread(request.person, key)
    require(rules.may_split(request.person, thread))
    form = JoinForm(request.POST or None, threads=list(queries.joinable(thread)))
    if request.method == "POST" and form.is_valid():
        try:
            into = actions.join_threads(by=request.person, thread=thread, into=form.cleaned_data["into"])
        except Refused as refused:
            refuse(form, refused)
        else:
            messages.success(request, _("The two questions are one now. In the story you can part them again."))
            return redirect("board:thread", into.pk)
    return render(request, "board/joining.html", {"form": form, "thread": thread}, status=status_of(request))


@signed_in
@require_POST
def parting(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Undo joining."""
    thread = actions.part_threads(by=request.person, thread=queries.get_joined(request.person, key))
    return redirect("board:thread", thread.pk)
