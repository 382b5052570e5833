"""What meetings keep about a person; and whom they let hold a token for an anonymous step or a jar."""

import json
from uuid import UUID

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from drieslag.core.verdict import YES, Verdict, no
from drieslag.learning.meetings.enums import PRESENT
from drieslag.learning.meetings.guarded import erasing
from drieslag.learning.meetings.models import (
    Attendance,
    Contribution,
    DrawNumber,
    Meeting,
    MeetingEvent,
    Participant,
    Rating,
    Report,
    ReportReader,
    Vote,
)
from drieslag.people.models import Membership
from drieslag.privacy.anonymous import holders
from drieslag.privacy.anonymous.enums import Purpose
from drieslag.privacy.register import Eraser, Kept, Rows, register

type Seated = Participant | Vote | Rating | DrawNumber | Attendance | ReportReader

NOBODY = str(UUID(int=0))
WORK = _("To work and learn together")
AGREEMENT = _("The work that was agreed on")
TEAM = _("Your team")
UNTIL_CLOSING = _("Until the meeting ends")


def _contributions(key: UUID) -> Rows:
    rows = Contribution.objects.filter(person_id=key, withdrawn_at=None).order_by("pk")
    return [{"meeting": str(row.meeting_id), "step": row.step_key, "text": row.text} for row in rows]


def _forget_author(key: UUID) -> int:
    with erasing():
        return Contribution.objects.filter(person_id=key).update(person=None)


def _meetings(key: UUID) -> Rows:
    rows = Meeting.objects.filter(Q(facilitator_id=key) | Q(presenter_id=key)).order_by("planned_at")
    return [{"title": row.title, "planned_at": row.planned_at, "format": row.format_code} for row in rows]


def _forget_lead(key: UUID) -> int:
    led = Meeting.objects.filter(facilitator_id=key).update(facilitator=None)
    return led + Meeting.objects.filter(presenter_id=key).update(presenter=None)


def _forget_in_events(key: UUID) -> int:
    """Put nobody where the person stood: a history without its facilitator still gives the same times."""
    changed = 0
    with erasing():
        rows = MeetingEvent.objects.filter(
            Q(payload__facilitator=str(key)) | Q(payload__to=str(key)) | Q(payload__by=str(key))
        )
        for row in rows:
            row.payload = {name: NOBODY if value == str(key) else value for name, value in row.payload.items()}
            row.save(update_fields=["payload"])
            changed += 1
    return changed


def _forget_in_reports(key: UUID) -> int:
    """Reports name owners by key alone; the key goes, and with it the name."""
    changed = 0
    for report in Report.objects.all():
        if str(key) in report.data:
            report.data = report.data.replace(str(key), NOBODY)
            report.save(update_fields=["data"])
            changed += 1
    return changed


def _attendance(key: UUID) -> Rows:
    return [json.loads(row.text) for row in Attendance.objects.filter(person_id=key)]


def _readable(key: UUID) -> Rows:
    return [{"report": str(row.report_id)} for row in ReportReader.objects.filter(person_id=key)]


def _nothing(_key: UUID) -> Rows:
    return []


def _drop(model: type[Seated], where: str) -> Eraser:
    def erase(key: UUID) -> int:
        return int(model.objects.filter(**{where: key}).delete()[0])

    return erase


def fill() -> None:
    """Put these kinds of rows in the register, and say who may hold a token."""
    _register_words()
    _register_room()
    holders.register(Purpose.STEP, may_hold=_may_hold_in_meeting, recall=_recall)
    holders.register(Purpose.JAR, may_hold=_may_hold_for_jar)


def _register_words() -> None:
    always = _("As long as the team's report")
    register(
        Kept(
            Meeting,
            _("Meetings that you led or brought a question to"),
            WORK,
            AGREEMENT,
            always,
            TEAM,
            _meetings,
            _forget_lead,
        )
    )
    register(
        Kept(
            Contribution, _("What you wrote in meetings"), WORK, AGREEMENT, always, TEAM, _contributions, _forget_author
        )
    )
    register(
        Kept(MeetingEvent, _("That you led a meeting"), WORK, AGREEMENT, always, TEAM, _nothing, _forget_in_events)
    )
    register(Kept(Report, _("Reports of meetings"), WORK, AGREEMENT, always, TEAM, _nothing, _forget_in_reports))
    register(
        Kept(
            ReportReader, _("Reports that only their participants read"), WORK, AGREEMENT, always,
            _("Those who were there"),
            _readable,
            _drop(ReportReader, "person_id"),
        )
    )  # fmt: skip
    register(
        Kept(
            Attendance, _("Meetings that you noted to have been at"), _("For your own record"), _("Your own wish"),
            _("Until you remove it"), _("You alone"), _attendance, _drop(Attendance, "person_id"),
        )
    )  # fmt: skip


def _register_room() -> None:
    _register_seated(Participant, _("Your seat in a meeting"), "person_id")
    _register_seated(Vote, _("Your dots"), "seat__person_id")
    _register_seated(Rating, _("Your ratings"), "seat__person_id")
    _register_seated(DrawNumber, _("Your number in a draw"), "seat__person_id")


def _register_seated(model: type[Seated], name: str | Promise, where: str) -> None:
    room = _("Those in the meeting")
    register(Kept(model, name, WORK, AGREEMENT, UNTIL_CLOSING, room, _nothing, _drop(model, where)))


def _may_hold_in_meeting(holder: UUID, scope: UUID) -> Verdict:
    """Whoever sits in the meeting: a person by person, a guest by seat."""
    there = Participant.objects.filter(meeting_id=scope, state__in=PRESENT)
    if there.filter(Q(person_id=holder) | Q(pk=holder, person=None)).exists():
        return YES
    return no(_("Only those in the meeting can hand in slips."))


def _may_hold_for_jar(holder: UUID, scope: UUID) -> Verdict:
    """Members of the team."""
    if Membership.objects.filter(team_id=scope, person_id=holder, until=None).exists():
        return YES
    return no(_("The question jar is the team's own."))


def _recall(scope: UUID, mark: bytes) -> bool:
    from drieslag.learning.meetings.actions.anonymous import recall

    return recall(scope, mark)
