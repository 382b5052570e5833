"""What the team wrote in its own words: looked over by a member, then read by the team."""

from itertools import groupby
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from drieslag.core.verdict import NotFound, Refused
from drieslag.library import instruments
from drieslag.surveys.actions import texts as actions
from drieslag.surveys.enums import Texts
from drieslag.surveys.models import Group
from drieslag.surveys.queries import results as queries
from drieslag.surveys.rules import results as rules
from drieslag.web.requests import SignedInRequest, signed_in
from drieslag.web.results.presenters import words

ACTS = {"look": actions.look_over, "open": actions.lay_open, "back": actions.take_back}


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def index(request: SignedInRequest, group: UUID) -> HttpResponse:
    """The texts, for who looks them over and, once they are laid open, for the team."""
    asked, _counted = queries.readable(request.me, group)
    found = asked.group(group)
    if found is None or rules.hat_of(request.me, found) is None:
        raise NotFound
    if request.method == "POST":
        act = ACTS.get(request.POST.get("act", ""))
        if act is None:
            raise NotFound
        act(by=request.person, group_id=group)
        return redirect("results:texts", group)
    may_look = rules.may_look_over(request.me, found)  # not for who came to lead the team meanwhile
    looks = bool(may_look) and found.texts == Texts.LOOKED_OVER and found.texts_by == request.me.id
    shown = queries.all_texts(found) if looks else _opened(request, found)
    instrument = instruments.pinned(asked.round.instrument)
    names = {item.key: words.say(item.text) for item in instrument.items}
    page = {
        "group": found,
        "round": asked.round,
        "looks": looks,
        "is_open": found.texts == Texts.LAID_OPEN,
        "may_look": may_look,
        "questions": [(names.get(key, key), list(rows)) for key, rows in groupby(shown, lambda row: row.item)],
    }
    return render(request, "results/texts.html", page)


def _opened(request: SignedInRequest, group: Group) -> list[queries.WrittenText]:
    try:
        return queries.texts_of(request.me, group)
    except Refused:
        return []


@signed_in
@require_POST
def hide(request: SignedInRequest, text: UUID) -> HttpResponse:
    """Keep a text from the team, or show it after all."""
    found = actions.hide_text(by=request.person, text_id=text, hidden=request.POST.get("hidden") == "yes")
    return redirect("results:texts", found.group_id)
