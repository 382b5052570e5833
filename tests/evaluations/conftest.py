"""Reasons and pages are compared as they stand in the code, in English. Eva is the learning adviser."""

from collections.abc import Iterator

import pytest
from django.conf import LazySettings
from django.utils import translation

from drieslag.people.enums import Role
from drieslag.people.models import OrganisationRole, Person
from tests.factories.world import World, make_person


@pytest.fixture(autouse=True)
def _english(settings: LazySettings) -> Iterator[None]:
    settings.LANGUAGE_CODE = "en"
    settings.MIDDLEWARE = [each for each in settings.MIDDLEWARE if "whitenoise" not in each]
    with translation.override("en"):
        yield


def with_role(world: World, name: str, role: Role) -> Person:
    person = make_person(world.organisation, name)
    OrganisationRole.objects.create(organisation=world.organisation, person=person, role=role)
    return person


@pytest.fixture
def eva(world: World) -> Person:
    return with_role(world, "Eva Adviseur", Role.LEARNING_ADVISER)


@pytest.fixture
def director(world: World) -> Person:
    return with_role(world, "Dora Directeur", Role.DIRECTOR)
