"""Rows for the organisation's pages."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from drieslag.kernel.disclosure import MINIMUMS
from drieslag.people.enums import Role
from drieslag.people.models import Membership, Person, Team
from drieslag.privacy.consents import RULES_VERSION
from drieslag.privacy.models import Consent, ConsentScope


@dataclass(frozen=True)
class MemberRow:
    """Someone in a team, with all roles there."""

    id: UUID
    name: str
    roles: str


def teams() -> list[Team]:
    """Return the teams with the number of their members as `size`."""
    size = Count("memberships__person", filter=Q(memberships__until=None), distinct=True)
    return list(Team.objects.filter(closed_on=None).annotate(size=size).order_by("name"))


def members(team: Team) -> list[MemberRow]:
    """Return who is in the team now."""
    rows: dict[UUID, tuple[str, list[str]]] = {}
    found = Membership.objects.filter(team=team, until=None, person__left_on=None).order_by("person__name")
    for key, name, role in found.values_list("person_id", "person__name", "role"):
        rows.setdefault(key, (name, []))[1].append(str(Role(role).label))
    return [MemberRow(key, name, ", ".join(roles)) for key, (name, roles) in rows.items()]


def people() -> list[MemberRow]:
    """Return everyone in the organisation, with roles of the organisation."""
    found = Person.objects.filter(left_on=None).order_by("name").prefetch_related("organisation_roles")
    return [MemberRow(p.pk, p.name, ", ".join(str(Role(r.role).label) for r in p.organisation_roles.all())) for p in found]


def consents() -> list[Consent]:
    """Return the consents, newest first."""
    return list(Consent.objects.order_by("-given_on", "-pk"))


SCOPES = {
    ConsentScope.CONFIDENTIAL_ROUNDS: lambda: _("Questionnaires with names, under promise of secrecy"),
    ConsentScope.FEEDBACK_BEYOND_SUBJECT: lambda: _("Feedback from colleagues, read by others than the one it is about"),
    ConsentScope.ATTENDANCE_SERIES: lambda: _("A signed list of attendance for a register"),
    ConsentScope.TIMES_OF_ACTS: lambda: _("Showing another when someone did something"),
    ConsentScope.ACTORS_IN_EXPORT: lambda: _("Keys of persons in an export"),
    ConsentScope.LEADER_SEES_PLANS: lambda: _("Plans and self-declarations, seen by a leader"),
}


def scopes() -> list[tuple[str, bool]]:
    """Return what is off until a consent names it, and whether one does."""
    on = {c.scope for c in consents() if c.ended_on is None and c.rules_version == RULES_VERSION}
    return [(SCOPES[scope](), scope.value in on) for scope in ConsentScope]


def minimums() -> object:
    """Return the minimums under which nothing is shown."""
    return MINIMUMS
