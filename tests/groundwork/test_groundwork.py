"""What a team keeps beside its questions: found room, changes with a cap, goals of a group, lessons without names."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from drieslag.core import clock
from drieslag.core.verdict import NotFound, Refused
from drieslag.journal.models import Statement
from drieslag.kernel.format import Kolb, LearningFunction
from drieslag.learning.groundwork import actions, queries
from drieslag.learning.groundwork.enums import ChangeState, Side, Theme
from drieslag.learning.groundwork.models import CAP_DEFAULT, Change, FoundRoom, Goal, GoalCount, Lesson
from drieslag.learning.meetings import actions as meetings
from drieslag.learning.threads import actions as threads
from drieslag.learning.threads.enums import Level, Origin, TryOutKind
from tests.factories.world import World

pytestmark = pytest.mark.django_db
type Counting = Callable[[int], AbstractContextManager[object]]
NOW = datetime(2026, 11, 24, 9, 50, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _now() -> object:
    with clock.frozen(NOW):
        yield


def a_room(world: World, title: str = "Huisbezoek zonder indicatie") -> FoundRoom:
    return actions.note_room(
        by=world.bram,
        team=world.team,
        theme=Theme.LAW,
        title=title,
        thought="Dat mag pas na een beschikking.",
        found="Een eerste gesprek mag altijd.",
        rule="Wmo 2.3.2",
    )


def a_change(world: World, title: str = "Elke maandag samen beginnen") -> Change:
    return actions.begin_change(by=world.bram, team=world.team, title=title)


def a_goal(world: World) -> Goal:
    return actions.set_goal(
        by=world.bram, team=world.team, text="Vragen naar geld", percent=80, due_on=clock.today() + timedelta(days=30)
    )


def a_lesson(world: World) -> Lesson:
    return actions.note_lesson(
        by=world.bram,
        team=world.team,
        happened="Een brief ging naar het oude adres.",
        made_possible="We kijken het adres nergens na.",
        next_time="We vragen het adres bij elk gesprek.",
        level=Level.SINGLE,
    )


def test_found_room_is_read_and_searched_by_the_whole_organisation(world: World) -> None:
    a_room(world)
    a_room(world, "Samen met de buurt")
    assert [row.title for row in queries.rooms(text="beschikking BUURT")] == ["Samen met de buurt"]
    assert queries.rooms(theme=Theme.NETWORK) == []
    page = world.client(world.carla).get("/found-room/?text=wmo").content.decode()
    assert "Huisbezoek zonder indicatie" in page
    assert "Wijkteam De Linde" in page
    assert "Bram" not in page.split("<main")[1]
    assert world.client(world.ada).get("/found-room/").status_code == 404  # an administrator is no colleague by that


def test_only_its_writer_changes_or_takes_back_found_room(world: World) -> None:
    room = a_room(world)
    with pytest.raises(Refused):
        actions.withdraw_room(by=world.lea, room=room)
    actions.withdraw_room(by=world.bram, room=room)
    assert queries.rooms() == []
    with pytest.raises(NotFound):
        queries.get_room(world.lea, room.pk)
    actions.return_room(by=world.bram, room=room)
    assert len(queries.rooms()) == 1
    actions.withdraw_room(by=world.bram, room=room)
    with clock.frozen(NOW + timedelta(days=2)):
        actions.erase_removed()
    assert not FoundRoom.objects.exists()


def test_a_team_changes_so_much_at_a_time_and_no_more(world: World) -> None:
    thread = threads.open_thread(by=world.bram, team=world.team, origin=Origin.PERSON, title="Hoe begin je?")
    threads.add_try_out(
        by=world.bram, team=world.team, thread=thread, kind=TryOutKind.EXPERIMENT, text="Bellen", owner=world.bram,
        due_on=clock.today(),
    )  # fmt: skip
    changes = [a_change(world, f"Verandering {number}") for number in range(CAP_DEFAULT - 1)]
    with pytest.raises(Refused, match="3 things at a time"):
        a_change(world)
    actions.put_change(by=world.lea, change=changes[0], state=ChangeState.SETTLED)
    a_change(world)
    with pytest.raises(Refused):
        actions.put_change(by=world.lea, change=changes[0], state=ChangeState.RUNNING)
    actions.set_cap(by=world.lea, team=world.team, most=4)
    actions.put_change(by=world.lea, change=changes[0], state=ChangeState.RUNNING)
    assert queries.room_for_change(world.team) == queries.RoomForChange(3, 1, 4)
    with pytest.raises(Refused):
        actions.set_cap(by=world.lea, team=world.team, most=10)
    with pytest.raises(Refused):
        actions.set_cap(by=world.carla, team=world.team, most=2)


def test_a_refused_change_keeps_what_was_typed(world: World) -> None:
    for number in range(CAP_DEFAULT):
        a_change(world, f"Verandering {number}")
    sent = {"client_key": uuid4(), "title": "Nog een", "why": "Omdat het kan"}
    answer = world.client(world.bram).post(f"/teams/{world.team.pk}/changes/", sent)
    assert answer.status_code == 422
    assert "Omdat het kan" in answer.content.decode()
    assert Change.objects.count() == CAP_DEFAULT


def test_the_two_lists_of_a_change(world: World) -> None:
    change = a_change(world)
    browser = world.client(world.lea)
    for side, text in ((Side.LET_GO, "De lange vergadering"), (Side.BUILD, "Een kort begin")):
        sent = {"client_key": uuid4(), "side": side, "text": text}
        assert browser.post(f"/changes/{change.pk}/", sent).status_code == 302
        browser.post(f"/changes/{change.pk}/", sent)  # a double press is one line
    lines = list(queries.get_change(world.bram, change.pk).lines.all())
    assert {line.text for line in lines} == {"De lange vergadering", "Een kort begin"}
    browser.post(f"/change-lines/{lines[0].pk}/", {"done": "yes"})
    assert queries.get_line(world.bram, lines[0].pk).done
    browser.post(f"/change-lines/{lines[1].pk}/", {"remove": "yes"})
    assert len(queries.get_change(world.bram, change.pk).lines.all()) == 1
    wrong = browser.post(f"/changes/{change.pk}/", {"client_key": uuid4(), "side": "build", "text": ""})
    assert wrong.status_code == 422
    assert "Write what it is first." in wrong.content.decode()


def test_a_goal_is_counted_before_and_after_and_never_of_a_few(world: World) -> None:
    goal = a_goal(world)
    with pytest.raises(Refused, match="fewer than five"):
        actions.count_goal(by=world.bram, goal=goal, able=1, people=4)
    with pytest.raises(Refused):
        actions.count_goal(by=world.bram, goal=goal, able=6, people=5)
    actions.count_goal(by=world.bram, goal=goal, able=2, people=8)
    actions.count_goal(by=world.lea, goal=goal, able=7, people=8)
    page = world.client(world.lea).get(f"/goals/{goal.pk}/").content.decode()
    assert "2 of 8" in page
    assert "Reached. What helped?" in page
    with pytest.raises(IntegrityError), transaction.atomic():
        GoalCount.objects.create(organisation=world.organisation, goal=goal, able=1, people=3, counted_at=clock.now())


@pytest.mark.parametrize(("more", "sizes"), [(8, [2, 3, 3, 3]), (10, [3, 3, 3, 4])])
def test_threes_take_everybody_once(world: World, more: int, sizes: list[int]) -> None:
    world.colleagues(more)
    groups = queries.trios(world.team, 7)
    assert sorted(len(group) for group in groups) == sizes
    assert len({name for group in groups for name in group}) == more + 3
    assert queries.trios(world.team, 7) == groups
    page = world.client(world.bram).get(f"/goals/{a_goal(world).pk}/?trios=7").content.decode()
    assert "Anna de Boer" in page


def test_a_lesson_has_no_person_and_no_moment_anywhere(world: World) -> None:
    before = Statement.objects.count()
    lesson = a_lesson(world)
    assert Statement.objects.count() == before
    held = {field.name for field in Lesson._meta.get_fields()}
    assert held == {
        "id",
        "organisation",
        "team",
        "happened",
        "made_possible",
        "next_time",
        "level",
        "noted_on",
        "removed_on",
    }
    assert lesson.pk.version == 4
    page = world.client(world.lea).get(f"/teams/{world.team.pk}/lessons/").content.decode()
    assert "We vragen het adres bij elk gesprek." in page
    key = page.split('name="client_key" value="')[1].split('"')[0]
    assert key[14] == "4"  # a key that tells no time
    for person in (world.carla, world.ada):
        assert world.client(person).get(f"/teams/{world.team.pk}/lessons/").status_code == 404


def test_a_lesson_is_taken_away_returned_and_erased(world: World) -> None:
    lesson = a_lesson(world)
    browser = world.client(world.lea)
    answer = browser.post(f"/lessons/{lesson.pk}/removal/")
    assert queries.lessons_of(world.team.pk) == []
    assert "Put it back" in browser.get(answer["Location"]).content.decode()
    browser.post(f"/lessons/{lesson.pk}/removal/")
    assert len(queries.lessons_of(world.team.pk)) == 1
    with clock.frozen(NOW + timedelta(days=800)):
        assert actions.erase_removed() == 1


def test_what_learning_left_out_stands_beside_what_it_passed_through(world: World) -> None:
    empty = world.client(world.bram).get(f"/teams/{world.team.pk}/blind-spots/").content.decode()
    assert "Nothing to see yet" in empty
    meeting = meetings.plan(
        by=world.anna, team=world.team, format_code="W11", planned_at=clock.now(), facilitator=world.anna
    )
    meetings.start(by=world.anna, meeting=meeting)
    meetings.close(by=meetings.enter(by=world.anna, meeting=meeting), meeting=meeting)
    with clock.frozen(NOW - timedelta(days=70)):
        threads.open_thread(by=world.bram, team=world.team, origin=Origin.PERSON, title="Hoe begin je?")
    found = queries.spots(world.team)
    assert found.meetings == 1
    assert set(found.functions) == set(LearningFunction)
    assert found.stuck[Kolb.EXPERIENCE] == 1
    page = world.client(world.bram).get(f"/teams/{world.team.pk}/blind-spots/").content.decode()
    assert "1 question stands still here" in page
    assert "no turn yet" in page


@pytest.mark.parametrize(
    ("path", "bound"),
    [("changes", 15), ("goals", 12), ("lessons", 11), ("cupboard", 10)],
)
def test_pages_cost_a_fixed_number_of_queries(
    world: World, django_assert_max_num_queries: Counting, path: str, bound: int
) -> None:
    actions.set_cap(by=world.lea, team=world.team, most=9)
    for number in range(6):
        change = a_change(world, f"Verandering {number}")
        actions.add_line(by=world.bram, change=change, side=Side.BUILD, text="Iets")
        actions.count_goal(by=world.bram, goal=a_goal(world), able=1, people=5)
        a_lesson(world)
        a_room(world)
    browser = world.client(world.bram)
    with django_assert_max_num_queries(bound):
        assert browser.get(f"/teams/{world.team.pk}/{path}/").status_code == 200
    with django_assert_max_num_queries(11):
        assert browser.get("/found-room/").status_code == 200
