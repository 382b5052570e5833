"""What nights do: settle what meetings proved, follow meetings that were moved, freeze the weekly word."""

import json
import uuid
from collections.abc import Iterable
from datetime import date, timedelta
from uuid import UUID

from django.db import transaction

from drieslag.core import clock, tenancy
from drieslag.core.verdict import require
from drieslag.journal.verbs import Verb
from drieslag.kernel.cadence import Part, part
from drieslag.kernel.disclosure import Shown
from drieslag.learning.meetings.enums import MeetingPhase
from drieslag.learning.meetings.models import Attendance
from drieslag.learning.rhythm.actions.telling import locked, tell_moment
from drieslag.learning.rhythm.enums import Kind, State
from drieslag.learning.rhythm.models import Agreement, Frozen, Occurrence
from drieslag.learning.rhythm.queries.own import SIX_WEEKS, intervisions_of, said_there
from drieslag.learning.rhythm.rules import may_say_there
from drieslag.learning.rhythm.terms import starts_at
from drieslag.people.models import Membership, Person


def follow_meetings() -> int:
    """Let moments follow the meetings that were made of them. Returns how many changed."""
    return sum(map(follow, Occurrence.objects.filter(state=State.PLANNED, meeting__isnull=False)))


def follow(occurrence: Occurrence) -> bool:
    """Let one moment follow its meeting; somebody may have settled it meanwhile. Returns whether it changed."""
    with transaction.atomic():
        now = locked(occurrence)
        meeting = now.meeting
        if now.state != State.PLANNED or meeting is None:
            return False
        if meeting.phase == MeetingPhase.CANCELLED:
            now.meeting = None
        elif meeting.phase == MeetingPhase.CLOSED:
            now.state, now.settled_at = State.HELD, meeting.closed_at
        elif meeting.planned_at != now.starts_at:
            now.starts_at = meeting.planned_at
            now.moved = not now.extra and now.starts_at != starts_at(now.agreement, now.original_on)
            now.sequence += 1
        else:
            return False
        now.save()
        if now.state == State.HELD:
            tell_moment(now, Verb.HELD, None)
    return True


def say_there(*, by: Person, occurrence: Occurrence) -> None:
    """Note for oneself to have been at an intervision: a private row, and only its text says where. Twice is once."""
    with transaction.atomic():
        now = locked(occurrence)
        require(may_say_there(by, now))
        Person.objects.select_for_update(no_key=True).get(pk=by.pk)
        if said_there(by, now):
            return
        said = {
            "moment": str(now.pk),
            "on": now.starts_at.astimezone(clock.AMSTERDAM).date().isoformat(),
            "format": now.format,
            "minutes": now.lasts,
            "kind": Kind.INTERVISION.value,
        }
        Attendance.objects.create(
            id=uuid.uuid4(), organisation_id=now.organisation_id, person=by, text=json.dumps(said, ensure_ascii=False)
        )


def freeze_week() -> int:
    """Write down for each team with intervision how many had one within six weeks, as a word, once a week.

    Counted is as of Monday; of an earlier week nothing stays, so that no two words can be laid side by side.
    """
    monday = clock.today() - timedelta(days=clock.today().weekday())
    Frozen.objects.filter(week_on__lt=monday).delete()
    teams = Agreement.objects.filter(kind=Kind.INTERVISION, ended_at=None, team__closed_on=None)
    done = set(Frozen.objects.filter(week_on=monday).values_list("team", flat=True))
    wanted = set(teams.values_list("team", flat=True)) - done
    return sum(_freeze(team, monday) for team in sorted(wanted))


def _freeze(team: UUID, monday: date) -> bool:
    members = set(
        Membership.objects.filter(team=team, until=None, person__left_on=None).values_list("person", flat=True)
    )
    word = part(_with_intervision(members, monday), len(members))
    if not isinstance(word, Shown):
        return False
    Frozen.objects.bulk_create(
        [Frozen(organisation_id=tenancy.entered(), team_id=team, week_on=monday, share=Part(word.value).value)],
        ignore_conflicts=True,
    )
    return True


def _with_intervision(members: Iterable[UUID], monday: date) -> int:
    since = monday - SIX_WEEKS
    return sum(any(since <= day < monday for day in intervisions_of(person)) for person in members)
