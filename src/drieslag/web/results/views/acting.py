"""What comes of a result: a meeting to read it together, or a practice question. One press each."""

from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from drieslag.core import clock
from drieslag.core.ids import new_id
from drieslag.core.verdict import NotFound, Refused
from drieslag.learning.threads.models import STORY_MAX, TITLE_MAX
from drieslag.surveys.actions import results as actions
from drieslag.surveys.findings import Finding, flat
from drieslag.surveys.queries import results as queries
from drieslag.surveys.rules.results import may_discuss
from drieslag.web.requests import SignedInRequest, signed_in
from drieslag.web.results.presenters import words


@signed_in
@require_POST
def meeting(request: SignedInRequest, group: UUID) -> HttpResponse:
    """Plan a meeting with this result on the table, or begin it now."""
    queries.readable(request.me, group)
    begin = "begin" in request.POST
    at = clock.now() if begin else _moment(request)
    made = actions.discuss(by=request.person, group_id=group, planned_at=at, begin=begin)
    if begin:
        return redirect("meetings:facilitator", made.pk)
    messages.info(request, _("The meeting is planned. Here you change the day, the time and who facilitates."))
    return redirect("meetings:meeting", made.pk)


def _moment(request: SignedInRequest) -> datetime:
    try:
        asked = parse_datetime(f"{request.POST.get('day', '')}T{request.POST.get('at', '')}")
    except ValueError:
        asked = None
    if asked is None or asked.tzinfo is not None:
        raise Refused(_("Choose a day and a time, like 24-11-2026 and 10.15."))
    return asked.replace(tzinfo=clock.AMSTERDAM)


@signed_in
@require_POST
def question(request: SignedInRequest, group: UUID) -> HttpResponse:
    """Make a practice question of a finding; who brought it in changes the words afterwards."""
    asked, counted = queries.readable(request.me, group)
    of = asked.group(group)
    if of is None or not may_discuss(request.me, of):
        raise NotFound
    result = queries.result_of(request.me, asked, counted)
    found = next((each for each in flat(result.sections) if _key(each) == request.POST.get("of")), None)
    if found is None or found.record is None or found.record.withheld:
        raise NotFound
    thread = actions.make_question(
        by=request.person,
        group_id=group,
        title=_title(found),
        story=_story(result, found)[:STORY_MAX],
        key=_uuid(request.POST.get("key", "")),
    )
    messages.info(request, _("This is now a practice question on your board. Change the words as you like."))
    return redirect("board:thread", thread.pk)


def _key(found: Finding) -> str:
    return f"{found.about.value}-{found.of}"


def _title(found: Finding) -> str:
    asks = _("What do we do with ‘%(finding)s’?")
    room = TITLE_MAX - len(asks % {"finding": ""})
    name = words.say(found.name).rstrip(".?")
    return asks % {"finding": name if len(name) <= room else f"{name[: room - 1]}…"}


def _story(result: queries.GroupResult, found: Finding) -> str:
    assert result.round.closed_at is not None
    came = _("From the round ‘%(title)s’ of %(month)s.") % {
        "title": result.round.title,
        "month": words.month_and_year(result.round.closed_at),
    }
    told = [words.conclusion(result.instrument, found), words.mean_words(found), words.change_words(found)]
    return " ".join(each for each in (came, *told) if each)


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        return new_id()
