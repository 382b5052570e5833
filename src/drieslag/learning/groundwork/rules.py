"""Who may do what with what a team keeps."""

from django.utils.translation import gettext_lazy as _

from drieslag.core.verdict import YES, Verdict, no
from drieslag.learning.groundwork.enums import CHANGE_STATES, ChangeState
from drieslag.learning.groundwork.models import Change, FoundRoom
from drieslag.people.models import Person, Team
from drieslag.people.rules import is_member


def may_keep(person: Person, team: Team) -> Verdict:
    """Members keep things with their own team."""
    return YES if is_member(person, team) else no(_("Only the members of this team can bring something in here."))


def may_change_room(person: Person, room: FoundRoom) -> Verdict:
    """Who wrote it changes it or takes it back."""
    return YES if room.by == person.pk else no(_("Only who wrote this can change it."))


def may_go_to(person: Person, change: Change, state: ChangeState) -> Verdict:
    """Any member says that a change has become ordinary, or that the team stops with it."""
    if state not in CHANGE_STATES[ChangeState(change.state)]:
        return no(_("Somebody did this a moment ago."))
    return may_keep(person, change.team)
