"""Reading people."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Count, Q, QuerySet

from drieslag.core import clock
from drieslag.core.verdict import NotFound
from drieslag.people.enums import LEARNING_ROLES, Role
from drieslag.people.models import AFTER_LEAVING, Account, Membership, Person, Team

# Every page asks who is there and with which hats, so that is one plain query; roles in the organisation have no team.
_WITH_HATS = """
    select hat.team, hat.name, hat.role,
        person.id, person.organisation_id, person.account_id, person.name, person.invited_email, person.left_on,
        person.created_at
    from people_person person left join lateral (
        select team.id as team, team.name, hat.role, hat.since, hat.id
        from people_membership hat join people_team team on team.id = hat.team_id
        where hat.person_id = person.id and hat.until is null and team.closed_on is null
        union all
        select null, '', role, null, id from people_organisationrole where person_id = person.id
    ) hat on true where
"""
_ORDER = " order by hat.since, hat.id"
_OF_PERSON = _WITH_HATS + "person.id = %(person)s" + _ORDER
_OF_ACCOUNT = (
    _WITH_HATS + "person.account_id = %(account)s and (person.left_on is null or person.left_on >= %(since)s)" + _ORDER
)
HAT = 3  # the columns that tell of a hat; those of the person follow


@dataclass(frozen=True)
class Hat:
    """A person in one team: the team, and the roles there."""

    team_id: UUID
    team: str
    roles: frozenset[Role]


@dataclass(frozen=True)
class Me:
    """Whoever is signed in, with all that rules and pages ask again and again; read in one query."""

    person: Person
    hats: tuple[Hat, ...]
    organisation_roles: frozenset[Role]

    @property
    def id(self) -> UUID:
        """The person's key."""
        return self.person.pk

    @property
    def team_ids(self) -> frozenset[UUID]:
        """The teams that this person is a member of now."""
        return frozenset(hat.team_id for hat in self.hats)

    @property
    def is_colleague(self) -> bool:
        """Whether the person learns here: in a team, or with a role in learning or leading. Nobody is a colleague by
        being an administrator, a policy maker or a resident alone.
        """
        return bool(self.hats) or self.has(*LEARNING_ROLES)

    def has(self, *roles: Role) -> bool:
        """Return whether the person has one of these roles in the organisation."""
        return not self.organisation_roles.isdisjoint(roles)


def me(account: Account) -> Me | None:
    """Return who this account is in the organisation of the transaction, or None. Who left can come in for three months
    more, without a team or a role, for what is their own.
    """
    with connection.cursor() as cursor:
        cursor.execute(_OF_ACCOUNT, {"account": account.pk, "since": clock.today() - AFTER_LEAVING})
        rows = cursor.fetchall()
    if not rows:
        return None
    person = Person.from_db(connection.alias, [field.attname for field in Person._meta.concrete_fields], rows[0][HAT:])
    return _with_hats(person, rows)


def of_person(person: Person) -> Me:
    """Return this person with teams and roles."""
    with connection.cursor() as cursor:
        cursor.execute(_OF_PERSON, {"person": person.pk})
        return _with_hats(person, cursor.fetchall())


def _with_hats(person: Person, rows: Iterable[Sequence[Any]]) -> Me:
    teams: dict[UUID, tuple[str, set[Role]]] = {}
    roles: set[Role] = set()
    for team_id, name, role, *_person in rows:
        if role is not None:
            found = teams.setdefault(team_id, (name, set()))[1] if team_id else roles
            found.add(Role(role))
    hats = tuple(Hat(key, name, frozenset(roles_)) for key, (name, roles_) in teams.items())
    return Me(person, hats, frozenset(roles))


def get_person(key: UUID) -> Person:
    """Return a person of this organisation. Raises NotFound."""
    person = Person.objects.filter(pk=key).first()
    if person is None:
        raise NotFound
    return person


def get_team(by: Person, key: UUID) -> Team:
    """Return a team that `by` is a member of or administers. Raises NotFound, which never tells which it was."""
    from drieslag.people.rules import may_see_team

    team = Team.objects.filter(pk=key).first()
    if team is None or not may_see_team(by, team):
        raise NotFound
    return team


def teams_of(me: Me) -> QuerySet[Team]:
    """The teams of whoever is signed in, for choosing one."""
    return Team.objects.filter(pk__in=me.team_ids, closed_on=None).order_by("name")


def people_in(team_id: UUID) -> QuerySet[Person]:
    """The present members of a team, by name, for choosing one."""
    there = Membership.objects.filter(team=team_id, until=None).values("person")
    return Person.objects.filter(pk__in=there, left_on=None).order_by("name")


def members(team: Team) -> list[Person]:
    """Return the present members of a team, by name, each once."""
    return list(
        Person.objects.filter(memberships__team=team, memberships__until=None, left_on=None).distinct().order_by("name")
    )


def names(keys: set[UUID]) -> dict[UUID, str]:
    """Return the names of these persons; who is gone is missing."""
    return dict(Person.objects.filter(pk__in=keys).values_list("pk", "name"))


def count_members(team_id: UUID) -> int:
    """Return how many persons are in a team now."""
    return (
        Membership.objects.filter(team_id=team_id, until=None, person__left_on=None).values("person").distinct().count()
    )


@dataclass(frozen=True)
class MemberRow:
    """Someone with the roles held in a team, or in the organisation."""

    id: UUID
    name: str
    roles: tuple[Role, ...]


def list_members(team: Team) -> list[MemberRow]:
    """Return who is in the team now, with all roles there (one query)."""
    rows: dict[UUID, tuple[str, list[Role]]] = {}
    found = Membership.objects.filter(team=team, until=None, person__left_on=None).order_by("person__name", "pk")
    for key, name, role in found.values_list("person_id", "person__name", "role"):
        rows.setdefault(key, (name, []))[1].append(Role(role))
    return [MemberRow(key, name, tuple(roles)) for key, (name, roles) in rows.items()]


def list_teams() -> list[Team]:
    """Return the teams with the number of their members as `size` (one query)."""
    size = Count("memberships__person", filter=Q(memberships__until=None), distinct=True)
    return list(Team.objects.filter(closed_on=None).annotate(size=size).order_by("name"))


def list_people() -> list[MemberRow]:
    """Return everyone in the organisation, with the roles for all of it (two queries)."""
    found = Person.objects.filter(left_on=None).order_by("name").prefetch_related("organisation_roles")
    return [MemberRow(p.pk, p.name, tuple(Role(r.role) for r in p.organisation_roles.all())) for p in found]


def candidates(team: Team) -> QuerySet[Person]:
    """Return who can still be put in the team."""
    there = Membership.objects.filter(team=team, until=None).values("person")
    return Person.objects.filter(left_on=None).exclude(pk__in=there).order_by("name")


def nobody() -> QuerySet[Person]:
    """Return no person at all: what a form offers before it knows its team."""
    return Person.objects.none()


def is_team_called(name: str) -> bool:
    """Return whether a team of this organisation has that name."""
    return Team.objects.filter(name__iexact=name, closed_on=None).exists()


def is_here(email: str) -> bool:
    """Return whether someone of this organisation has or was invited at that address."""
    return Person.objects.filter(Q(account__email=email) | Q(invited_email=email)).exists()


def account_of(email: str) -> Account | None:
    """Return the account with this address, in whichever organisation."""
    return Account.objects.filter(email=email).first()
