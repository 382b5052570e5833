"""One of each thing that the pages of budgets are about: Bram's own budget, and what he asked of it in every state."""

from typing import TYPE_CHECKING

from drieslag.core import clock
from drieslag.development.budgets import actions
from drieslag.development.budgets.enums import Kind, Purpose
from drieslag.development.budgets.models import Budget, Request
from drieslag.people.enums import Role
from drieslag.people.models import OrganisationRole
from tests.factories.world import make_person

if TYPE_CHECKING:
    from tests.sweeps.stage import Stage


def add(stage: "Stage") -> None:
    """Make them, and say where they stand in addresses."""
    world = stage.world
    adviser = make_person(world.organisation, "Els Mulder")
    OrganisationRole.objects.create(organisation=world.organisation, person=adviser, role=Role.LEARNING_ADVISER)
    first, last = clock.today().replace(month=1, day=1), clock.today().replace(month=12, day=31)
    own = actions.set_up(
        by=adviser, kind=Kind.PERSONAL, owner=world.bram, cents=90000, minutes=600, starts_on=first, ends_on=last
    )
    actions.set_up(by=adviser, kind=Kind.TEAM, team=world.team, cents=500000, starts_on=first, ends_on=last)
    asked = _ask(stage, own, "Een boek over rouw")
    withdrawn = actions.withdraw(by=world.bram, request=_ask(stage, own, "Toch niet"))
    granted, spent = (
        actions.decide(by=adviser, request=_ask(stage, own, what), agrees=True) for what in ("Cursus", "Congres")
    )
    actions.spend(by=world.bram, request=spent, cents=5000)
    stage.keys["budgets.key"] = asked.pk
    stage.keys |= {f"budgets:{name}.key": own.pk for name in ("one", "csv", "request", "amount")}
    stage.keys |= {f"budgets:{name}.key": granted.pk for name in ("more", "cost", "giving_back")}
    stage.keys |= {"budgets:cost_end.key": spent.pk, "budgets:asking_again.key": withdrawn.pk}


def _ask(stage: "Stage", budget: Budget, what: str) -> Request:
    return actions.ask(by=stage.world.bram, budget=budget, what=what, purpose=Purpose.GROWING, cents=10000)
