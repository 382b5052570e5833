"""Handing a question to another team, and what that team answers."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from drieslag.core.verdict import Refused, require
from drieslag.learning.threads import actions, queries, rules
from drieslag.people.queries import list_teams
from drieslag.web.board.forms import HandOverForm
from drieslag.web.components.forms import fresh_key, refuse, status_of
from drieslag.web.requests import SignedInRequest, signed_in

PAGE = ["GET", "HEAD", "POST"]


@signed_in
@require_http_methods(PAGE)
def hand_over(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Offer a question to another team."""
    thread = queries.get_thread(request.person, key)
    require(rules.may_offer(request.person, thread))
    teams = [team for team in list_teams() if team.pk != thread.team_id]
    form = HandOverForm(request.POST or None, teams=teams, initial={"client_key": fresh_key()})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            actions.hand_over(
                by=request.person, thread=thread, to_team=given["to_team"], why=given["why"], key=given["client_key"]
            )
        except Refused as refused:
            refuse(form, refused)
        else:
            messages.success(request, _("It is offered to %(team)s.") % {"team": given["to_team"].name})
            return redirect("board:thread", key)
    page = {"form": form, "thread": thread, "teams": teams}
    return render(request, "board/hand_over.html", page, status=status_of(request))


@signed_in
@require_safe
def offer(request: SignedInRequest, key: UUID) -> HttpResponse:
    """What another team offers, or what became of an own offer."""
    found = queries.get_hand_over(request.person, key)
    page = {
        "offer": found,
        "may_settle": rules.may_settle(request.person, found),
        "may_recall": rules.may_recall(request.person, found),
        "is_mine": found.thread.team_id in request.me.team_ids,
    }
    return render(request, "board/offer.html", page)


@signed_in
@require_POST
def acceptance(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Take the question over."""
    thread = actions.take_thread(by=request.person, hand_over=queries.get_hand_over(request.person, key))
    messages.success(request, _("This question is of your team now."))
    return redirect("board:thread", thread.pk)


@signed_in
@require_POST
def giving_back(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Leave the question with the other team."""
    found = actions.give_back(by=request.person, hand_over=queries.get_hand_over(request.person, key))
    messages.info(request, _("The question stays with %(team)s.") % {"team": found.team.name})
    return redirect("board:team", found.to_team_id)


@signed_in
@require_POST
def recall(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Take the offer back."""
    found = actions.recall(by=request.person, hand_over=queries.get_hand_over(request.person, key))
    return redirect("board:thread", found.thread_id)
