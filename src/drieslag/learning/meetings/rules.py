"""Who may do what with a meeting. What can happen in a step is the kernel's to say (kernel.script, writing)."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from drieslag.core import clock
from drieslag.core.verdict import YES, Verdict, no
from drieslag.kernel.format import Format, Readers
from drieslag.learning.formats.queries import lacks_consent
from drieslag.learning.meetings.enums import MeetingPhase, SeatState
from drieslag.learning.meetings.models import Contribution, Meeting, Participant, ReportReader
from drieslag.learning.meetings.pinned import format_of
from drieslag.learning.meetings.reasons import TextRefused
from drieslag.people.models import Person, Team
from drieslag.people.rules import is_member

__all__ = ["BEAT_SECONDS", "JOIN_OPENS", "SILENT_SECONDS", "TextRefused"]

BEAT_SECONDS = 20
SILENT_SECONDS = 90
JOIN_OPENS = timedelta(minutes=15)  # before the planned moment
CONFIRM_WITHIN = timedelta(days=7)


def may_plan(person: Person, team: Team) -> Verdict:
    """Any member plans a meeting for the own team."""
    return YES if is_member(person, team) else no(_("Only the members of this team can plan a meeting here."))


def may_see(person: Person, meeting: Meeting) -> Verdict:
    """The team sees that there is a meeting; so does whoever leads it or sits in it."""
    if person.pk in {meeting.facilitator_id, meeting.presenter_id} or is_member(person, meeting.team):
        return YES
    return no(_("Only the members of this team can see this meeting."))


def may_change_plan(person: Person, meeting: Meeting) -> Verdict:
    """Any member, until it starts."""
    if meeting.phase != MeetingPhase.PLANNED:
        return no(_("This meeting has started or was cancelled: its plan stands."))
    return may_see(person, meeting)


def may_start(person: Person, meeting: Meeting) -> Verdict:
    """The facilitator; when nobody was named, any member, who then leads it."""
    if meeting.phase == MeetingPhase.CANCELLED:
        return no(_("This meeting was cancelled."))
    if meeting.facilitator_id not in {None, person.pk}:
        return no(_("The facilitator starts the meeting."))
    return may_see(person, meeting)


def may_run(format_: Format) -> Verdict:
    """A format with materials of somebody else's runs once the organisation wrote down that they agreed."""
    if lacks_consent(format_):
        return no(_("The materials of this format are somebody else’s. Write down first who agreed that you use them."))
    return YES


def may_join(person: Person, meeting: Meeting) -> Verdict:
    """Members of the team and whoever leads or presents, while it runs or is about to."""
    if not (seen := may_see(person, meeting)):
        return seen
    return _has_not_ended(meeting)


def may_join_as_guest(meeting: Meeting) -> Verdict:
    """Whoever has the code, while the door is open; a guest waits until let in."""
    if meeting.phase == MeetingPhase.PLANNED and clock.now() < meeting.planned_at - JOIN_OPENS:
        return no(_("You can join from a quarter of an hour before the beginning."))
    return _has_not_ended(meeting)


def may_take_part(seat: Participant, meeting: Meeting) -> Verdict:
    """Whoever has a seat in this meeting and was let in."""
    if seat.meeting_id != meeting.pk or seat.state == SeatState.REMOVED:
        return no(_("You do not take part in this meeting."))
    if seat.state == SeatState.WAITING:
        return no(_("The facilitator has not let you in yet."))
    if seat.state == SeatState.LEFT:
        return no(_("You have left this meeting. Come in again first."))
    return YES


def may_facilitate(seat: Participant, meeting: Meeting) -> Verdict:
    """The facilitator, or whoever stands in."""
    if not (part := may_take_part(seat, meeting)):
        return part
    return YES if seat.is_of(meeting.facilitator_id) else no(_("Only the facilitator can do this."))


