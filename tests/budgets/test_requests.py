"""Asking, deciding, spending, undoing; what is left is never below zero."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from drieslag.core import clock
from drieslag.core.verdict import NotFound, Refused
from drieslag.development.budgets import actions, queries
from drieslag.development.budgets.enums import STATES, Kind, Purpose, State
from drieslag.development.budgets.models import Budget, Request, Voice
from drieslag.development.plans import actions as plans
from drieslag.people.enums import Role
from tests.budgets.things import ask, leave_team, make_adviser, make_budget, this_year
from tests.factories.world import World
from tests.support.roles import with_role

pytestmark = pytest.mark.django_db


def left(budget: Budget) -> tuple[int, int]:
    budget.refresh_from_db()
    return budget.cents_left, budget.minutes_left


def test_what_is_granted_is_held_and_what_was_not_needed_comes_back(world: World) -> None:
    adviser = make_adviser(world)
    budget = make_budget(world, adviser, minutes=600)
    request = ask(world, budget, minutes=120)
    assert left(budget) == (50000, 600)
    for _press in range(2):
        actions.decide(by=adviser, request=request, agrees=True)
    assert left(budget) == (30000, 480)
    for _press in range(2):
        actions.spend(by=world.bram, request=request, cents=17550, minutes=90)
    assert left(budget) == (32450, 510)
    actions.undo_spending(by=world.bram, request=request)
    assert left(budget) == (30000, 480)
    for _press in range(2):
        actions.take_back(by=world.bram, request=request)
    assert left(budget) == (50000, 600)
    actions.ask_again(by=world.bram, request=request)
    assert [row.request.state for row in queries.ledger(world.bram, budget)] == [State.ASKED]


def test_more_than_is_left_is_refused_with_what_is_left_and_nothing_is_lost(world: World) -> None:
    adviser = make_adviser(world)
    budget = make_budget(world, adviser)
    first, second = ask(world, budget, cents=30000), ask(world, budget, cents=30000)
    actions.decide(by=adviser, request=first, agrees=True)
    with pytest.raises(Refused, match=r"€\u00a0200,00 left in this budget"):
        actions.decide(by=adviser, request=second, agrees=True)
    second.refresh_from_db()
    assert (second.state, second.what, left(budget)) == (State.ASKED, "Cursus rouw", (20000, 0))
    with pytest.raises(Refused, match="not enough"):
        ask(world, budget, cents=20001)
    hours = make_budget(world, adviser, Kind.CHOICE, minutes=90)
    with pytest.raises(Refused, match="1:30 hours left"):
        ask(world, hours, cents=0, minutes=91)


def test_the_database_itself_holds_no_more_than_there_is(world: World) -> None:
    budget = make_budget(world, make_adviser(world), minutes=60)
    for wrong in ({"committed_cents": 50001}, {"committed_cents": -1}, {"committed_minutes": 61}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Budget.objects.filter(pk=budget.pk).update(**wrong)


def test_refusing_takes_a_reason_and_can_be_looked_at_again(world: World) -> None:
    adviser = make_adviser(world)
    request = ask(world, make_budget(world, adviser))
    with pytest.raises(Refused, match="Say why"):
        actions.decide(by=adviser, request=request, agrees=False)
    actions.decide(by=adviser, request=request, agrees=False, reason="Valt onder je functie")
    row = queries.get_request(world.bram, request.pk)
    assert (row.request.state, row.request.reason, row.decider) == ("refused", "Valt onder je functie", "Els Mulder")
    with pytest.raises(Refused, match="Somebody else decides"):
        actions.ask_again(by=world.bram, request=request)
    assert actions.ask_again(by=adviser, request=request).state == State.ASKED


def test_it_costs_no_more_than_was_granted_unless_more_is_granted(world: World) -> None:
    adviser = make_adviser(world)
    budget = make_budget(world, adviser)
    request = actions.decide(by=adviser, request=ask(world, budget), agrees=True)
    with pytest.raises(Refused, match="200,00 was granted"):
        actions.spend(by=world.bram, request=request, cents=20001)
    with pytest.raises(Refused):
        actions.raise_grant(by=world.bram, request=request, cents=25000)
    with pytest.raises(Refused, match="less than was granted"):
        actions.raise_grant(by=adviser, request=request, cents=100)
    with pytest.raises(Refused, match="not enough"):
        actions.raise_grant(by=adviser, request=request, cents=50001)
    actions.raise_grant(by=adviser, request=request, cents=25000)
    actions.spend(by=world.bram, request=request, cents=25000)
    assert left(budget) == (25000, 0)
    with pytest.raises(Refused):
        actions.raise_grant(by=adviser, request=request, cents=30000)


def test_undoing_is_refused_when_the_rest_went_elsewhere(world: World) -> None:
    adviser = make_adviser(world)
    budget = make_budget(world, adviser)
    request = actions.decide(by=adviser, request=ask(world, budget, cents=50000), agrees=True)
    actions.spend(by=world.bram, request=request, cents=10000)
    actions.decide(by=adviser, request=ask(world, budget, cents=40000), agrees=True)
    with pytest.raises(Refused, match="0,00 left"):
        actions.undo_spending(by=world.bram, request=request)
    request.refresh_from_db()
    assert (request.state, request.spent_cents) == (State.SPENT, 10000)


def test_nobody_grants_a_request_by_undoing_what_was_never_spent(world: World) -> None:
    request = ask(world, make_budget(world, make_adviser(world)))
    for _time in range(2):
        with pytest.raises(Refused):
            actions.undo_spending(by=world.bram, request=request)
    request.refresh_from_db()
    assert (request.state, request.granted_cents) == (State.ASKED, None)
    page = world.client(world.bram).post(f"/budgets/requests/{request.pk}/cost/end/")
    assert page.status_code == 403


def test_who_asked_changes_and_withdraws_until_it_is_decided(world: World) -> None:
    adviser = make_adviser(world)
    request = ask(world, make_budget(world, adviser))
    given = {"request": request, "what": "Boek", "purpose": Purpose.FUNCTION, "cents": 3995}
    with pytest.raises(Refused):
        actions.change_request(by=adviser, **given)  # type: ignore[arg-type]
    changed = actions.change_request(by=world.bram, **given)  # type: ignore[arg-type]
    assert (changed.what, changed.purpose, changed.cents) == ("Boek", "function", 3995)
    for _press in range(2):
        actions.withdraw(by=world.bram, request=request)
    with pytest.raises(Refused):
        actions.decide(by=adviser, request=request, agrees=True)
    actions.decide(by=adviser, request=actions.ask_again(by=world.bram, request=request), agrees=True)
    with pytest.raises(Refused, match="decided already"):
        actions.change_request(by=world.bram, **given)  # type: ignore[arg-type]
    with pytest.raises(Refused):
        actions.withdraw(by=world.bram, request=request)


@pytest.mark.parametrize("wrong", [{"cents": 0}, {"cents": -1}, {"minutes": -5}, {"cents": 10**12}, {"what": " "}])
def test_what_is_no_request_is_refused(world: World, wrong: dict[str, object]) -> None:
    budget = make_budget(world, make_adviser(world))
    with pytest.raises(Refused):
        ask(world, budget, **wrong)  # type: ignore[arg-type]
    assert Request.objects.count() == 0


def test_the_same_key_asks_once_and_a_goal_is_one_s_own(world: World) -> None:
    budget = make_budget(world, make_adviser(world))
    goal = plans.add_goal(by=world.bram, text="Rustiger vragen", for_residents="Meer ruimte")
    first = ask(world, budget, goal_id=goal.pk)
    assert ask(world, budget, key=first.pk).pk == first.pk
    assert first.goal_id == goal.pk
    other = plans.add_goal(by=world.lea, text="Van Lea", for_residents="x")
    with pytest.raises(NotFound):
        ask(world, budget, goal_id=other.pk)
    assert Request.objects.count() == 1


def test_a_budget_is_asked_in_its_own_period(world: World) -> None:
    starts, ends = this_year()
    budget = make_budget(world, make_adviser(world))
    for day in (date(starts.year - 1, 12, 31), date(ends.year + 1, 1, 1)):
        at = clock.now().replace(year=day.year, month=day.month, day=day.day)
        with clock.frozen(at), pytest.raises(Refused, match="not for now"):
            ask(world, budget)


def test_two_others_of_the_team_decide_and_a_leader_is_one_of_them(world: World) -> None:
    budget = make_budget(world, make_adviser(world), Kind.TEAM)
    request = ask(world, budget)
    with pytest.raises(Refused, match="Somebody else decides"):
        actions.decide(by=world.bram, request=request, agrees=True)
    with pytest.raises(Refused, match="other members"):
        actions.decide(by=world.carla, request=request, agrees=True)
    for _press in range(2):
        assert actions.decide(by=world.lea, request=request, agrees=True).state == State.ASKED
    row = queries.get_request(world.anna, request.pk)
    assert (row.needed, row.agree, row.disagree, row.mine) == (2, 1, 0, None)
    assert actions.decide(by=world.anna, request=request, agrees=True).state == State.GRANTED
    assert left(budget) == (30000, 0)
    with pytest.raises(Refused, match="request of its own"):
        actions.raise_grant(by=world.lea, request=request, cents=30000)


def test_two_others_refuse_and_one_changes_a_mind(world: World) -> None:
    budget = make_budget(world, make_adviser(world), Kind.TEAM)
    request = ask(world, budget)
    actions.decide(by=world.lea, request=request, agrees=True)
    actions.decide(by=world.anna, request=request, agrees=False, reason="Te duur")
    assert Voice.objects.count() == 2
    done = actions.decide(by=world.lea, request=request, agrees=False, reason="Toch te duur")
    assert (done.state, done.reason) == (State.REFUSED, "Toch te duur")


def test_changing_a_request_asks_the_team_anew(world: World) -> None:
    request = ask(world, make_budget(world, make_adviser(world), Kind.TEAM))
    actions.decide(by=world.lea, request=request, agrees=True)
    actions.change_request(by=world.bram, request=request, what="Boek", purpose=Purpose.GROWING, cents=10)
    assert Voice.objects.count() == 0


def test_where_a_team_has_one_other_that_one_decides_and_where_nobody_an_adviser(world: World) -> None:
    adviser = make_adviser(world)
    budget = make_budget(world, adviser, Kind.TEAM, team=world.other_team)
    request = ask(world, budget, by=world.carla)
    assert actions.decide(by=adviser, request=request, agrees=True).state == State.GRANTED
    world_team = make_budget(world, adviser, Kind.TEAM)
    leave_team(world.lea)
    other = ask(world, world_team)
    with pytest.raises(Refused):
        actions.decide(by=adviser, request=other, agrees=True)
    assert actions.decide(by=world.anna, request=other, agrees=True).state == State.GRANTED


def test_who_holds_a_domain_decides_and_about_the_own_request_an_adviser(world: World) -> None:
    adviser = make_adviser(world)
    budget = make_budget(world, adviser, Kind.DOMAIN)
    request, own = ask(world, budget, by=world.carla), ask(world, budget, by=world.anna)
    for person in (adviser, world.lea, world.carla):
        with pytest.raises(Refused):
            actions.decide(by=person, request=request, agrees=True)
    actions.decide(by=world.anna, request=request, agrees=True)
    with pytest.raises(Refused):
        actions.decide(by=world.anna, request=own, agrees=True)
    actions.decide(by=adviser, request=own, agrees=True)
    with pytest.raises(Refused):
        ask(world, budget, by=world.ada)


def test_about_an_adviser_another_adviser_or_a_director_decides(world: World) -> None:
    adviser, director = make_adviser(world), with_role(world, "Dora Vos", Role.DIRECTOR)
    budget = make_budget(world, adviser, owner=adviser)
    request = ask(world, budget, by=adviser)
    with pytest.raises(Refused):
        actions.decide(by=adviser, request=request, agrees=True)
    assert [row.pk for row, _asker in queries.to_decide(director)] == [request.pk]
    assert actions.decide(by=director, request=request, agrees=True).state == State.GRANTED
    bram = ask(world, make_budget(world, adviser))
    with pytest.raises(Refused):
        actions.decide(by=director, request=bram, agrees=True)


def test_every_state_has_its_followers() -> None:
    assert set(STATES) == set(State)
    assert all(after in State for follows in STATES.values() for after in follows)


def test_pressing_twice_changes_nothing_and_what_cost_nothing_holds_nothing(world: World) -> None:
    adviser = make_adviser(world)
    budget = make_budget(world, adviser)
    request = ask(world, budget)
    assert actions.ask_again(by=world.bram, request=request).state == State.ASKED
    actions.decide(by=adviser, request=request, agrees=True)
    assert actions.undo_spending(by=world.bram, request=request).state == State.GRANTED
    actions.spend(by=world.bram, request=request, cents=0)
    later = clock.now().replace(year=clock.now().year + 1)
    assert left(budget) == (50000, 0)
    with clock.frozen(later.replace(month=1, day=1)):
        starts, ends = this_year()
        Budget.objects.update(ends_on=ends)
        found = {one.kind: one.used_cents for one in queries.totals(adviser)}
    assert (found, starts.year) == ({Kind.PERSONAL: None}, later.year)
