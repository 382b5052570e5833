"""Today says in one line each what colleagues ask or shared: without a word of it, and at one query each."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta

from drieslag.core import clock
from drieslag.development.budgets import queries as budgets
from drieslag.development.plans import actions
from drieslag.development.plans.models import Goal
from drieslag.development.reflections import actions as notes
from drieslag.development.registers import actions as files
from drieslag.development.registers import queries as registers
from drieslag.development.registers.enums import Answer
from drieslag.development.registers.models import Confirmation
from drieslag.development.sharing import actions as sharing
from drieslag.development.sharing import queries as shared
from drieslag.development.sharing.enums import Kind
from drieslag.people.enums import Role
from drieslag.people.models import Membership, Person
from drieslag.people.queries import of_person
from drieslag.web.today.waiting import waiting
from tests.budgets.things import ask, make_adviser, make_budget
from tests.factories.world import World
from tests.registers.conftest import FIRST, consent, note

type Counting = Callable[[int], AbstractContextManager[object]]


def put(world: World) -> Goal:
    return actions.add_goal(by=world.bram, text="Ik laat stiltes vallen.", for_residents="Rust")


def said(person: Person) -> list[tuple[str, str]]:
    found = waiting(of_person(person))
    return [(one.what, one.text) for one in (*found.first, *found.later)]


def test_something_new_that_was_shared_is_one_line_without_a_word_of_it(
    world: World, django_assert_num_queries: Counting
) -> None:
    reflection = notes.write(by=world.bram, text="Ik bleef stil.")
    sharing.share(by=world.bram, kind=Kind.REFLECTION, key=reflection.pk, reader=world.carla)
    sharing.share(by=world.bram, kind=Kind.GOAL, key=put(world).pk, reader=world.carla)
    line = ("Bram Visser shared something with you", "")
    assert said(world.carla) == [line]
    assert line not in said(world.anna)
    with django_assert_num_queries(1):
        shared.unopened(world.carla)
    for row in shared.shared_with(world.carla):
        sharing.read(by=world.carla, share_id=row.key)
    assert said(world.carla) == []
    again = notes.write(by=world.bram, text="Nog iets.")
    sharing.share(by=world.bram, kind=Kind.REFLECTION, key=again.pk, reader=world.carla)
    with clock.frozen(clock.now() + timedelta(days=31)):
        assert line not in said(world.carla)


def test_a_plan_that_does_not_reach_a_leader_is_no_line(world: World) -> None:
    sharing.share(by=world.bram, kind=Kind.GOAL, key=put(world).pk, reader=world.carla)
    Membership.objects.create(
        organisation=world.organisation,
        team=world.team,
        person=world.carla,
        role=Role.TEAM_LEADER,
        since=clock.today(),
    )
    assert shared.unopened(world.carla) == ""


def test_a_request_that_waits_for_ones_word_is_one_line(world: World, django_assert_num_queries: Counting) -> None:
    adviser = make_adviser(world)
    budget = make_budget(world, adviser)
    for cents in (2000, 1000):
        ask(world, budget, cents=cents)
    assert said(adviser) == [("A request for learning money", "")]
    assert "A request for learning money" not in str(said(world.bram))
    me = of_person(adviser)
    with django_assert_num_queries(1):
        assert budgets.has_to_decide(me)


def test_a_gathering_to_confirm_is_one_line_once_that_was_agreed(
    world: World, django_assert_num_queries: Counting
) -> None:
    with django_assert_num_queries(1):
        assert registers.waits_for(world.anna) == ""
    Confirmation.objects.create(
        organisation=world.organisation,
        entry=note(world, files.begin_file(by=world.bram, code="REGISTERPLEIN", first=FIRST)),
        owner=world.bram.pk,
        person=world.anna.pk,
    )
    assert registers.waits_for(world.anna) == ""
    consent(world)
    assert ("Bram Visser asks whether you were there", "") in said(world.anna)
    Confirmation.objects.update(state=Answer.CONFIRMED, answered_on=clock.today())
    assert registers.waits_for(world.anna) == ""
