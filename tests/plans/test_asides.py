"""What stands beside a goal: a line to hold on to, how it is, what one no longer does. Its owner's alone, always."""

from typing import Any

import pytest
from django.db import connection

from drieslag.core import clock
from drieslag.core.verdict import NotFound, Refused
from drieslag.development.plans import actions, queries
from drieslag.development.plans.enums import Newness, Skill, Zone
from drieslag.development.plans.models import Activity, ActivityAside, Goal, GoalAside
from drieslag.development.sharing import things
from drieslag.development.sharing.enums import Kind
from drieslag.privacy.register import everything
from tests.factories.world import World

WORDS = {
    "if_then": "Als het druk is, dan begin ik met één vraag.",
    "setback": "Dan bel ik Samir.",
    "lets_go": "Ik vul geen stiltes meer.",
}


@pytest.fixture
def goal(world: World) -> Goal:
    return actions.add_goal(by=world.bram, text="Ik laat stiltes vallen.", for_residents="Zij vertellen meer.")


def keep(world: World, goal: Goal, **more: str) -> GoalAside:
    actions.keep_beside(by=world.bram, goal_id=goal.pk, beside=actions.Beside(**WORDS | more))
    return queries.beside(queries.get_goal(world.bram, goal.pk))


def test_it_is_kept_changed_and_emptied(world: World, goal: Goal) -> None:
    empty = queries.beside(queries.get_goal(world.bram, goal.pk))
    assert (empty.if_then, empty.zone, empty.skill) == ("", Zone.UNSAID, Skill.UNSAID)
    actions.keep_beside(by=world.bram, goal_id=goal.pk, beside=actions.Beside())
    there = keep(world, goal, zone=Zone.PANIC, skill=Skill.NEW)
    assert (there.setback, there.zone, there.skill) == ("Dan bel ik Samir.", Zone.PANIC, Skill.NEW)
    again = keep(world, goal, setback="")
    assert (again.setback, again.zone, again.if_then) == ("", Zone.UNSAID, WORDS["if_then"])
    assert GoalAside.objects.count() == 1
    actions.erase_goal(by=world.bram, goal_id=goal.pk)
    assert not GoalAside.objects.exists()


@pytest.mark.parametrize("wrong", [{"zone": "boos"}, {"skill": "goed"}, {"zone": ""}, {"setback": "x" * 301}])
def test_what_is_no_choice_or_too_long_is_refused(world: World, goal: Goal, wrong: dict[str, str]) -> None:
    with pytest.raises(Refused):
        keep(world, goal, **wrong)
    assert not GoalAside.objects.exists()


def test_only_of_ones_own_goal_that_is_not_ended(world: World, goal: Goal) -> None:
    for other in (world.lea, world.anna, world.ada, world.carla):
        with pytest.raises(NotFound):
            actions.keep_beside(by=other, goal_id=goal.pk, beside=actions.Beside(**WORDS))
    actions.drop_goal(by=world.bram, goal_id=goal.pk)
    with pytest.raises(Refused, match="was ended"):
        keep(world, goal)


def test_looking_back_keeps_for_oneself_what_it_brought(world: World, goal: Goal) -> None:
    keep(world, goal)
    came = actions.Came("Ik wacht langer.", lets_go="Invullen.", brought_me="Rust", brought_team="Kortere wachttijd")
    actions.end_goal(by=world.bram, goal_id=goal.pk, came=came)
    there = queries.beside(queries.get_goal(world.bram, goal.pk))
    assert (there.lets_go, there.brought_me, there.brought_team) == ("Invullen.", "Rust", "Kortere wachttijd")
    assert there.if_then == WORDS["if_then"]
    actions.resume_goal(by=world.bram, goal_id=goal.pk)
    actions.end_goal(by=world.bram, goal_id=goal.pk, came=actions.Came("Nog langer."))
    assert queries.beside(queries.get_goal(world.bram, goal.pk)).lets_go == "Invullen."


def test_looking_back_without_it_makes_nothing(world: World, goal: Goal) -> None:
    actions.end_goal(by=world.bram, goal_id=goal.pk, came=actions.Came("Ik wacht langer.", lets_go=" "))
    assert not GoalAside.objects.exists()


