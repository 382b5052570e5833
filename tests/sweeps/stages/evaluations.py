"""A self-evaluation of Bram's with one theme, and a heading of his profile; nobody else finds them."""

from typing import TYPE_CHECKING

from drieslag.development.evaluations import actions, queries
from drieslag.development.evaluations.enums import Heading
from drieslag.development.evaluations.seeing import Seen
from drieslag.development.frameworks.actions import take_role, use_shipped
from drieslag.development.frameworks.models import TakenRole
from drieslag.kernel.framework import NOTHING, Standing
from drieslag.library import frameworks
from drieslag.people.enums import Role
from drieslag.people.models import OrganisationRole
from tests.factories.world import make_person

if TYPE_CHECKING:
    from tests.sweeps.stage import Stage

CODE = "F01"


def add(stage: "Stage") -> None:
    """Make them, and say where they stand in addresses."""
    world = stage.world
    bram = world.bram
    if not TakenRole.objects.filter(owner=bram.pk, until=None).exists():
        adviser = make_person(world.organisation, "Esra Adviseur")
        OrganisationRole.objects.create(organisation=world.organisation, person=adviser, role=Role.LEARNING_ADVISER)
        use_shipped(by=adviser, code=CODE)
        take_role(by=bram, code=CODE, role=frameworks.get(CODE).roles[0].key)
    mine = actions.begin(by=bram)
    theme = queries.opened(mine).themes[0].key
    seen = Seen(NOTHING, Standing.GROWS, "Ik wacht.")
    view = actions.write_view(by=bram, evaluation=mine, theme=theme, seen=seen)
    field = actions.write_field(by=bram, heading=Heading.VALUES, words="Rust.")
    assert view
    assert field
    stage.keys |= {
        "evaluations.key": mine.pk,
        "evaluations:theme.theme": theme,
        "evaluations:view.key": view.pk,
        "evaluations:view_erasure.key": view.pk,
        "evaluations:field_of.key": field.pk,
        "evaluations.heading": Heading.VALUES.value,
    }
