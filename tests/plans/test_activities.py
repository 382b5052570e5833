"""What is done for a goal, a line a week, and the time in which nothing new is offered."""

from datetime import date, timedelta
from functools import partial
from uuid import uuid4

import pytest

from drieslag.core import clock
from drieslag.core.verdict import NotFound, Refused
from drieslag.development.plans import actions, queries
from drieslag.development.plans.enums import LearningWay, Origin, WeekAnswer
from drieslag.development.plans.models import Activity, Goal, GoalNote
from drieslag.development.sharing import actions as sharing
from drieslag.development.sharing import things
from drieslag.development.sharing.enums import Kind
from drieslag.development.sharing.models import Share
from drieslag.privacy.register import erase_person, export_person
from tests.factories.world import World


@pytest.fixture
def goal(world: World) -> Goal:
    return actions.add_goal(by=world.bram, text="Ik laat stiltes vallen.", for_residents="Zij vertellen meer.")


def test_an_activity_in_own_words_is_done_and_brings_something(world: World, goal: Goal) -> None:
    activity = actions.add_activity(by=world.bram, goal_id=goal.pk, text="Meekijken met Samir", way="together")
    assert (activity.way, activity.done_on) == (LearningWay.TOGETHER, None)
    done = actions.mark_done(by=world.bram, activity_id=activity.pk, brought="Hij wacht tot zeven.")
    assert (done.done_on, done.brought) == (clock.today(), "Hij wacht tot zeven.")
    with clock.frozen(clock.now() + timedelta(days=3)):
        assert actions.mark_done(by=world.bram, activity_id=activity.pk).done_on == date(2026, 11, 18)
    assert actions.undo_done(by=world.bram, activity_id=activity.pk).done_on is None
    changed = actions.change_activity(
        by=world.bram, activity_id=activity.pk, text="Lezen", way="formal", on=date(2026, 12, 1)
    )
    assert [(row.text, row.way, row.on) for row in queries.activities_of(goal)] == [
        ("Lezen", "formal", date(2026, 12, 1))
    ]
    assert changed.pk == activity.pk


def test_a_way_that_does_not_exist_is_refused(world: World, goal: Goal) -> None:
    with pytest.raises(Refused, match="how you learn"):
        actions.add_activity(by=world.bram, goal_id=goal.pk, text="Iets", way="sleeping")
    activity = actions.add_activity(by=world.bram, goal_id=goal.pk, text="Iets")
    with pytest.raises(Refused, match="how you learn"):
        actions.change_activity(by=world.bram, activity_id=activity.pk, text="Iets", way="sleeping")


def test_what_was_there_already_is_chosen_once(world: World, goal: Goal) -> None:
    thread, step = uuid4(), "F01:1:lijn:stap"
    for _again in range(2):
        actions.add_activity(by=world.bram, goal_id=goal.pk, text="Wie belt?", origin=(Origin.THREAD, thread))
        actions.add_activity(by=world.bram, goal_id=goal.pk, text="Lees dit", way="formal", origin=(Origin.LINE, step))
        actions.add_activity(by=world.bram, goal_id=goal.pk, text="Eigen woorden")
    kinds = [(row.origin_kind, row.origin_id, row.origin_key) for row in queries.activities_of(goal)]
    assert kinds.count(("thread", thread, "")) == kinds.count(("line", None, step)) == 1
    assert kinds.count(("", None, "")) == 2


def test_the_same_form_twice_makes_one_activity(world: World, goal: Goal) -> None:
    key = uuid4()
    for _again in range(2):
        actions.add_activity(by=world.bram, goal_id=goal.pk, text="Iets", key=key)
    assert Activity.objects.count() == 1


