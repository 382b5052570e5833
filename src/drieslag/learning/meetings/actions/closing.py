"""Closing a meeting, also a forgotten one: its report is made, and all that was only for the meeting is erased."""

import json
import uuid
from datetime import datetime, timedelta

from django.db.models import Max, Q, QuerySet

from drieslag.core import clock
from drieslag.core.doors import close_doors
from drieslag.core.verdict import require
from drieslag.kernel import moves, script
from drieslag.kernel.format import Keeps, Readers, StepKind
from drieslag.kernel.moves import CloseReason
from drieslag.learning.meetings.actions.anonymous import close_boxes
from drieslag.learning.meetings.digest import digest
from drieslag.learning.meetings.enums import LIVE_PHASES, PRESENT, MeetingPhase, SeatState
from drieslag.learning.meetings.guarded import erasing
from drieslag.learning.meetings.models import (
    Attendance,
    Contribution,
    Meeting,
    MeetingEvent,
    Participant,
    Report,
    ReportReader,
)
from drieslag.learning.meetings.pinned import PERSONAL, is_forgotten
from drieslag.learning.meetings.queries.attendance import was_there
from drieslag.learning.meetings.rules import may_confirm_attendance
from drieslag.learning.meetings.scene import Scene, on_stage
from drieslag.learning.threads import actions as threads
from drieslag.live.topics import announce
from drieslag.people.models import Person

GUESTS_KEPT = timedelta(days=30)


def close(*, by: Participant, meeting: Meeting) -> Report:
    """End the meeting, from whichever step. Twice is once."""
    with on_stage(meeting) as scene:
        if scene.meeting.phase == MeetingPhase.CLOSED:
            return Report.objects.get(meeting=scene.meeting)
        seat = scene.facilitator(by)
        last = scene.format.steps[-1].key
        reason = CloseReason.FINISHED if scene.state.step == last else CloseReason.STOPPED
        return _close(scene, reason, seat.person)


def close_if_forgotten(*, meeting: Meeting) -> Report | None:
    """Close a meeting that everybody left; None when it is not forgotten. Asked by a job, under no name."""
    with on_stage(meeting) as scene:
        if scene.meeting.phase not in LIVE_PHASES:
            return None
        last = MeetingEvent.objects.filter(meeting=scene.meeting).aggregate(last=Max("at"))["last"]
        if not is_forgotten(scene.meeting, last, scene.now):
            return None
        return _close(scene, CloseReason.FORGOTTEN, None)


def _close(scene: Scene, reason: CloseReason, by: Person | None) -> Report:
    row = scene.meeting
    there = list(row.seats.filter(state__in=[*PRESENT, SeatState.LEFT]))
    scene.happen(moves.Closed(scene.now, reason), by.pk if by else None)
    row.phase, row.closed_at, row.close_reason = MeetingPhase.CLOSED, scene.now, reason.value
    row.participants_count, row.facilitator_seen_at, row.join_code, row.step = len(there), None, "", ""
    row.save(
        update_fields=[
            "phase", "step", "closed_at", "close_reason", "participants_count", "facilitator_seen_at", "join_code",
        ]
    )  # fmt: skip
    data = digest(scene.meeting, scene.format, scene.state)
    report = Report.objects.create(
        organisation_id=row.organisation_id, meeting=row, data=json.dumps(data, ensure_ascii=False), made_at=scene.now
    )
    _let_read(scene, report, there)
    _erase(scene)
    if row.thread:
        threads.note_exploration(
            thread=row.thread, meeting_id=row.pk, team_id=row.team_id, format_code=row.format_code, people=len(there)
        )
    announce(f"team:{row.team_id}")
    scene.announce()
    return report


def _let_read(scene: Scene, report: Report, there: list[Participant]) -> None:
    if scene.format.readers is Readers.PARTICIPANTS:
        ReportReader.objects.bulk_create(
            ReportReader(organisation_id=report.organisation_id, report=report, person_id=seat.person_id)
            for seat in there
            if seat.person_id is not None
        )


def _erase(scene: Scene) -> None:
    """Apply what the format keeps. Seats of persons go: a meeting keeps a number; a guest's goes 30 days later."""
    row = scene.meeting
    close_boxes(row, scene.format)
    with erasing():
        _unwanted(scene).delete()
        Contribution.objects.filter(meeting=row).update(made_version=0, changed_version=0, mark=None)
        MeetingEvent.objects.filter(meeting=row, kind__in=PERSONAL).delete()
        row.votes.all().delete()
        row.ratings.all().delete()
        row.draw_numbers.all().delete()
        row.tallies.all().delete()
        guests = row.seats.filter(person=None)
        close_doors(row.pk)
        for guest in guests:
            close_doors(guest.pk)
        row.seats.filter(Q(person__isnull=False) | Q(state__in=[SeatState.WAITING, SeatState.REMOVED])).delete()


def _unwanted(scene: Scene) -> QuerySet[Contribution]:
    """All of it where only outcomes are kept; else what was taken back, hidden, never opened, or a check-in."""
    everything = Contribution.objects.filter(meeting=scene.meeting)
    if scene.format.keeps is Keeps.OUTCOMES:
        return everything
    closed = [s.key for s in scene.format.steps if not script.is_open(scene.format, scene.state, s.key)]
    check_ins = [step.key for step in scene.format.steps if step.kind is StepKind.CHECK_IN]
    return everything.filter(
        Q(withdrawn_at__isnull=False) | Q(hidden_at__isnull=False) | Q(step_key__in=[*closed, *check_ins])
    )


def erase_old_guests(*, now: datetime | None = None) -> int:
    """Remove the seats, and with them the names, of guests 30 days after the meeting. Returns how many went."""
    before = (now or clock.now()) - GUESTS_KEPT
    old = Participant.objects.filter(person=None)
    ended = old.filter(
        Q(meeting__closed_at__lt=before)
        | Q(meeting__phase__in=[MeetingPhase.PLANNED, MeetingPhase.CANCELLED], meeting__planned_at__lt=before)
    )
    with erasing():
        count = ended.count()
        ended.delete()
    return count


def confirm_attendance(*, by: Person, meeting: Meeting) -> None:
    """Note for oneself that one was there: a private row, and only its text says where. Twice is once."""
    with on_stage(meeting) as scene:
        require(may_confirm_attendance(by, scene.meeting))
        Person.objects.select_for_update(no_key=True).get(pk=by.pk)
        if was_there(by, scene.meeting):
            return
        row = scene.meeting
        assert row.closed_at is not None
        said = {
            "meeting": str(row.pk),
            "on": row.closed_at.date().isoformat(),
            "format": row.format_code,
            "minutes": row.minutes,
            "title": row.title,
        }
        Attendance.objects.create(
            id=uuid.uuid4(), organisation_id=row.organisation_id, person=by, text=json.dumps(said, ensure_ascii=False)
        )
