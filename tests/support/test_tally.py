"""The tally: taps without persons, silence a half hour, sliders that go once they are counted."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection

from drieslag.core import clock
from drieslag.core.verdict import NotFound, Refused
from drieslag.journal.models import Statement
from drieslag.learning.meetings import actions as meetings
from drieslag.learning.meetings.models import Meeting
from drieslag.learning.support import actions, queries
from drieslag.learning.support.enums import Room
from drieslag.learning.support.models import Tally, TallyPart, TallySlider
from drieslag.people.queries import of_person
from drieslag.privacy.register import erase_person, export_person
from tests.factories.world import World
from tests.support.conftest import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting(world: World) -> Meeting:
    planned = meetings.plan(
        by=world.anna, team=world.team, format_code="W03", planned_at=clock.now(), facilitator=world.anna
    )
    meetings.start(by=world.anna, meeting=planned)
    planned.refresh_from_db()
    return planned


@pytest.fixture
def tally(world: World, meeting: Meeting) -> Tally:
    return actions.open_tally(by=world.bram, meeting=meeting)


def close(world: World, meeting: Meeting) -> None:
    meetings.close(by=meetings.enter(by=world.anna, meeting=meeting), meeting=meeting)
    meeting.refresh_from_db()


def figures(value: int) -> dict[Room, int]:
    return dict.fromkeys(Room, value)


def test_a_meeting_has_one_tally(world: World, meeting: Meeting, tally: Tally) -> None:
    assert actions.open_tally(by=world.anna, meeting=meeting) == tally == queries.tally_of(meeting)
    assert queries.tallies_of(of_person(world.lea)) == [tally]
    assert queries.live_meetings(of_person(world.lea)) == [meeting]
    assert [*queries.tallies_of(of_person(world.carla)), *queries.live_meetings(of_person(world.carla))] == []


def test_taps_are_counted_a_half_hour_and_undone(world: World, tally: Tally) -> None:
    for room in (Room.DIALOGUE, Room.DIALOGUE, Room.FUTURE):
        actions.tap(by=world.bram, tally=tally, room=room)
    actions.untap(by=world.bram, tally=tally, room=Room.DIALOGUE, number=0)
    actions.untap(by=world.bram, tally=tally, room=Room.ORGANISING, number=0)
    with clock.frozen(NOW + timedelta(minutes=31)):
        actions.tap(by=world.anna, tally=tally, room=Room.REFLECTING)
        found = queries.counted(world.anna, tally)
    assert (found.part, len(found.parts)) == (1, 2)
    assert found.here is not None
    assert found.here.reflecting == 1
    assert found.sums == {Room.DIALOGUE: 1, Room.REFLECTING: 1, Room.FUTURE: 1, Room.ORGANISING: 0}
    with connection.cursor() as cursor:
        cursor.execute("select * from support_tallypart")
        kept = str(cursor.fetchall())
    assert str(world.bram.pk) not in kept
    assert set(Statement.objects.filter(object_kind="tally").values_list("actor", flat=True)) == {None}


def test_where_it_was_silent_is_noted_and_taken_back(world: World, tally: Tally) -> None:
    actions.note_silence(by=world.bram, tally=tally, number=0, room=Room.FUTURE)
    assert TallyPart.objects.get().silent == Room.FUTURE
    actions.note_silence(by=world.bram, tally=tally, number=0, room=None)
    assert TallyPart.objects.get().silent == ""
    with pytest.raises(Refused, match="still to come"):
        actions.note_silence(by=world.bram, tally=tally, number=1, room=Room.FUTURE)


def test_one_counts_in_a_running_meeting_of_the_own_team(world: World, meeting: Meeting, tally: Tally) -> None:
    for person in (world.carla, world.ada):
        with pytest.raises(Refused, match="members of this team"):
            actions.tap(by=person, tally=tally, room=Room.FUTURE)
        with pytest.raises(Refused, match="members of this team"):
            actions.open_tally(by=person, meeting=meeting)
        with pytest.raises(NotFound):
            queries.get_tally(person, tally.pk)
    close(world, meeting)
    assert not queries.is_live(tally)
    with pytest.raises(Refused, match="while the meeting runs"):
        actions.tap(by=world.bram, tally=tally, room=Room.FUTURE)


def test_no_tally_is_begun_after_the_meeting(world: World, meeting: Meeting) -> None:
    close(world, meeting)
    with pytest.raises(Refused, match="while the meeting runs"):
        actions.open_tally(by=world.bram, meeting=meeting)


def test_sliders_are_ones_own_until_they_are_counted(world: World, tally: Tally) -> None:
    actions.give_sliders(by=world.bram, tally=tally, values=figures(7))
    actions.give_sliders(by=world.bram, tally=tally, values=figures(3))
    assert queries.counted(world.bram, tally).own == figures(3)
    assert queries.counted(world.anna, tally).own == {}
    assert not queries.counted(world.anna, tally).enough
    assert export_person(world.bram.pk)["support.TallySlider"][0]["detail"]["future"] == 3  # type: ignore[index]
    actions.take_sliders_back(by=world.bram, tally=tally)
    assert not TallySlider.objects.exists()
    actions.give_sliders(by=world.bram, tally=tally, values=figures(3))
    assert erase_person(world.bram.pk)["support.TallySlider"] == 1


@pytest.mark.parametrize("values", [figures(11), figures(-1), {Room.FUTURE: 3}])
def test_other_figures_are_refused(world: World, tally: Tally, values: dict[Room, int]) -> None:
    with pytest.raises(Refused, match="from 0 to 10"):
        actions.give_sliders(by=world.bram, tally=tally, values=values)


def test_seven_answers_show_nothing_and_all_go(world: World, tally: Tally) -> None:
    for number, person in enumerate([world.anna, world.bram, world.lea, *world.colleagues(4)]):
        actions.give_sliders(by=person, tally=tally, values=figures(number))
    with pytest.raises(Refused, match="not enough answers yet"):
        actions.freeze(by=world.bram, tally=tally)
    frozen = actions.freeze(by=None, tally=tally)
    assert frozen.figures == {room.value: {"withheld": "too_few"} for room in Room}
    assert not TallySlider.objects.exists()
    assert actions.freeze(by=world.anna, tally=tally).frozen_at == frozen.frozen_at
    with pytest.raises(Refused, match="The figures are made"):
        actions.give_sliders(by=world.bram, tally=tally, values=figures(3))


def test_only_members_count_and_give(world: World, tally: Tally) -> None:
    with pytest.raises(Refused, match="members of this team"):
        actions.freeze(by=world.carla, tally=tally)
    with pytest.raises(Refused, match="members of this team"):
        actions.give_sliders(by=world.carla, tally=tally, values=figures(3))
    for person in (world.anna, world.bram, world.lea, *world.colleagues(5)):
        actions.give_sliders(by=person, tally=tally, values=figures(5))
    assert actions.freeze(by=world.lea, tally=tally).frozen_at == NOW


def test_eight_answers_show_mean_and_merged_classes(world: World, tally: Tally) -> None:
    people = [world.anna, world.bram, world.lea, *world.colleagues(5)]
    for person, value in zip(people, (1, 2, 2, 5, 5, 5, 9, 8), strict=True):
        actions.give_sliders(by=person, tally=tally, values=figures(value) | {Room.FUTURE: 9})
    assert queries.counted(world.anna, tally).enough
    found = actions.freeze(by=None, tally=tally).figures
    assert found is not None
    assert found["future"] == {"n": 8, "all_in": "high"}
    assert found["dialogue"]["mean"] == 4.6
    assert all(one["count"] >= 3 for one in found["dialogue"]["classes"])


def test_they_are_counted_by_themselves_a_day_after(world: World, meeting: Meeting, tally: Tally) -> None:
    actions.give_sliders(by=world.bram, tally=tally, values=figures(7))
    assert actions.freeze_due() == 0
    close(world, meeting)
    assert actions.freeze_due() == 0
    with clock.frozen(NOW + timedelta(hours=25)):
        assert actions.freeze_due() == 1
    assert not TallySlider.objects.exists()
    with clock.frozen(NOW + timedelta(days=800)):
        actions.forget_old()
    assert not Tally.objects.exists()


def test_there_is_no_tally_of_nothing(world: World) -> None:
    with pytest.raises(NotFound):
        queries.get_tally(world.bram, uuid4())
