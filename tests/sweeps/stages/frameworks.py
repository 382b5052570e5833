"""A framework in use with something taken out of its draft, Bram's role in it, and one of the library in use."""

from typing import TYPE_CHECKING

from drieslag.development.frameworks.actions import take_role, use_shipped, writing
from drieslag.development.frameworks.drafting import Part, Place
from drieslag.people.enums import Role
from drieslag.people.models import OrganisationRole
from tests.factories.world import make_person
from tests.frameworks.drafts import published

if TYPE_CHECKING:
    from tests.sweeps.stage import Stage


def add(stage: "Stage") -> None:
    """Make them."""
    world = stage.world
    adviser = make_person(world.organisation, "Eva van de Kaders")
    OrganisationRole.objects.create(organisation=world.organisation, person=adviser, role=Role.LEARNING_ADVISER)
    own = published(adviser)
    take_role(by=world.bram, code=own.code, role="role_1")
    writing.remove_part(by=adviser, own=own, place=Place(Part.GOAL, "goal_2", "theme_1"))
    use_shipped(by=adviser, code="F01")
    stage.keys |= {
        "frameworks.slug": own.slug,
        "frameworks.code": own.slug,
        "frameworks.part": "themes",
        "frameworks.key": "theme_1",
        "frameworks:add_inner.part": "goals",
        "frameworks:add_inner.around": "theme_1",
        "frameworks:inner.part": "goals",
        "frameworks:inner.around": "theme_1",
        "frameworks:inner.key": "goal_1",
        "frameworks:move_inner.part": "goals",
        "frameworks:move_inner.around": "theme_1",
        "frameworks:move_inner.key": "goal_1",
        "frameworks:remove_inner.part": "goals",
        "frameworks:remove_inner.around": "theme_1",
        "frameworks:remove_inner.key": "goal_1",
    }
