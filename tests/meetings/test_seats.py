"""Who is in the room: members, guests, who was put out; and what a guest may."""

from datetime import timedelta

import pytest

from drieslag.core import clock, doors
from drieslag.core.models import DoorKind
from drieslag.core.verdict import NotFound, Refused
from drieslag.kernel.format import StepKind
from drieslag.kernel.visibility import Viewer
from drieslag.learning.meetings import actions, queries, rules
from drieslag.learning.meetings.enums import SeatState
from drieslag.learning.meetings.guarded import erasing
from drieslag.learning.meetings.models import Participant
from drieslag.people import queries as people
from drieslag.people.models import Membership, Team
from tests.factories.world import World
from tests.meetings.rooms import a_format, a_hall, a_step, planned

pytestmark = pytest.mark.django_db


def test_a_code_opens_the_door_from_a_quarter_of_an_hour_before_until_the_end(world: World) -> None:
    meeting = planned(world, planned_at=clock.now() + timedelta(minutes=20))
    typed = meeting.join_code_shown.lower()
    assert actions.open_join_code(typed) is None
    with pytest.raises(Refused):
        actions.join_as_guest(meeting=meeting, name="Gerda")
    with clock.frozen(clock.now() + timedelta(minutes=6)):
        assert actions.open_join_code(typed) == (world.organisation.pk, meeting.pk)
        assert queries.get_open_meeting(meeting.pk) == meeting
    started = actions.start(by=world.anna, meeting=meeting)  # earlier than planned: the door opens with it
    assert actions.open_join_code(typed) is not None
    assert actions.open_join_code("AAA AAA") is None
    seat = actions.enter(by=world.anna, meeting=started)
    actions.close(by=seat, meeting=started)
    assert actions.open_join_code(typed) is None
    with pytest.raises(NotFound):
        queries.get_open_meeting(meeting.pk)


def test_a_guest_waits_until_let_in(world: World) -> None:
    hall = a_hall(world)
    guest, secret = actions.join_as_guest(meeting=hall.meeting, name="  Gerda ")
    assert (guest.state, guest.guest_name) == (SeatState.WAITING, "Gerda")
    door = doors.open_door(kind=DoorKind.GUEST, secret=secret)
    assert door is not None
    assert queries.seat_of_guest(hall.meeting.pk, door.target or guest.pk) == guest
    hall.go_to("cards")
    with pytest.raises(Refused):
        actions.contribute(by=guest, meeting=hall.meeting, step="cards", text="Hallo")
    with pytest.raises(Refused):
        actions.admit_guest(by=hall.bram, guest=guest)
    assert [one.name for one in queries.room(hall.fresh(), Viewer.FACILITATOR).waiting] == ["Gerda"]
    assert queries.room(hall.fresh(), Viewer.PARTICIPANT).waiting == ()
    for _press in range(2):
        assert actions.admit_guest(by=hall.anna, guest=guest).state == SeatState.LET_IN
    actions.contribute(by=guest, meeting=hall.meeting, step="cards", text="Hallo")
    assert queries.room(hall.fresh(), Viewer.SCREEN).items[0].author == "Gerda"


@pytest.mark.parametrize("name", ["", "   ", "x" * 41])
def test_a_guest_gives_a_first_name(world: World, name: str) -> None:
    with pytest.raises(Refused):
        actions.join_as_guest(meeting=planned(world), name=name)


def test_a_guest_does_not_let_oneself_in_by_coming_back(world: World) -> None:
    hall = a_hall(world)
    guest, _secret = actions.join_as_guest(meeting=hall.meeting, name="Gerda")
    assert actions.back(by=guest).state == SeatState.WAITING


def test_a_guest_sees_this_meeting_only(world: World) -> None:
    hall, other = a_hall(world), planned(world)
    guest, _secret = actions.join_as_guest(meeting=hall.meeting, name="Gerda")
    with pytest.raises(NotFound):
        queries.seat_of_guest(other.pk, guest.pk)
    with pytest.raises(NotFound):
        queries.get_guest_seat(other, guest.pk)
    with pytest.raises(NotFound):
        actions.set_ready(by=guest, meeting=other, step="weather")


def test_who_is_put_out_stays_out(world: World) -> None:
    hall = a_hall(world)
    guest, secret = actions.join_as_guest(meeting=hall.meeting, name="Gerda")
    actions.remove_seat(by=hall.anna, other=guest)
    assert doors.open_door(kind=DoorKind.GUEST, secret=secret) is None
    with pytest.raises(NotFound):
        queries.seat_of_guest(hall.meeting.pk, guest.pk)
    actions.remove_seat(by=hall.anna, other=hall.bram)
    with pytest.raises(Refused):
        actions.enter(by=world.bram, meeting=hall.meeting)
    with pytest.raises(Refused):
        actions.set_ready(by=hall.bram, meeting=hall.meeting, step="weather")
    with pytest.raises(Refused):
        actions.remove_seat(by=hall.anna, other=hall.anna)


def test_one_leaves_and_comes_in_again_on_the_same_seat(world: World) -> None:
    hall = a_hall(world)
    assert actions.leave(by=hall.bram).state == SeatState.LEFT
    with pytest.raises(Refused):
        actions.set_ready(by=hall.bram, meeting=hall.meeting, step="weather")
    assert actions.enter(by=world.bram, meeting=hall.meeting) == hall.bram
    assert actions.away(by=hall.bram).state == SeatState.AWAY
    assert actions.back(by=hall.bram).state == SeatState.LET_IN
    assert Participant.objects.filter(meeting=hall.meeting).count() == 3


def test_nobody_of_another_team_comes_in(world: World) -> None:
    hall = a_hall(world)
    with pytest.raises(Refused):
        actions.enter(by=world.carla, meeting=hall.meeting)


