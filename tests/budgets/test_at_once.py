"""Spending the same money twice at the same moment, on two connections."""

import pytest

from drieslag.core import tenancy
from drieslag.core.verdict import Refused
from drieslag.development.budgets import actions
from drieslag.development.budgets.enums import Kind
from drieslag.development.budgets.models import Budget, Request
from tests.budgets.test_organisation import for_all
from tests.budgets.things import ask, make_adviser, make_budget
from tests.factories.world import World
from tests.support.together import at_once

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


def test_a_budget_spent_twice_at_once_is_refused_the_second_time_and_nothing_is_lost(committed: World) -> None:
    world = committed
    with tenancy.inside(world.organisation.pk):
        adviser = make_adviser(world)
        budget = make_budget(world, adviser)
        first, second = ask(world, budget, cents=30000), ask(world, budget, cents=30000)
    found = at_once(
        world,
        lambda: actions.decide(by=adviser, request=first, agrees=True),
        lambda: actions.decide(by=adviser, request=second, agrees=True),
    )
    refused = [str(one.reason) for one in found if isinstance(one, Refused)]
    assert len(refused) == 1
    assert "200,00" in refused[0]
    with tenancy.inside(world.organisation.pk):
        assert sorted(Request.objects.values_list("state", flat=True)) == ["asked", "granted"]
        assert Budget.objects.get().committed_cents == 30000
        assert [one.what for one in Request.objects.all()] == ["Cursus rouw"] * 2


def test_two_voices_of_a_team_at_once_grant_it_once(committed: World) -> None:
    world = committed
    with tenancy.inside(world.organisation.pk):
        request = ask(world, make_budget(world, make_adviser(world), Kind.TEAM))
    at_once(
        world,
        lambda: actions.decide(by=world.lea, request=request, agrees=True),
        lambda: actions.decide(by=world.anna, request=request, agrees=True),
    )
    with tenancy.inside(world.organisation.pk):
        assert (Request.objects.get().state, Budget.objects.get().committed_cents) == ("granted", 20000)


def test_giving_back_while_it_is_spent_moves_the_money_once(committed: World) -> None:
    world = committed
    with tenancy.inside(world.organisation.pk):
        adviser = make_adviser(world)
        request = actions.decide(by=adviser, request=ask(world, make_budget(world, adviser)), agrees=True)
    at_once(
        world,
        lambda: actions.spend(by=world.bram, request=request, cents=15000),
        lambda: actions.take_back(by=adviser, request=request),
    )
    with tenancy.inside(world.organisation.pk):
        row = Request.objects.get()
        assert (row.state, Budget.objects.get().committed_cents) in {("spent", 15000), ("taken_back", 0)}


def test_setting_up_for_everybody_twice_at_once_gives_nobody_two(committed: World) -> None:
    world = committed
    with tenancy.inside(world.organisation.pk):
        adviser = make_adviser(world)
    at_once(world, lambda: for_all(adviser), lambda: for_all(adviser))
    with tenancy.inside(world.organisation.pk):
        assert Budget.objects.count() == 5
