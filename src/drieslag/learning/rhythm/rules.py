"""Who may do what with a rhythm. It is the team's: any member agrees, holds, moves and gives up."""

from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

from drieslag.core import clock
from drieslag.core.verdict import YES, Verdict, no
from drieslag.learning.meetings.enums import MeetingPhase
from drieslag.learning.meetings.models import Meeting
from drieslag.learning.rhythm.enums import STATES, Kind, State
from drieslag.learning.rhythm.models import Agreement, Occurrence
from drieslag.people.enums import Role
from drieslag.people.models import Person, Team
from drieslag.people.rules import has_role, is_member

FURTHEST = timedelta(days=366)
CONFIRMED_WITHIN = timedelta(days=42)


def may_agree(person: Person, team: Team) -> Verdict:
    """The members make the rhythm of their team."""
    return YES if is_member(person, team) else no(_("Only the members of this team agree on its rhythm."))


def may_change(person: Person, agreement: Agreement) -> Verdict:
    """Any member, while it still holds."""
    if not (member := may_agree(person, agreement.team)):
        return member
    return YES if agreement.is_going else no(_("This agreement has ended, or was changed by a colleague just now."))


def may_hold_it(person: Person, agreement: Agreement) -> Verdict:
    """Whoever sees to it that it goes on is of the team."""
    if not is_member(person, agreement.team):
        return no(_("Choose a colleague who is in the team now."))
    return YES


def may_settle(person: Person, occurrence: Occurrence, state: State) -> Verdict:
    """Any member says what became of a moment: that it was held, from its own day on."""
    if not (member := may_agree(person, occurrence.agreement.team)):
        return member
    if state not in STATES[State(occurrence.state)]:
        return no(
            _("A colleague was before you: this moment is now “%(state)s”.") % {"state": occurrence.get_state_display()}
        )
    if state is State.HELD and clock.now() < occurrence.starts_at and not is_today(occurrence.starts_at):
        return no(_("This moment is still to come. You can say that it went on from that day."))
    return _not_going_on(occurrence.meeting) if state is State.GIVEN_UP else YES


def may_move(person: Person, occurrence: Occurrence, to: datetime) -> Verdict:
    """Any member moves a moment that is planned, to a moment to come within a year."""
    if not (member := may_agree(person, occurrence.agreement.team)):
        return member
    if occurrence.state != State.PLANNED:
        return no(
            _("A colleague was before you: this moment is now “%(state)s”.") % {"state": occurrence.get_state_display()}
        )
    if not (free := _not_going_on(occurrence.meeting)):
        return free
    return in_time(to)


def in_time(to: datetime) -> Verdict:
    """A moment lies ahead, and within a year."""
    if to <= clock.now():
        return no(_("That moment has passed. Choose one to come; if it went on already, say so."))
    if to > clock.now() + FURTHEST:
        return no(_("Choose a moment within a year."))
    return YES


def may_undo(person: Person, occurrence: Occurrence) -> Verdict:
    """Any member takes back what was said of a moment; not what a meeting proved."""
    if not (member := may_agree(person, occurrence.agreement.team)):
        return member
    if occurrence.meeting and occurrence.meeting.phase == MeetingPhase.CLOSED:
        return no(_("There was a meeting: that it went on stands."))
    if occurrence.is_untouched:
        return no(_("There is nothing to undo."))
    return YES


def may_plan_meeting(person: Person, occurrence: Occurrence) -> Verdict:
    """Any member makes a meeting of a moment that is planned and has a format."""
    if not (member := may_agree(person, occurrence.agreement.team)):
        return member
    if occurrence.state != State.PLANNED:
        return no(_("This moment is behind you already."))
    return YES if occurrence.format else no(_("No format was agreed on. Choose one first."))


def may_say_there(person: Person, occurrence: Occurrence) -> Verdict:
    """A member notes for oneself to have been at an intervision that was held outside of the program."""
    if not (member := may_agree(person, occurrence.agreement.team)):
        return member
    if occurrence.agreement.kind != Kind.INTERVISION or occurrence.state != State.HELD:
        return no(_("You can note this once the intervision was held."))
    if occurrence.meeting_id is not None:
        return no(_("Note this on the page of the meeting."))
    recent = occurrence.starts_at >= clock.now() - CONFIRMED_WITHIN
    return YES if recent else no(_("This is longer than six weeks ago."))


def may_set_cap(person: Person) -> Verdict:
    """Directors and administrators say how much of working time defaults may ask."""
    if has_role(person, Role.DIRECTOR, Role.ADMINISTRATOR):
        return YES
    return no(_("Only a director or an administrator can change this."))


def is_today(at: datetime) -> bool:
    """Whether it is on the present day in the Netherlands."""
    return at.astimezone(clock.AMSTERDAM).date() == clock.today()


def _not_going_on(meeting: Meeting | None) -> Verdict:
    if meeting is None or meeting.phase in (MeetingPhase.PLANNED, MeetingPhase.CANCELLED):
        return YES
    return no(_("The meeting of this moment has begun."))
