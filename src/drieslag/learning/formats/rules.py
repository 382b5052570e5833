"""Who may do what with a format of one's own. Each circle is wider: a team's, the organisation's, everybody's."""

from django.utils.translation import gettext_lazy as _

from drieslag.core.verdict import YES, Verdict, no
from drieslag.learning.formats.models import OwnFormat
from drieslag.people.enums import Role
from drieslag.people.models import Person, Team
from drieslag.people.rules import has_role, is_member

KEEPERS = (Role.LEARNING_ADVISER, Role.LEARNING_COACH, Role.ADMINISTRATOR)  # of what is the organisation's
SPEAKERS = (Role.LEARNING_ADVISER, Role.DIRECTOR, Role.ADMINISTRATOR)  # for the organisation, to others


def may_write_for(person: Person, team: Team | None) -> Verdict:
    """Members write for their team; whoever looks after learning here writes for the organisation."""
    if team is not None:
        return YES if is_member(person, team) else no(_("Only the members of this team can write a format for it."))
    if has_role(person, *KEEPERS):
        return YES
    return no(_("A learning adviser, a learning coach or an administrator looks after the organisation’s formats."))


def may_see(person: Person, own: OwnFormat) -> Verdict:
    """The organisation's formats are there for all, a team's for its members."""
    if own.team is None or is_member(person, own.team):
        return YES
    return no(_("Only the members of this team can see this format."))


def may_edit(person: Person, own: OwnFormat) -> Verdict:
    """Whoever may write for its owner, as long as it is in use."""
    if own.retired_at is not None:
        return no(_("This format was put away. Take it back first."))
    return may_write_for(person, own.team)


def may_retire(person: Person, own: OwnFormat) -> Verdict:
    """Whoever may write for its owner."""
    return may_write_for(person, own.team)


def may_give_to_organisation(person: Person, own: OwnFormat) -> Verdict:
    """Members of the team that wrote it, once there is a version."""
    if own.team is None:
        return no(_("This format is the whole organisation’s already."))
    if own.published == 0:
        return no(_("Publish it first."))
    return may_edit(person, own)


def may_release(person: Person, own: OwnFormat) -> Verdict:
    """Whoever speaks for the organisation lets others have what is the whole organisation's."""
    if not has_role(person, *SPEAKERS):
        return no(_("A learning adviser, the director or an administrator decides what other organisations get."))
    if own.team is not None:
        return no(_("Make it the whole organisation’s first."))
    return YES if own.is_used else no(_("Publish it first."))


def may_withdraw_release(person: Person) -> Verdict:
    """Whoever could have let it go."""
    if has_role(person, *SPEAKERS):
        return YES
    return no(_("A learning adviser, the director or an administrator decides what other organisations get."))


def may_note_consent(person: Person) -> Verdict:
    """Whoever speaks for the organisation."""
    if has_role(person, *SPEAKERS):
        return YES
    return no(_("A learning adviser, the director or an administrator writes down who agreed."))


def may_use(own: OwnFormat, team: Team) -> Verdict:
    """A team meets with its own formats and with the organisation's."""
    if not own.is_used:
        return no(_("This format is not in use."))
    if own.team_id in {None, team.pk}:
        return YES
    return no(_("This format is another team’s own."))
