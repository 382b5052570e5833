"""Who may do what with people and teams."""

from django.utils.translation import gettext_lazy as _

from drieslag.core.verdict import YES, Verdict, no
from drieslag.people.enums import Role
from drieslag.people.models import Membership, OrganisationRole, Person, Team


def is_member(person: Person, team: Team) -> bool:
    """Return whether the person is in the team now."""
    return Membership.objects.filter(person=person, team=team, until=None).exists()


def has_role(person: Person, *roles: Role) -> bool:
    """Return whether the person has one of these roles in the organisation."""
    return OrganisationRole.objects.filter(person=person, role__in=roles).exists()


def leads(person: Person, team: Team) -> bool:
    """Return whether the person leads the team now."""
    return Membership.objects.filter(person=person, team=team, until=None, role=Role.TEAM_LEADER).exists()


def may_see_team(person: Person, team: Team) -> Verdict:
    """Members see their team; an administrator sees every team's name and members."""
    if is_member(person, team) or has_role(person, Role.ADMINISTRATOR):
        return YES
    return no(_("Only the members of this team can see it."))


def may_administer(person: Person) -> Verdict:
    """Administrators invite people and make teams. They read no learning content by it."""
    return YES if has_role(person, Role.ADMINISTRATOR) else no(_("Only an administrator can change this. Ask yours."))


def may_change_team(person: Person, team: Team) -> Verdict:
    """The team's leader and administrators say who is in it."""
    if leads(person, team) or has_role(person, Role.ADMINISTRATOR):
        return YES
    return no(_("Only the team leader or an administrator can change who is in this team."))


def may_stop_administering(person: Person) -> Verdict:
    """An organisation keeps at least one administrator."""
    others = OrganisationRole.objects.filter(role=Role.ADMINISTRATOR).exclude(person=person)
    return YES if others.exists() else no(_("Someone has to administer. Give another colleague that role first."))


def may_erase_oneself(person: Person) -> Verdict:
    """Everyone, at any time; the last administrator after giving that role to a colleague."""
    return may_stop_administering(person) if has_role(person, Role.ADMINISTRATOR) else YES


def may_let_go(by: Person, person: Person) -> Verdict:
    """An administrator notes that somebody works here no more; the last administrator passes that on first."""
    if not (verdict := may_administer(by)):
        return verdict
    return may_erase_oneself(person)
