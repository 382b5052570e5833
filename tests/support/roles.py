"""People of the organisation who have a role in it and are in no team."""

import pytest

from drieslag.people.enums import Role
from drieslag.people.models import OrganisationRole, Person
from tests.factories.world import World, make_person


def with_role(world: World, name: str, role: Role) -> Person:
    person = make_person(world.organisation, name)
    OrganisationRole.objects.create(organisation=world.organisation, person=person, role=role)
    return person


@pytest.fixture
def eva(world: World) -> Person:
    """The learning adviser."""
    return with_role(world, "Eva Adviseur", Role.LEARNING_ADVISER)


@pytest.fixture
def director(world: World) -> Person:
    return with_role(world, "Dora Directeur", Role.DIRECTOR)
