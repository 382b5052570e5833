"""Asking for a talk, and agreeing on its moment."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from drieslag.core import clock
from drieslag.core.verdict import Refused, require
from drieslag.development.sharing.rules import leads_person
from drieslag.development.talks import actions, queries, rules
from drieslag.development.talks.enums import TalkKind
from drieslag.people.queries import get_person
from drieslag.web.components.colleagues import chosen, finding
from drieslag.web.components.dates import day_of
from drieslag.web.components.forms import fresh_key, refuse, status_of
from drieslag.web.components.growing import show
from drieslag.web.requests import SignedInRequest, colleague, posted, signed_in
from drieslag.web.talks.forms import AskForm, MomentForm
from drieslag.web.talks.presenters import shown

PAGE = ["GET", "HEAD", "POST"]


@colleague
@require_http_methods(PAGE)
def new(request: SignedInRequest) -> HttpResponse:
    """With whom? A coach, a leader or a colleague, of one's own choice."""
    if person := chosen(request):
        return redirect("talks:with", person.pk)
    found = finding(request)
    return show(request, "talks/new.html", {"finding": found}, status=found.status)


@colleague
@require_http_methods(PAGE)
def with_whom(request: SignedInRequest, person: UUID) -> HttpResponse:
    """What kind of talk, when, and about what."""
    other = get_person(person)
    require(rules.may_ask(request.person, request.person, other))
    leads = leads_person(request.person.pk, other.pk)
    form = AskForm(posted(request), name=other.name, leads=leads, initial={"client_key": fresh_key()})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        pair = (request.person, other) if form.is_mine else (other, request.person)
        try:
            talk = actions.ask_for_talk(
                by=request.person,
                owner=pair[0],
                other=pair[1],
                kind=TalkKind(given["kind"]),
                planned_at=form.planned_at,
                place=given["place"],
                about=given["about"],
                key=given["client_key"],
            )
        except Refused as refused:
            refuse(form, refused)
        else:
            messages.info(request, _("It is asked. %(name)s finds it on Today.") % {"name": other.name})
            return redirect("talks:one", talk.pk)
    return show(request, "talks/with.html", {"form": form, "other": other}, status=status_of(request))


@signed_in
@require_POST
def answer(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Accept the moment, or say that it does not fit."""
    talk = queries.get_talk(request.person, key)
    try:
        if request.POST.get("fits") == "no":
            actions.decline(by=request.person, talk=talk)
            messages.info(request, _("You said that it does not fit now. No reason was asked."))
        else:
            actions.accept(by=request.person, talk=talk)
    except Refused as refused:
        messages.warning(request, str(refused.reason))
    return redirect("talks:one", key)


@signed_in
@require_http_methods(PAGE)
def moment(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Propose another moment or place."""
    seen = queries.seen(request.person, key)
    require(rules.may_move(request.person, seen.talk))
    local = seen.talk.planned_at.astimezone(clock.AMSTERDAM)
    kept = {"day": day_of(local), "at": local.time(), "place": seen.talk.place}
    form = MomentForm(posted(request), initial=kept)
    if request.method == "POST" and form.is_valid():
        try:
            actions.move(
                by=request.person, talk=seen.talk, planned_at=form.planned_at, place=form.cleaned_data["place"]
            )
        except Refused as refused:
            refuse(form, refused)
        else:
            return redirect("talks:one", key)
    page = {"form": form, "talk": seen.talk, "title": shown.title(seen.talk, seen.name), "name": seen.name}
    return show(request, "talks/moment.html", page, status=status_of(request))


@signed_in
@require_http_methods(PAGE)
def end(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Call it off. The page asks first: there is no way back."""
    seen = queries.seen(request.person, key)
    if request.method != "POST":
        require(rules.may_call_off(request.person, seen.talk))
        return show(request, "talks/end.html", shown.page(request.person, seen))
    try:
        actions.call_off(by=request.person, talk=seen.talk)
    except Refused as refused:
        messages.warning(request, str(refused.reason))
    else:
        messages.info(request, _("The talk is called off. No reason was asked."))
    return redirect("talks:list")
