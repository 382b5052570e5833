"""Two presses at the same moment, on two connections: no third colleague, and no two terms of one fact."""

from datetime import timedelta

import pytest

from drieslag.core import clock, tenancy
from drieslag.core.verdict import Refused
from drieslag.development.competence import actions
from drieslag.development.competence.enums import ViewState
from drieslag.development.competence.models import Deployment, View
from tests.competence.showing import NOW, TODAY, declaration, deployable, task
from tests.factories.world import World
from tests.support.together import at_once

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


def test_two_asked_at_once_beside_one_are_never_three(committed: World) -> None:
    world = committed
    with clock.frozen(NOW), tenancy.inside(world.organisation.pk):
        found = declaration(world)
        third = world.colleagues(1)[0]
        actions.ask_view(by=world.bram, declaration=found, colleague=world.anna)
    results = at_once(
        world,
        lambda: actions.ask_view(by=world.bram, declaration=found, colleague=world.carla),
        lambda: actions.ask_view(by=world.bram, declaration=found, colleague=third),
        at=NOW,
    )
    assert sum(isinstance(result, Refused) for result in results) == 1
    with tenancy.inside(world.organisation.pk):
        assert View.objects.filter(state=ViewState.ASKED).count() == 2


def test_two_terms_said_at_once_are_one(committed: World) -> None:
    world = committed
    with clock.frozen(NOW), tenancy.inside(world.organisation.pk):
        found = task(world)
    results = at_once(
        world,
        lambda: deployable(world, found),
        lambda: deployable(world, found, from_on=TODAY + timedelta(days=30)),
        at=NOW,
    )
    assert sum(isinstance(result, Refused) for result in results) == 1
    with tenancy.inside(world.organisation.pk):
        assert Deployment.objects.count() == 1


def test_a_withdrawal_and_a_view_at_once_leave_it_withdrawn(committed: World) -> None:
    world = committed
    with clock.frozen(NOW), tenancy.inside(world.organisation.pk):
        found = declaration(world)
        view = actions.ask_view(by=world.bram, declaration=found, colleague=world.anna)

    def give() -> object:
        try:
            return actions.give_view(by=world.anna, view=view, words="Gezien")
        except Exception as gone:  # noqa: BLE001 — either order is right; what stays is asked below
            return gone

    at_once(world, lambda: actions.withdraw(by=world.bram, declaration=found), give, at=NOW)
    with tenancy.inside(world.organisation.pk):
        found.refresh_from_db()
        assert found.withdrawn_on == TODAY
