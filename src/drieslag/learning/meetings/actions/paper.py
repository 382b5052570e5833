"""Writing down a meeting that was held without this program: on paper, or elsewhere."""

import json
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from drieslag.core import clock
from drieslag.core.ids import new_id
from drieslag.core.verdict import Refused, require
from drieslag.journal.actions import record
from drieslag.journal.verbs import Verb
from drieslag.kernel.format import Format, Readers
from drieslag.kernel.moves import CloseReason
from drieslag.learning.meetings.actions.planning import usable_format
from drieslag.learning.meetings.digest import outcomes_of
from drieslag.learning.meetings.enums import MeetingPhase
from drieslag.learning.meetings.models import Meeting, Report, ReportReader
from drieslag.learning.meetings.rules import may_plan
from drieslag.learning.threads import actions as threads
from drieslag.learning.threads.actions.writing import earlier
from drieslag.learning.threads.enums import Level, TryOutKind
from drieslag.learning.threads.models import Thread
from drieslag.library import formats
from drieslag.live.topics import announce
from drieslag.people.models import Person, Team

NOON = time(12)
LOOK_BACK = timedelta(weeks=6)
LONGEST_AGO = timedelta(days=366)
MOST_PEOPLE = 200


@dataclass(frozen=True)
class Outcome:
    """What came of it, in a line each; either may be empty."""

    insight: str = ""
    level: Level = Level.SINGLE
    try_out: str = ""
    due_on: date | None = None


def log_on_paper(
    *,
    by: Person,
    team: Team,
    format_code: str,
    held_on: date,
    people: int,
    sitting: int = 0,
    thread: Thread | None = None,
    outcome: Outcome | None = None,
    key: UUID | None = None,
) -> Meeting:
    """Note that a meeting was held: which form, when, with how many. The same `key` notes it once."""
    with transaction.atomic():
        require(may_plan(by, team))
        _check(held_on, people)
        known = earlier(Meeting, key, team_id=team.pk)
        if known is not None:
            return known
        format_, sitting = usable_format(team, format_code, sitting)
        at = datetime.combine(held_on, NOON, tzinfo=clock.AMSTERDAM)
        meeting = Meeting.objects.create(
            pk=key or new_id(), organisation_id=team.organisation_id, team=team, thread=thread, sitting=sitting,
            format_code=format_.code, format_version=format_.version, script=formats.dump(format_), on_paper=True,
            title=thread.title if thread else "", planned_at=at, minutes=format_.minutes, phase=MeetingPhase.CLOSED,
            started_at=at, closed_at=at, close_reason=CloseReason.FINISHED.value, participants_count=people,
        )  # fmt: skip
        inside = _note_outcome(meeting, format_, outcome or Outcome())
        _report(meeting, format_, inside, by)
        if thread:
            threads.note_exploration(
                thread=thread, team_id=team.pk, meeting_id=meeting.pk, format_code=format_.code, people=people, by=by
            )
        record(verb=Verb.ENDED, object_kind="meeting", object_id=meeting.pk, by=by.pk, place=team.pk)
        announce(f"team:{team.pk}")
    return meeting


def _check(held_on: date, people: int) -> None:
    if held_on > clock.today():
        raise Refused(_("This day is still to come. Write it down once you held it."))
    if clock.today() - held_on > LONGEST_AGO:
        raise Refused(_("This is more than a year ago."))
    if not 1 <= people <= MOST_PEOPLE:
        raise Refused(_("Write how many people there were: from 1 to 200."))


def _note_outcome(meeting: Meeting, format_: Format, outcome: Outcome) -> list[dict[str, str]]:
    """Put what came of it on the board; where a report is its participants' alone it stays inside, and is returned."""
    insight, try_out = outcome.insight.strip(), outcome.try_out.strip()
    if format_.readers is Readers.PARTICIPANTS:
        said = {"insight": insight, "try_out": try_out}
        return [{"step": "", "what": what, "text": text} for what, text in said.items() if text]
    common: dict[str, Any] = {"by": None, "team": meeting.team, "thread": meeting.thread, "meeting_id": meeting.pk}
    if insight:
        threads.add_insight(text=insight, level=outcome.level, **common)
    if try_out:
        due = outcome.due_on or clock.today() + LOOK_BACK
        threads.add_try_out(kind=TryOutKind.EXPERIMENT, text=try_out, owner=None, due_on=due, **common)
    return []


def _report(meeting: Meeting, format_: Format, inside: list[dict[str, str]], by: Person) -> None:
    outcomes = outcomes_of(meeting, format_) | {"inside": inside}
    data = {"version": 1, "steps": [], "tallies": {}, "outcomes": outcomes}
    report = Report.objects.create(
        organisation_id=meeting.organisation_id,
        meeting=meeting,
        data=json.dumps(data, ensure_ascii=False),
        made_at=clock.now(),
    )
    if format_.readers is Readers.PARTICIPANTS:  # who else was there is not known, and not asked
        ReportReader.objects.create(organisation_id=meeting.organisation_id, report=report, person=by)
