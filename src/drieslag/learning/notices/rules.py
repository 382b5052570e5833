"""Who may have and see what of calendars and notices: one's own, and of teams only what a member sees."""

from django.utils.translation import gettext_lazy as _

from drieslag.core.verdict import YES, Verdict, no
from drieslag.people.models import Person, Team
from drieslag.people.rules import is_member


def may_have_feed(person: Person, team: Team | None) -> Verdict:
    """Everyone may have their own calendar's address; a team's is for its members, each their own."""
    if team is None or is_member(person, team):
        return YES
    return no(_("Only members of this team can have its calendar."))


def may_ask_what_fits(person: Person, team: Team) -> Verdict:
    """Members plan meetings, so they may ask which moment fits."""
    return YES if is_member(person, team) else no(_("Only members of this team can plan for it."))
