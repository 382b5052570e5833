"""Preparing a talk: one's own words, laying them open, reading the other's."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from drieslag.core.verdict import Refused, require
from drieslag.development.talks import actions, queries, rules
from drieslag.development.talks.enums import Side
from drieslag.web.components.forms import refuse, status_of
from drieslag.web.components.growing import show
from drieslag.web.requests import SignedInRequest, posted, signed_in
from drieslag.web.talks.forms import PreparationForm
from drieslag.web.talks.presenters import shown

PAGE = ["GET", "HEAD", "POST"]


@signed_in
@require_http_methods(PAGE)
def preparation(request: SignedInRequest, key: UUID) -> HttpResponse:
    """What one prepares. The other is told beforehand that the owner reads it."""
    seen = queries.seen(request.person, key)
    require(rules.may_prepare(request.person, seen.talk))
    form = PreparationForm(posted(request), side=seen.side, initial=queries.answers_of(seen.mine))
    if request.method == "POST" and form.is_valid():
        try:
            actions.prepare(by=request.person, talk=seen.talk, answers=form.cleaned_data)
            if seen.side == Side.OWNER and request.POST.get("open"):
                actions.lay_open(by=request.person, talk=seen.talk)
        except Refused as refused:
            refuse(form, refused)
        else:
            return redirect("talks:one", key)
    page = {
        "form": form,
        "fields": [form[name] for name in form.fields],
        "talk": seen.talk,
        "title": shown.title(seen.talk, seen.name),
        "name": seen.name or _("the other"),
        "is_mine": seen.side == Side.OWNER,
        "is_open": seen.mine is not None and seen.mine.opened_on is not None,
    }
    return show(request, "talks/preparation.html", page, status=status_of(request))


@signed_in
@require_POST
def opening(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Lay one's own words open to the other, or close them again."""
    talk = queries.get_talk(request.person, key)
    if request.POST.get("open") == "no":
        actions.close_again(by=request.person, talk=talk)
    else:
        actions.lay_open(by=request.person, talk=talk)
    return redirect("talks:one", key)


@signed_in
@require_POST
def words_erasure(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Erase one's own preparation."""
    actions.take_words_back(by=request.person, talk=queries.get_talk(request.person, key))
    messages.info(request, _("What you prepared is erased."))
    return redirect("talks:one", key)


@signed_in
@require_POST
def reading(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Open what the owner laid open, in the owner's sight."""
    actions.read_prepared(by=request.person, talk=queries.get_talk(request.person, key))
    return redirect("talks:one", key)
