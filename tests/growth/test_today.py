"""Today says when a goal is to be looked back on, and once a week asks for a minute: never more than that."""

from datetime import UTC, datetime, timedelta

import pytest

from drieslag.core import clock
from drieslag.development.plans import actions, queries
from drieslag.development.plans.models import Goal
from drieslag.people.queries import of_person
from drieslag.web.today.waiting import waiting
from tests.factories.world import World


def put(world: World, text: str = "Ik laat stiltes vallen.") -> Goal:
    return actions.add_goal(by=world.bram, text=text, for_residents="Rust")


def said(world: World) -> list[tuple[str, str]]:
    found = waiting(of_person(world.bram))
    return [(one.what, one.text) for one in (*found.first, *found.later)]


def at(day: int, month: int = 11) -> datetime:
    return datetime(2026, month, day, 9, tzinfo=UTC)


def test_a_goal_is_looked_back_on_at_its_day(world: World) -> None:
    goal = put(world)
    actions.note_week(by=world.bram, goal_id=goal.pk, answer="did")
    assert said(world) == []
    with clock.frozen(at(30, 12)):
        assert said(world) == [("Look back today", "Ik laat stiltes vallen.")]
        assert "Ik laat stiltes vallen." in world.client(world.bram).get("/").content.decode()
        for other in (world.lea, world.anna, world.ada):
            assert "Ik laat stiltes vallen." not in world.client(other).get("/").content.decode()
        actions.rest_goal(by=world.bram, goal_id=goal.pk)
        assert said(world) == []


@pytest.mark.parametrize(
    ("day", "open_"),
    [(18, False), (20, False), (25, False), (26, True), (27, True), (28, True)],
)
def test_a_new_goal_is_asked_for_a_line_after_a_week(world: World, day: int, open_: bool) -> None:
    put(world)  # on Wednesday 18 November
    with clock.frozen(at(day)):
        assert queries.waiting(world.bram).week_is_open == open_


def test_a_line_of_this_week_is_enough_until_next_friday(world: World) -> None:
    goal = put(world)
    with clock.frozen(at(27)):
        assert said(world) == [("One minute a week", "")]
        actions.note_week(by=world.bram, goal_id=goal.pk, answer="not_now")
        assert said(world) == []
    with clock.frozen(at(3, 12)):
        assert said(world) == []
    with clock.frozen(at(4, 12)):
        assert said(world) == [("One minute a week", "")]


def test_who_works_at_nothing_is_asked_nothing(world: World) -> None:
    with clock.frozen(at(27)):
        assert said(world) == []
        assert queries.waiting(world.bram) == queries.Waiting([], week_is_open=False)


def test_the_line_waits_while_a_goal_is_looked_back_on(world: World) -> None:
    put(world)
    late = put(world, "Later")
    actions.look_back_later(by=world.bram, goal_id=late.pk, on=clock.today() + timedelta(days=9))
    with clock.frozen(at(27)):
        assert said(world) == [("Look back today", "Later")]
        assert queries.waiting(world.bram).week_is_open


@pytest.mark.parametrize(
    ("written", "day", "open_"),
    [(19, 23, True), (21, 23, False), (21, 27, False), (16, 23, True), (23, 24, False), (23, 30, True)],
)
def test_on_the_day_that_one_chose_and_not_twice_in_a_few_days(
    world: World, written: int, day: int, open_: bool
) -> None:
    actions.set_week_day(by=world.bram, day=0)  # Monday, as 23 and 30 November are
    with clock.frozen(at(16)):
        goal = put(world)
    with clock.frozen(at(written)):
        actions.note_week(by=world.bram, goal_id=goal.pk, answer="did")
    with clock.frozen(at(day)):
        assert queries.waiting(world.bram).week_is_open == open_