def test_a_goal_holds_no_endless_list(world: World, goal: Goal, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("drieslag.development.plans.actions.activities.MOST", 1)
    actions.add_activity(by=world.bram, goal_id=goal.pk, text="Een")
    with pytest.raises(Refused, match="a lot under this goal"):
        actions.add_activity(by=world.bram, goal_id=goal.pk, text="Twee")


def test_nothing_is_added_to_a_goal_that_was_ended(world: World, goal: Goal) -> None:
    activity = actions.add_activity(by=world.bram, goal_id=goal.pk, text="Een")
    actions.drop_goal(by=world.bram, goal_id=goal.pk)
    for change in (
        lambda: actions.add_activity(by=world.bram, goal_id=goal.pk, text="Twee"),
        lambda: actions.change_activity(by=world.bram, activity_id=activity.pk, text="Twee", way="doing"),
        lambda: actions.note_week(by=world.bram, goal_id=goal.pk, answer="did"),
    ):
        with pytest.raises(Refused, match="was ended"):
            change()


def test_erasing_an_activity_takes_back_what_was_shared(world: World, goal: Goal) -> None:
    activity = actions.add_activity(by=world.bram, goal_id=goal.pk, text="Meekijken")
    actions.mark_done(by=world.bram, activity_id=activity.pk, brought="Rust")
    sharing.share(by=world.bram, kind=Kind.ACTIVITY, key=activity.pk, reader=world.carla)
    told = things.one(world.bram.pk, Kind.ACTIVITY, activity.pk)
    assert told is not None
    assert ("What it brought", "Rust") in told.lines
    actions.erase_activity(by=world.bram, activity_id=activity.pk)
    assert not Activity.objects.exists()
    assert not Share.objects.exists()
    with pytest.raises(NotFound):
        actions.erase_activity(by=world.bram, activity_id=activity.pk)


def test_one_line_a_week_and_again_changes_it(world: World, goal: Goal) -> None:
    actions.note_week(by=world.bram, goal_id=goal.pk, answer=WeekAnswer.NOT_NOW)
    with clock.frozen(clock.now() + timedelta(days=2)):
        actions.note_week(by=world.bram, goal_id=goal.pk, answer=WeekAnswer.DID, text="Toch")
    with clock.frozen(clock.now() + timedelta(days=5)):
        actions.note_week(by=world.bram, goal_id=goal.pk, answer=WeekAnswer.CHANGED)
    found = [(note.week, note.on, note.answer, note.text) for note in queries.notes_of(goal)]
    assert found == [
        (date(2026, 11, 23), date(2026, 11, 23), "changed", ""),
        (date(2026, 11, 16), date(2026, 11, 20), "did", "Toch"),
    ]
    with pytest.raises(Refused):
        actions.note_week(by=world.bram, goal_id=goal.pk, answer="failed")


def test_the_words_of_a_week_are_emptied_by_who_has_them_in_sight(world: World, goal: Goal) -> None:
    note = partial(actions.note_week, by=world.bram, goal_id=goal.pk)
    note(answer=WeekAnswer.DID, text="Tot zeven geteld")
    note(answer=WeekAnswer.CHANGED)
    (line,) = queries.this_week(world.bram)
    assert (line.answer, line.text) == ("changed", "Tot zeven geteld")
    note(answer=WeekAnswer.CHANGED, empties=True)
    assert [(line.answer, line.text) for line in queries.this_week(world.bram)] == [("changed", "")]
    with clock.frozen(clock.now() + timedelta(days=7)):
        assert [line.is_written for line in queries.this_week(world.bram)] == [False]


def test_nothing_new_is_offered_in_an_application_period(world: World) -> None:
    assert not queries.is_applying(world.bram)
    actions.begin_applying(by=world.bram, until=clock.today() + timedelta(days=20))
    assert queries.is_applying(world.bram)
    assert not queries.is_applying(world.carla)
    assert actions.add_goal(by=world.bram, text="Toch iets", for_residents="Rust").is_active
    with clock.frozen(clock.now() + timedelta(days=21)):
        assert not queries.is_applying(world.bram)
    actions.stop_applying(by=world.bram)
    assert not queries.is_applying(world.bram)
    for until in (clock.today() - timedelta(days=1), date(2031, 1, 1)):
        with pytest.raises(Refused):
            actions.begin_applying(by=world.bram, until=until)


def test_all_of_it_goes_along_and_is_erased_with_its_owner(world: World, goal: Goal) -> None:
    activity = actions.add_activity(by=world.bram, goal_id=goal.pk, text="Meekijken")
    actions.note_week(by=world.bram, goal_id=goal.pk, answer="did", text="Stil")
    sharing.share(by=world.bram, kind=Kind.ACTIVITY, key=activity.pk, reader=world.carla)
    taken = export_person(world.bram.pk)
    assert [row["text"] for row in taken["plans.Goal"]] == ["Ik laat stiltes vallen."]
    assert [row["text"] for row in taken["plans.Activity"]] == ["Meekijken"]
    assert [row["answer"] for row in taken["plans.GoalNote"]] == ["did"]
    assert [row["most_active"] for row in taken["plans.PlanSetting"]] == [3]
    other = actions.add_goal(by=world.carla, text="Van Carla", for_residents="Rust")
    erase_person(world.bram.pk)
    assert list(Goal.objects.all()) == [other]
    assert not Activity.objects.exists()
    assert not GoalNote.objects.exists()
    assert not Share.objects.exists()
