"""What a planning form begins with, and what was."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.http import urlencode

from drieslag.core import clock
from drieslag.core.verdict import NotFound
from drieslag.learning.formats import queries as known_formats
from drieslag.learning.meetings import queries
from drieslag.learning.meetings.models import Meeting
from drieslag.learning.threads import queries as threads
from drieslag.people.queries import Me
from drieslag.web.requests import SignedInRequest


def plan_initial(request: SignedInRequest) -> dict[str, Any]:
    """Begin with what the address says (format, team, thread, moment) and else the next whole hour of tomorrow."""
    asked = request.GET
    soon = (clock.now().astimezone(clock.AMSTERDAM) + timedelta(days=1)).replace(minute=0)
    initial: dict[str, Any] = {
        "format": asked.get("format", "W01"),
        "sitting": asked.get("sitting", 1),
        "day": asked.get("day") or soon.date(),
        "at": asked.get("at") or soon.time(),
    }
    if asked.get("team"):
        initial["team"] = asked["team"]
    thread = _thread(request)
    if thread is not None:
        initial |= {"thread": thread.pk, "team": thread.team_id}
        if thread.opened_by:
            initial["presenter"] = thread.opened_by
    return initial


def _thread(request: SignedInRequest) -> Any:
    try:
        return threads.get_thread(request.person, UUID(request.GET.get("thread", "")))
    except (ValueError, NotFound):
        return None


def plan_of(meeting: Meeting) -> dict[str, Any]:
    """Return a planned meeting as the form shows it."""
    at = meeting.planned_at.astimezone(clock.AMSTERDAM)
    return {
        "format": meeting.format_code,
        "team": meeting.team_id,
        "thread": meeting.own_thread.pk if meeting.own_thread else None,
        "day": at.date(),
        "at": at.time(),
        "place": meeting.place,
        "facilitator": meeting.facilitator_id,
        "presenter": meeting.presenter_id,
    }


def past(me: Me) -> list[Any]:
    """Return the meetings that were, of one's own teams, newest first."""
    return queries.recent_of(me.team_ids, limit=20)


@dataclass(frozen=True)
class NextSitting:
    """The meeting that follows in a format of several."""

    number: int
    count: int
    plan: str


def next_sitting(meeting: Meeting) -> NextSitting | None:
    """Return what comes after this one, with the way to plan it; None after the last, or of a format that is gone."""
    if not meeting.sitting:
        return None
    try:
        version = meeting.format_version if known_formats.is_own(meeting.format_code) else None
        count = known_formats.find(meeting.format_code, version).sittings
    except known_formats.UnknownFormat:
        return None
    if meeting.sitting >= count:
        return None
    asked: dict[str, str | int] = {
        "format": meeting.format_code,
        "sitting": meeting.sitting + 1,
        "team": str(meeting.team_id),
    }
    asked |= {"thread": str(meeting.own_thread.pk)} if meeting.own_thread else {}
    return NextSitting(meeting.sitting + 1, count, f"{reverse('meetings:new')}?{urlencode(asked)}")
