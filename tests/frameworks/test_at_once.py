"""Two presses at the same moment: one role, one version, one framework in use, one count of a quarter."""

from collections.abc import Callable

import pytest

from drieslag.core import tenancy
from drieslag.core.verdict import Refused
from drieslag.development.frameworks.actions import publish, take_role, use_shipped
from drieslag.development.frameworks.models import FrameworkInUse, FrameworkVersion, OwnFramework, TakenRole
from drieslag.development.plans.actions.figures import freeze_themes
from drieslag.development.plans.models import ThemeQuarter
from drieslag.people.enums import Role
from drieslag.people.models import OrganisationRole
from tests.factories.world import World, make_world
from tests.frameworks.drafts import begun
from tests.support import together

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


@pytest.fixture
def committed(transactional_db: None) -> tuple[World, OwnFramework]:
    """Lea lays the direction here."""
    world = make_world()
    with tenancy.inside(world.organisation.pk):
        OrganisationRole.objects.create(organisation=world.organisation, person=world.lea, role=Role.LEARNING_ADVISER)
        own = begun(world.lea)
    return world, own


def at_once(world: World, *acts: Callable[[], object]) -> None:
    """Do these at once; none of them is refused."""
    found = together.at_once(world, *acts)
    assert [one.reason for one in found if isinstance(one, Refused)] == []


def test_publishing_twice_makes_one_version(committed: tuple[World, OwnFramework]) -> None:
    world, own = committed
    at_once(world, lambda: publish(by=world.lea, own=own), lambda: publish(by=world.lea, own=own))
    with tenancy.inside(world.organisation.pk):
        assert FrameworkVersion.objects.count() == 1
        assert FrameworkInUse.objects.count() == 1


def test_two_roles_in_two_tabs_leave_one(committed: tuple[World, OwnFramework]) -> None:
    world, own = committed
    with tenancy.inside(world.organisation.pk):
        publish(by=world.lea, own=own)
    at_once(
        world,
        lambda: take_role(by=world.bram, code=own.code, role="role_1"),
        lambda: take_role(by=world.bram, code=own.code, role="role_2"),
    )
    with tenancy.inside(world.organisation.pk):
        assert TakenRole.objects.count() == 2
        assert TakenRole.objects.filter(until=None).count() == 1


def test_one_of_the_library_is_taken_in_use_once(committed: tuple[World, OwnFramework]) -> None:
    world, _own = committed
    at_once(world, lambda: use_shipped(by=world.lea, code="F01"), lambda: use_shipped(by=world.lea, code="F01"))
    with tenancy.inside(world.organisation.pk):
        assert (FrameworkVersion.objects.count(), FrameworkInUse.objects.count()) == (1, 1)


def test_a_quarter_is_counted_once(committed: tuple[World, OwnFramework]) -> None:
    world, _own = committed
    at_once(world, freeze_themes, freeze_themes)
    with tenancy.inside(world.organisation.pk):
        assert ThemeQuarter.objects.count() == 1
