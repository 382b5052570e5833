"""One of each thing that the pages of offerings are about: what Bram lets others look at, past and coming."""

from datetime import timedelta
from typing import TYPE_CHECKING

from drieslag.core import clock
from drieslag.development.offerings import actions
from drieslag.development.offerings.actions import Draft, When
from drieslag.development.offerings.enums import Kind
from drieslag.development.offerings.models import Offering
from drieslag.people.enums import Role
from drieslag.people.models import OrganisationRole
from tests.factories.world import make_person

if TYPE_CHECKING:
    from tests.sweeps.stage import Stage


def add(stage: "Stage") -> None:
    """Make them, and say where they stand in addresses."""
    world = stage.world
    coming = _visit(stage, "Meelopen bij De Linde")
    actions.sign_up(by=world.anna, offering=coming)
    actions.sign_up(by=world.carla, offering=coming)
    material = actions.add_material(by=world.bram, offering=coming, title="Kaartje", text="Vijf vragen")
    with clock.frozen(clock.now() - timedelta(days=30)):
        past = _visit(stage, "Een ochtend mee")
        off = _visit(stage, "Gaat toch niet door", days=40)
        actions.call_off(by=world.bram, offering=off)
    taken = actions.say_i_was_there(by=world.bram, offering=past, brought="Rustiger vragen")
    stage.keys |= {
        "offerings.key": coming.pk,
        "offerings:new_kind.kind": Kind.VISIT.value,
        "offerings:material_end.key": material.pk,
        "offerings:holding.key": past.pk,
        "offerings:presence.key": past.pk,
        "offerings:plan.key": _training(stage).pk,
        "offerings:restoration.key": off.pk,
        "offerings:taken.key": taken.pk,
        "offerings:erasure.key": taken.pk,
    }


def _training(stage: "Stage") -> Offering:
    """A training that is over, of which nobody said yet that it was held."""
    trainer = make_person(stage.world.organisation, "Trainer van het aanbod")
    OrganisationRole.objects.create(organisation=stage.world.organisation, person=trainer, role=Role.INTERNAL_TRAINER)
    with clock.frozen(clock.now() - timedelta(days=9)):
        at = clock.now() + timedelta(days=7)
        draft = Draft(title="Schaalvragen", what_for="Doorvragen", moments=[When(at, at + timedelta(hours=3), 15)])
        return actions.offer(by=trainer, kind=Kind.TRAINING, draft=draft)


def _visit(stage: "Stage", title: str, days: int = 7) -> Offering:
    at = clock.now() + timedelta(days=days)
    draft = Draft(
        title=title,
        what_for="Zien hoe wij het eerste gesprek doen",
        moments=[When(at, at + timedelta(hours=3), 15)],
        place="De Linde",
        seats=1,
        hosts=[stage.world.bram],
    )
    return actions.offer(by=stage.world.bram, kind=Kind.VISIT, draft=draft)
