"""Goals in own words: put down, changed, resting, looked back on, put away, taken up again, erased."""

from collections.abc import Callable
from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest

from drieslag.core import clock
from drieslag.core.ids import new_id
from drieslag.core.verdict import NotFound, Refused
from drieslag.development.plans import actions, queries
from drieslag.development.plans.enums import GOAL_STATES, GoalState, LearningWay, Wish
from drieslag.development.plans.models import Goal
from drieslag.development.sharing import actions as sharing
from drieslag.development.sharing import things
from drieslag.development.sharing.enums import Kind
from drieslag.development.sharing.models import Share
from drieslag.journal.models import Statement
from drieslag.learning.threads import actions as threads
from drieslag.learning.threads.enums import Origin
from drieslag.people.models import Person
from tests.factories.world import World


def put(by: Person, text: str = "Ik laat stiltes vallen.", **more: object) -> Goal:
    return actions.add_goal(by=by, text=text, for_residents="Zij vertellen meer.", **more)  # type: ignore[arg-type]


def test_a_goal_is_ones_own_wish_and_looked_back_on_in_six_weeks(world: World) -> None:
    goal = put(world.bram)
    found = queries.get_goal(world.bram, goal.pk)
    assert (found.text, found.for_residents) == ("Ik laat stiltes vallen.", "Zij vertellen meer.")
    assert (found.wish, found.state) == (Wish.MINE, GoalState.ACTIVE)
    assert found.look_back_on == date(2026, 12, 30)
    assert queries.choices(world.bram) == [(goal.pk, "Ik laat stiltes vallen.")]
    assert not Statement.objects.exists()


def test_a_goal_needs_words_and_what_residents_notice(world: World) -> None:
    for text, residents in (("", "Iets"), ("Iets", " "), ("x" * 301, "Iets")):
        with pytest.raises(Refused):
            actions.add_goal(by=world.bram, text=text, for_residents=residents)
    with pytest.raises(Refused, match="whose wish"):
        put(world.bram, wish="boss")
    assert not Goal.objects.exists()


def test_nobody_else_finds_a_goal_or_an_activity(world: World) -> None:
    goal = put(world.bram)
    activity = actions.add_activity(by=world.bram, goal_id=goal.pk, text="Meekijken", way=LearningWay.TOGETHER)
    for other in (world.lea, world.anna, world.ada, world.carla):
        with pytest.raises(NotFound):
            queries.get_goal(other, goal.pk)
        with pytest.raises(NotFound):
            queries.get_activity(other, activity.pk)
        with pytest.raises(NotFound):
            actions.rest_goal(by=other, goal_id=goal.pk)
        with pytest.raises(NotFound):
            actions.mark_done(by=other, activity_id=activity.pk)
        assert queries.goals(other) == []
        assert queries.active(other) == []


def test_the_same_form_twice_makes_one_goal_and_anothers_key_makes_none(world: World) -> None:
    key = new_id()
    assert put(world.bram, key=key).pk == put(world.bram, key=key).pk == key
    with pytest.raises(NotFound):
        put(world.carla, key=key)
    assert Goal.objects.count() == 1


def test_a_fourth_goal_is_refused_with_the_choice_which_one_rests(world: World) -> None:
    made = [put(world.bram, f"Doel {number}") for number in range(3)]
    with pytest.raises(Refused, match="You work at 3 goals already"):
        put(world.bram, "Doel 4")
    fourth = put(world.bram, "Doel 4", rests=made[0].pk)
    assert [goal.pk for goal in queries.active(world.bram)] == [made[1].pk, made[2].pk, fourth.pk]
    waiting = put(world.bram, "Doel 5", waits=True)
    assert waiting.state == GoalState.RESTING
    with pytest.raises(Refused):
        actions.resume_goal(by=world.bram, goal_id=waiting.pk)
    actions.resume_goal(by=world.bram, goal_id=waiting.pk, rests=fourth.pk)
    assert queries.get_goal(world.bram, fourth.pk).state == GoalState.RESTING


def test_another_number_at_once_is_ones_own_choice(world: World) -> None:
    actions.set_most_active(by=world.bram, most=1)
    put(world.bram)
    with pytest.raises(Refused, match="You work at 1 goal already"):
        put(world.bram, "Nog een")
    for most in (0, 6):
        with pytest.raises(Refused):
            actions.set_most_active(by=world.bram, most=most)
    assert queries.setting(world.bram).most_active == 1
    assert queries.setting(world.carla).most_active == 3


def test_each_state_leads_only_where_it_may(world: World) -> None:
    came = actions.Came(changed="Ik wacht langer.")
    moves: dict[GoalState, Callable[[UUID], Goal]] = {
        GoalState.RESTING: lambda key: actions.rest_goal(by=world.bram, goal_id=key),
        GoalState.DONE: lambda key: actions.end_goal(by=world.bram, goal_id=key, came=came),
        GoalState.DROPPED: lambda key: actions.drop_goal(by=world.bram, goal_id=key),
        GoalState.ACTIVE: lambda key: actions.resume_goal(by=world.bram, goal_id=key),
    }
    assert set(GOAL_STATES) == set(GoalState)
    for state in GoalState:
        for wanted, move in moves.items():
            goal = put(world.bram)
            if state != GoalState.ACTIVE:
                moves[state](goal.pk)
            if wanted in GOAL_STATES[state]:
                assert move(goal.pk).state == wanted
            else:
                with pytest.raises(Refused):
                    move(goal.pk)
            actions.erase_goal(by=world.bram, goal_id=goal.pk)