def may_take_over(seat: Participant, meeting: Meeting) -> Verdict:
    """A signed-in member of the team, never a guest, once the facilitator's pages gave no sign for 90 seconds."""
    if not (part := may_take_part(seat, meeting)):
        return part
    if seat.person is None:
        return no(_("Only a member of the team can take over."))
    if not meeting.is_live:
        return no(_("The meeting is not running."))
    if not facilitator_is_silent(meeting):
        return no(_("The facilitator is there. After a minute and a half without a sign you can take over."))
    return YES if is_member(seat.person, meeting.team) else no(_("Only a member of the team can take over."))


def facilitator_is_silent(meeting: Meeting) -> bool:
    """Whether the facilitator's pages gave no sign for 90 seconds."""
    seen = meeting.facilitator_seen_at or meeting.started_at
    return seen is not None and clock.now() - seen >= timedelta(seconds=SILENT_SECONDS)


def may_give_back(seat: Participant, meeting: Meeting) -> Verdict:
    """Whoever stands in."""
    return may_facilitate(seat, meeting)


def may_hand_over(seat: Participant, meeting: Meeting, other: Participant) -> Verdict:
    """The facilitator, to somebody with an account who is in the room."""
    if not (leads := may_facilitate(seat, meeting)):
        return leads
    if other.is_guest:
        return no(_("A guest cannot lead the meeting."))
    return YES if may_take_part(other, meeting) else no(_("This person is not in the meeting now."))


def may_pass_turn(seat: Participant, meeting: Meeting, other: Participant) -> Verdict:
    """One's own turn; anybody's for the facilitator."""
    if seat.pk == other.pk:
        return may_take_part(seat, meeting)
    return may_facilitate(seat, meeting)


def may_change_contribution(seat: Participant, contribution: Contribution) -> Verdict:
    """Only who wrote it, as long as it stands."""
    if not (part := may_take_part(seat, contribution.meeting)):
        return part
    if contribution.seat_id != seat.pk:
        return no(_("Only who wrote this can change it."))
    return YES if contribution.withdrawn_at is None else no(_("You took this back already."))


def may_hide(seat: Participant, contribution: Contribution, *, is_open: bool) -> Verdict:
    """The facilitator, and only what the facilitator can read: so nothing before it was opened."""
    if not (leads := may_facilitate(seat, contribution.meeting)):
        return leads
    if not is_open:
        return no(_("Nobody can read this yet. It can be hidden once the cards are turned."))
    return YES if contribution.withdrawn_at is None else no(_("This was taken back already."))


def may_admit(seat: Participant, other: Participant) -> Verdict:
    """The facilitator lets guests in and can put somebody out, but not whoever leads."""
    if other.meeting_id != seat.meeting_id or other.is_of(seat.meeting.facilitator_id):
        return no(_("That is not possible with this person."))
    return may_facilitate(seat, seat.meeting)


def may_read_report(person: Person, meeting: Meeting) -> Verdict:
    """The team; with a format whose report is for its participants, they alone."""
    if meeting.phase != MeetingPhase.CLOSED:
        return no(_("There is a report once the meeting has ended."))
    if format_of(meeting).readers is Readers.PARTICIPANTS:
        reads = ReportReader.objects.filter(report__meeting=meeting, person=person).exists()
        return YES if reads else no(_("Only those who were there can read this report."))
    return may_see(person, meeting)


def may_confirm_attendance(person: Person, meeting: Meeting) -> Verdict:
    """Whoever may see the meeting, for themselves, within a week after it."""
    if meeting.closed_at is None or clock.now() - meeting.closed_at > CONFIRM_WITHIN:
        return no(_("You can note this in the week after the meeting."))
    return may_see(person, meeting)


def _has_not_ended(meeting: Meeting) -> Verdict:
    if meeting.phase == MeetingPhase.CANCELLED:
        return no(_("This meeting was cancelled."))
    return no(_("This meeting has ended.")) if meeting.phase == MeetingPhase.CLOSED else YES


def may_use_jar(person: Person, team: Team) -> Verdict:
    """Members put questions in their own team's jar."""
    return YES if is_member(person, team) else no(_("The question jar is the team's own."))