def test_it_is_never_told_and_goes_along_with_its_owner_alone(world: World, goal: Goal) -> None:
    keep(world, goal, zone=Zone.PANIC, skill=Skill.ABLE)
    step = actions.add_activity(by=world.bram, goal_id=goal.pk, text="Meekijken")
    actions.mark_done(by=world.bram, activity_id=step.pk, is_new=True)
    came = actions.Came("Ik wacht langer.", lets_go="Invullen.", brought_me="Rust", brought_team="Minder wachten")
    actions.end_goal(by=world.bram, goal_id=goal.pk, came=came)
    told = str(things.everything(world.bram.pk)) + str(things.one(world.bram.pk, Kind.GOAL, goal.pk))
    own = (WORDS["if_then"], WORDS["setback"], "Invullen.", "Rust", "Minder wachten")
    for text in (*own, str(Zone.PANIC.label), str(Skill.ABLE.label), "panic", "new to me"):
        assert text not in told
    mine = {kind.model: kind.export(world.bram.pk) for kind in everything()}
    (row,) = mine[GoalAside]
    assert set(own) <= set(row.values())
    assert (row["zone"], row["skill"]) == (str(Zone.PANIC.label), str(Skill.ABLE.label))
    assert mine[ActivityAside] == [{"activity": "Meekijken", "new_to_me": True}]
    for kind in everything():
        if kind.model in {GoalAside, ActivityAside}:
            assert kind.export(world.lea.pk) == []
            assert kind.erase(world.bram.pk) == 1


def raw(model: Any, name: str) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(f"select length({name}) from {model._meta.db_table}")
        return [row[0] for row in cursor.fetchall()]


def test_a_dump_does_not_show_a_choice_by_its_length(world: World, goal: Goal) -> None:
    for kind in (Zone, Skill, Newness):
        assert len({len(value) for value in kind.values}) == 1
    sizes = set()
    for zone in Zone:
        keep(world, goal, zone=zone)
        sizes |= set(raw(GoalAside, "zone"))
    assert len(sizes) == 1


def test_a_step_can_be_new_to_somebody_and_no_longer(world: World, goal: Goal) -> None:
    step = actions.add_activity(by=world.bram, goal_id=goal.pk, text="Meekijken")
    (listed,) = queries.activities_of(goal)
    assert not listed.is_new
    actions.change_activity(by=world.bram, activity_id=step.pk, text="Meekijken", way="doing", is_new=True)
    assert queries.get_activity(world.bram, step.pk).is_new
    actions.mark_done(by=world.bram, activity_id=step.pk, brought="Lef")
    assert queries.get_activity(world.bram, step.pk).is_new
    actions.mark_done(by=world.bram, activity_id=step.pk, brought="Lef", is_new=False)
    assert not queries.get_activity(world.bram, step.pk).is_new
    actions.erase_activity(by=world.bram, activity_id=step.pk)
    assert not ActivityAside.objects.exists()


def test_what_was_new_is_named_of_the_days_in_which_it_was_done(world: World, goal: Goal) -> None:
    today = clock.today()
    for text, is_new in (("Meekijken", True), ("Lezen", False), ("Bellen", True)):
        step = actions.add_activity(by=world.bram, goal_id=goal.pk, text=text)
        actions.mark_done(by=world.bram, activity_id=step.pk, is_new=is_new)
    actions.undo_done(by=world.bram, activity_id=step.pk)
    assert queries.new_between(world.bram, today, today) == ["Meekijken"]
    assert queries.new_between(world.carla, today, today) == []
    Activity.objects.update(done_on=today.replace(year=2025))
    assert queries.new_between(world.bram, today, today) == []


def test_the_day_of_the_week_is_ones_own_choice(world: World) -> None:
    assert queries.setting(world.bram).week_day == 4
    actions.set_week_day(by=world.bram, day=0)
    assert queries.setting(world.bram).week_day == 0
    assert queries.setting(world.carla).week_day == 4
    for day in (-1, 7):
        with pytest.raises(Refused):
            actions.set_week_day(by=world.bram, day=day)