def test_looking_back_asks_what_changed_and_undoing_keeps_the_words(world: World) -> None:
    goal = put(world.bram)
    with pytest.raises(Refused):
        actions.end_goal(by=world.bram, goal_id=goal.pk, came=actions.Came(changed=" "))
    ended = actions.end_goal(
        by=world.bram, goal_id=goal.pk, came=actions.Came("Ik wacht langer.", "Voor mevrouw", "Zij zei het")
    )
    assert (ended.state, ended.ended_on) == (GoalState.DONE, clock.today())
    with pytest.raises(Refused, match="was ended"):
        actions.step_this_week(by=world.bram, goal_id=goal.pk, text="Nog iets")
    again = actions.resume_goal(by=world.bram, goal_id=goal.pk)
    assert (again.state, again.ended_on) == (GoalState.ACTIVE, None)
    assert queries.get_goal(world.bram, goal.pk).changed == "Ik wacht langer."


def test_putting_away_needs_no_reason(world: World) -> None:
    goal = actions.drop_goal(by=world.bram, goal_id=put(world.bram).pk)
    assert (goal.state, goal.reason) == (GoalState.DROPPED, "")


def test_changing_a_goal(world: World) -> None:
    goal = put(world.bram)
    changed = actions.change_goal(
        by=world.bram, goal_id=goal.pk, text="Anders", for_residents="Rust", wish=Wish.TEAM, seen_by="Zij belt",
        this_week="Eén keer stil", paired="Samen minder haast", look_back_on=date(2027, 1, 8),
    )  # fmt: skip
    assert queries.get_goal(world.bram, goal.pk).paired == "Samen minder haast"
    assert (changed.wish, changed.look_back_on) == (Wish.TEAM, date(2027, 1, 8))
    for day in (clock.today() - timedelta(days=1), date(2030, 1, 1)):
        with pytest.raises(Refused):
            actions.look_back_later(by=world.bram, goal_id=goal.pk, on=day)
    assert actions.look_back_later(by=world.bram, goal_id=goal.pk, on=clock.today()).look_back_on == clock.today()
    assert actions.step_this_week(by=world.bram, goal_id=goal.pk, text="").this_week == ""


def test_words_of_a_goal_whose_day_is_past_can_be_changed_with_that_day(world: World) -> None:
    goal = put(world.bram)
    with clock.frozen(clock.now() + timedelta(weeks=8)):
        same = actions.change_goal(
            by=world.bram, goal_id=goal.pk, text="Anders", for_residents="Rust", look_back_on=goal.look_back_on
        )
    assert same.text == "Anders"


def test_a_theme_is_kept_with_its_version(world: World) -> None:
    goal = put(world.bram, theme="F01:2:regie")
    assert (goal.theme_code, goal.theme_version, goal.theme_key) == ("F01", 2, "regie")
    assert actions.link_theme(by=world.bram, goal_id=goal.pk, theme="").theme_key == ""
    for wrong in ("F01", "F01:x:regie", "F01:0:regie", ":1:regie", "F01:1:", "F01:99999999999:x", "F01:²:x"):
        with pytest.raises(Refused):
            actions.link_theme(by=world.bram, goal_id=goal.pk, theme=wrong)


def test_only_a_question_of_ones_own_team_goes_with_a_goal(world: World) -> None:
    goal = put(world.bram)
    own = threads.open_thread(by=world.bram, team=world.team, origin=Origin.PERSON, title="Wie belt?")
    other = threads.open_thread(by=world.carla, team=world.other_team, origin=Origin.PERSON, title="Wie mailt?")
    assert actions.link_thread(by=world.bram, goal_id=goal.pk, thread_id=own.pk).thread_id == own.pk
    for key in (other.pk, uuid4()):
        with pytest.raises(NotFound):
            actions.link_thread(by=world.bram, goal_id=goal.pk, thread_id=key)
    assert actions.link_thread(by=world.bram, goal_id=goal.pk, thread_id=None).thread_id is None


def test_erasing_a_goal_takes_back_what_was_shared_of_it(world: World) -> None:
    goal = put(world.bram)
    activity = actions.add_activity(by=world.bram, goal_id=goal.pk, text="Meekijken")
    sharing.share(by=world.bram, kind=Kind.GOAL, key=goal.pk, reader=world.carla)
    sharing.share(by=world.bram, kind=Kind.ACTIVITY, key=activity.pk, reader=world.carla)
    actions.erase_goal(by=world.bram, goal_id=goal.pk)
    assert not Goal.objects.exists()
    assert not Share.objects.exists()
    with pytest.raises(NotFound):
        actions.erase_goal(by=world.bram, goal_id=goal.pk)


def test_what_others_read_of_a_goal_leaves_out_the_weekly_lines(world: World) -> None:
    goal = put(world.bram)
    actions.note_week(by=world.bram, goal_id=goal.pk, answer="did", text="Alleen voor mij")
    told = things.one(world.bram.pk, Kind.GOAL, goal.pk)
    assert told is not None
    assert told.title == "Ik laat stiltes vallen."
    assert ("What residents notice of it", "Zij vertellen meer.") in told.lines
    assert "Alleen voor mij" not in str(told.lines)
    actions.end_goal(by=world.bram, goal_id=goal.pk, came=actions.Came("Meer rust"))
    (again,) = things.told(world.bram.pk, Kind.GOAL)
    assert ("What has changed", "Meer rust") in again.lines
    assert things.told(world.carla.pk, Kind.GOAL, [goal.pk]) == []