def test_a_seat_opens_the_meeting_of_a_team_that_one_is_in_also_when_it_was_closed_and_of_none_that_one_left(
    world: World,
) -> None:
    hall = a_hall(world)

    def opens() -> bool:
        bram = people.of_person(world.bram)
        try:
            place, found = queries.get_place(bram, hall.meeting.pk), queries.get_meeting_for(bram, hall.meeting.pk)
        except NotFound:
            with pytest.raises(NotFound):
                queries.get_meeting_for(bram, hall.meeting.pk)
            return False
        return place == (found, hall.bram)

    assert opens()
    Team.objects.filter(pk=world.team.pk).update(closed_on=clock.today())
    assert opens()
    Membership.objects.filter(person=world.bram).update(until=clock.today())
    assert not opens()


def test_a_facilitator_from_another_team_leads_and_sees(world: World) -> None:
    meeting = planned(world, facilitator=world.carla)
    assert queries.get_meeting(world.carla, meeting.pk) == meeting
    assert actions.start(by=world.carla, meeting=meeting).facilitator_id == world.carla.pk


def test_the_presenter_is_seated_as_such_and_roles_can_be_given(world: World) -> None:
    meeting = actions.start(by=world.anna, meeting=planned(world, presenter=world.bram))
    anna = actions.enter(by=world.anna, meeting=meeting)
    bram = actions.enter(by=world.bram, meeting=meeting)
    assert bram.role == "presenter"
    assert actions.give_role(by=anna, other=bram, role="scribe").role == "scribe"
    for role in ("facilitator", "koning"):
        with pytest.raises(Refused):
            actions.give_role(by=anna, other=bram, role=role)


def test_a_meeting_that_ended_lets_nobody_in(world: World) -> None:
    hall = a_hall(world)
    actions.close(by=hall.anna, meeting=hall.meeting)
    with pytest.raises(Refused):
        actions.enter(by=world.lea, meeting=hall.meeting)
    with pytest.raises(Refused):
        actions.join_as_guest(meeting=hall.fresh(), name="Gerda")
    with pytest.raises(NotFound):
        actions.contribute(by=hall.bram, meeting=hall.meeting, step="cards", text="Te laat")


def test_a_room_has_an_end_of_its_seats(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("drieslag.learning.meetings.actions.seats.MOST_SEATS", 3)
    hall = a_hall(world)
    with pytest.raises(Refused):
        actions.join_as_guest(meeting=hall.meeting, name="Gerda")


def test_who_left_can_do_nothing_that_leads_or_writes(world: World) -> None:
    hall = a_hall(world)
    hall.go_to("cards")
    made = actions.contribute(by=hall.bram, meeting=hall.meeting, step="cards", text="een")
    for seat in (hall.bram, hall.anna):
        actions.leave(by=seat)
        seat.refresh_from_db()
    meeting = hall.fresh()
    made.meeting = meeting
    assert not rules.may_facilitate(hall.anna, meeting)
    assert not rules.may_take_over(hall.bram, meeting)
    assert not rules.may_change_contribution(hall.bram, made)
    assert not rules.may_hand_over(hall.anna, meeting, hall.lea)
    assert not rules.may_hide(hall.anna, made, is_open=True)


def test_nobody_joins_what_was_cancelled_or_hides_what_was_taken_back(world: World) -> None:
    off = actions.cancel(by=world.anna, meeting=planned(world))
    assert not rules.may_join(world.bram, off)
    hall = a_hall(world)
    hall.go_to("cards")
    made = actions.contribute(by=hall.bram, meeting=hall.meeting, step="cards", text="een")
    actions.withdraw(by=hall.bram, contribution=made)
    with pytest.raises(Refused):
        actions.hide_contribution(by=hall.anna, meeting=hall.meeting, contribution_id=made.pk)


def test_a_contribution_of_another_meeting_is_not_found(world: World) -> None:
    hall, other = a_hall(world), a_hall(world)
    for one in (hall, other):
        one.go_to("cards")
    made = actions.contribute(by=other.bram, meeting=other.meeting, step="cards", text="een")
    made.meeting = hall.meeting
    with pytest.raises(NotFound):
        actions.withdraw(by=hall.bram, contribution=made)


def test_one_person_composes_while_somebody_has_the_role(world: World) -> None:
    hall = a_hall(world, a_format(a_step("question", StepKind.COMPOSE, speaks="presenter", max_words=3)))
    actions.contribute(by=hall.lea, meeting=hall.meeting, step="question", text="Niemand heeft hem")
    actions.give_role(by=hall.anna, other=hall.bram, role="presenter")
    assert not queries.mine(hall.fresh(), hall.lea).may_write
    with pytest.raises(Refused):
        actions.contribute(by=hall.lea, meeting=hall.meeting, step="question", text="Toch")
    actions.contribute(by=hall.bram, meeting=hall.meeting, step="question", text="Wel ik")
    with pytest.raises(Refused, match="3"):
        actions.contribute(by=hall.bram, meeting=hall.meeting, step="question", text="een twee drie vier")
    with pytest.raises(Refused):
        actions.contribute(by=hall.bram, meeting=hall.meeting, step="nergens", text="Waar?")


def test_guarded_rows_are_deleted_inside_an_action_alone(world: World) -> None:
    hall = a_hall(world)
    hall.go_to("cards")
    made = actions.contribute(by=hall.bram, meeting=hall.meeting, step="cards", text="een")
    with erasing():
        made.delete()
    assert queries.room(hall.fresh(), Viewer.SCREEN).items == ()
    assert queries.changes_since(hall.fresh(), Viewer.SCREEN, 1) is None
