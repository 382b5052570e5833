"""The standing people of the tests."""

from dataclasses import dataclass, field
from typing import Any

from django.test import Client

from drieslag.core import clock, tenancy
from drieslag.core.models import Organisation
from drieslag.people.enums import Role
from drieslag.people.models import Account, Membership, OrganisationRole, Person, Team


class TenantClient(Client):
    """A browser without one; afterwards the test is back in the organisation that it was in."""

    def request(self, **request: Any) -> Any:
        before = tenancy.current()
        response = super().request(**request)
        if before is not None:
            tenancy.enter(before)
        return response


@dataclass
class World:
    """Two organisations, three teams and the people in them."""

    organisation: Organisation
    elsewhere: Organisation
    team: Team
    other_team: Team
    team_elsewhere: Team
    anna: Person
    bram: Person
    lea: Person
    carla: Person
    ada: Person
    dirk: Person
    more: list[Person] = field(default_factory=list)

    def client(self, person: Person | None = None) -> TenantClient:
        """Return a client in which this person is signed in, or nobody."""
        client = TenantClient()
        if person is not None:
            assert person.account is not None
            client.force_login(person.account, backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    def colleagues(self, count: int) -> list[Person]:
        """Put so many more professionals in the team."""
        made = [make_person(self.organisation, f"Collega {number}", self.team) for number in range(count)]
        self.more += made
        return made


def make_person(
    organisation: Organisation, name: str, team: Team | None = None, role: Role = Role.PROFESSIONAL
) -> Person:
    """Make a person with an account, in a team when one is given. The organisation is entered already."""
    slug = name.lower().replace(" ", ".")
    account = Account.objects.create(email=f"{slug}@{organisation.slug}.example", organisation=organisation)
    person = Person.objects.create(organisation=organisation, name=name, account=account)
    if team is not None:
        Membership.objects.create(organisation=organisation, person=person, team=team, role=role, since=clock.today())
    return person


def make_world() -> World:
    """Make the two organisations."""
    here = Organisation.objects.create(name="Wijkzorg Lindestad", slug="lindestad")
    there = Organisation.objects.create(name="Buurtzorg Elders", slug="elders")
    with tenancy.inside(there.pk):
        team_elsewhere = Team.objects.create(organisation=there, name="Team Elders")
        dirk = make_person(there, "Dirk de Wit", team_elsewhere)
    with tenancy.inside(here.pk):
        team = Team.objects.create(organisation=here, name="Wijkteam De Linde")
        other = Team.objects.create(organisation=here, name="Team Oost")
        ada = make_person(here, "Ada Smit")
        OrganisationRole.objects.create(organisation=here, person=ada, role=Role.ADMINISTRATOR)
        return World(
            organisation=here,
            elsewhere=there,
            team=team,
            other_team=other,
            team_elsewhere=team_elsewhere,
            anna=make_person(here, "Anna de Boer", team, Role.LEARNING_COACH),
            bram=make_person(here, "Bram Visser", team),
            lea=make_person(here, "Lea Kok", team, Role.TEAM_LEADER),
            carla=make_person(here, "Carla Bakker", other),
            ada=ada,
            dirk=dirk,
        )
