"""Running a meeting: starting, moving, pausing, time, who leads."""

from datetime import timedelta

import pytest

from drieslag.core import clock
from drieslag.core.verdict import NotFound, Refused
from drieslag.journal import queries as journal
from drieslag.journal.verbs import Verb
from drieslag.kernel import script
from drieslag.kernel.visibility import Viewer
from drieslag.learning.meetings import actions, queries, rules
from drieslag.learning.meetings.enums import MeetingPhase
from drieslag.learning.meetings.models import MeetingEvent, Participant
from drieslag.learning.threads import actions as threads
from drieslag.learning.threads.enums import TryOutKind
from drieslag.live.topics import versions_of
from tests.factories.world import World
from tests.meetings.rooms import a_hall, planned

pytestmark = pytest.mark.django_db


def test_a_plan_has_a_code_and_is_seen_by_the_team_alone(world: World) -> None:
    meeting = planned(world)
    assert len(meeting.join_code) == 6
    assert meeting.join_code_shown == f"{meeting.join_code[:3]} {meeting.join_code[3:]}"
    assert queries.get_meeting(world.bram, meeting.pk) == meeting
    assert [row.title for row in queries.upcoming_for(world.bram)] == ["De wachtlijst"]
    assert queries.upcoming_for(world.carla) == []
    with pytest.raises(NotFound):
        queries.get_meeting(world.carla, meeting.pk)
    with pytest.raises(Refused):
        planned(world, by=world.carla)


def test_a_plan_can_be_changed_and_called_off_until_it_starts(world: World) -> None:
    meeting = planned(world)
    later = meeting.planned_at + timedelta(days=1)
    changed = actions.change_plan(by=world.bram, meeting=meeting, planned_at=later, place="Zaal 2")
    assert (changed.planned_at, changed.place, changed.title) == (later, "Zaal 2", "De wachtlijst")
    assert actions.open_join_code(meeting.join_code) is None  # its door opens a day later now
    assert actions.cancel(by=world.bram, meeting=meeting).phase == MeetingPhase.CANCELLED
    assert actions.cancel(by=world.bram, meeting=meeting).phase == MeetingPhase.CANCELLED
    with pytest.raises(Refused):
        actions.start(by=world.anna, meeting=meeting)
    with pytest.raises(Refused):
        actions.change_plan(by=world.bram, meeting=meeting, place="Zaal 3")


def test_only_the_facilitator_starts_and_a_second_press_changes_nothing(world: World) -> None:
    meeting = planned(world)
    with pytest.raises(Refused):
        actions.start(by=world.bram, meeting=meeting)
    actions.start(by=world.anna, meeting=meeting)
    actions.start(by=world.anna, meeting=meeting)
    assert [row.kind for row in MeetingEvent.objects.filter(meeting=meeting)] == ["started"]
    assert [one.verb for one in journal.of(object_id=meeting.pk)] == [Verb.PLANNED, Verb.STARTED]


def test_whoever_starts_a_meeting_without_facilitator_leads_it(world: World) -> None:
    meeting = actions.start(by=world.bram, meeting=planned(world, facilitator=None))
    assert meeting.facilitator_id == world.bram.pk


def test_the_script_is_pinned_at_the_start(world: World) -> None:
    hall = a_hall(world)
    assert queries.format_of(hall.fresh()).code == "W99"
    assert hall.fresh().script.startswith("schema: 1")


def test_try_outs_that_are_due_come_first(world: World) -> None:
    threads.add_try_out(
        by=world.anna,
        team=world.team,
        kind=TryOutKind.ACTION,
        text="Eerst bellen",
        owner=world.bram,
        due_on=clock.today(),
    )
    hall = a_hall(world)
    room = queries.room(hall.fresh(), Viewer.PARTICIPANT)
    assert (hall.state.step, [one.text for one in room.due]) == (script.REVIEW_KEY, ["Eerst bellen"])


def test_two_presses_of_next_move_one_step(world: World) -> None:
    hall = a_hall(world)
    for _press in range(2):
        state = actions.move(by=hall.anna, meeting=hall.meeting, from_step="weather", to_step="cards")
        assert state.step == "cards"
    assert hall.fresh().step == "cards"
    with pytest.raises(Refused):
        actions.move(by=hall.bram, meeting=hall.meeting, from_step="cards", to_step="closed")
    with pytest.raises(Refused):
        actions.move(by=hall.anna, meeting=hall.meeting, from_step="cards", to_step="turns")


def test_pausing_stops_the_clock_for_everybody(world: World) -> None:
    hall = a_hall(world)
    for _press in range(2):
        assert actions.pause(by=hall.anna, meeting=hall.meeting).phase is script.Phase.PAUSED
    assert hall.fresh().phase == MeetingPhase.PAUSED
    for _press in range(2):
        assert actions.resume(by=hall.anna, meeting=hall.meeting).phase is script.Phase.RUNNING


def test_time_is_added_to_the_step_that_runs(world: World) -> None:
    hall = a_hall(world)
    state = actions.add_time(by=hall.anna, meeting=hall.meeting, step="weather", minutes=3)
    assert state.added == {"weather": 3}
    assert actions.add_time(by=hall.anna, meeting=hall.meeting, step="cards", minutes=3).added == {"weather": 3}
    with pytest.raises(Refused, match="60"):
        actions.add_time(by=hall.anna, meeting=hall.meeting, step="weather", minutes=90)


def test_handing_over(world: World) -> None:
    hall = a_hall(world)
    actions.hand_over(by=hall.anna, meeting=hall.meeting, to=hall.bram)
    assert hall.fresh().facilitator_id == world.bram.pk
    with pytest.raises(Refused):
        actions.pause(by=hall.anna, meeting=hall.meeting)
    guest, _secret = actions.join_as_guest(meeting=hall.fresh(), name="Gast")
    actions.admit_guest(by=hall.bram, guest=guest)
    guest.refresh_from_db()
    with pytest.raises(Refused):
        actions.hand_over(by=hall.bram, meeting=hall.meeting, to=guest)


def test_a_member_takes_over_once_the_facilitator_was_silent_for_90_seconds(world: World) -> None:
    hall = a_hall(world)
    with pytest.raises(Refused):
        actions.take_over(by=hall.bram, meeting=hall.meeting)
    with clock.frozen(clock.now() + timedelta(seconds=rules.SILENT_SECONDS + 1)):
        guest, _secret = actions.join_as_guest(meeting=hall.meeting, name="Gast")
        actions.admit_guest(by=hall.anna, guest=guest)
        with pytest.raises(Refused):
            actions.take_over(by=guest, meeting=hall.meeting)
        assert actions.take_over(by=hall.bram, meeting=hall.meeting).facilitator == world.bram.pk
        with pytest.raises(Refused):  # the stand-in has given a sign by taking over
            actions.take_over(by=hall.lea, meeting=hall.meeting)
        assert actions.give_back(by=hall.bram, meeting=hall.meeting).facilitator == world.anna.pk
        with pytest.raises(Refused):
            actions.give_back(by=hall.bram, meeting=hall.meeting)


def test_the_beat_says_that_the_facilitator_is_there(world: World) -> None:
    hall = a_hall(world)
    before = versions_of(hall.meeting.presence_topic)
    with clock.frozen(clock.now() + timedelta(seconds=60)):
        assert actions.beat(by=hall.anna, meeting=hall.fresh())
        assert not actions.beat(by=hall.bram, meeting=hall.fresh())
    assert versions_of(hall.meeting.presence_topic) == before  # nothing to tell: nobody missed her
    with clock.frozen(clock.now() + timedelta(seconds=100)):
        assert not rules.may_take_over(hall.bram, hall.fresh())
    with clock.frozen(clock.now() + timedelta(seconds=400)):
        actions.beat(by=hall.anna, meeting=hall.fresh())
        assert versions_of(hall.meeting.presence_topic) > before


def test_turns_go_round_with_the_facilitator_last(world: World) -> None:
    hall = a_hall(world)
    hall.go_to("turns")
    order = hall.state.turns["turns"].order
    assert set(order) == {seat.pk for seat in hall.seats.values()}
    assert order[-1] == hall.anna.pk
    first = next(seat for seat in hall.seats.values() if seat.pk == order[0])
    other = next(seat for seat in hall.seats.values() if seat.pk == order[1])
    with pytest.raises(Refused):
        actions.pass_turn(by=other, meeting=hall.meeting, seat=first.pk)
    for _press in range(2):
        state = actions.pass_turn(by=first, meeting=hall.meeting, seat=first.pk)
        assert state.turns["turns"].whose == other.pk
    late = actions.enter(by=world.colleagues(1)[0], meeting=hall.meeting)
    assert actions.skip_turn(by=hall.anna, meeting=hall.meeting, seat=other.pk).turns["turns"].order[-1] == late.pk


def test_groups_are_formed_of_whoever_is_there_and_nobody_is_alone(world: World) -> None:
    hall = a_hall(world)
    hall.go_to("groups")
    groups = actions.form_groups(by=hall.anna, meeting=hall.meeting, step="groups", seed=1).groups["groups"]
    assert sorted(seat for group in groups for seat in group) == sorted(seat.pk for seat in hall.seats.values())
    assert [len(group) for group in groups] == [3]


def test_no_statement_tells_who_came_or_left(world: World) -> None:
    hall = a_hall(world)
    actions.leave(by=hall.bram)
    actions.away(by=hall.lea)
    actions.back(by=hall.lea)
    assert [one.verb for one in journal.of(object_id=hall.meeting.pk)] == [Verb.PLANNED, Verb.STARTED]


def test_a_plan_with_nonsense_is_refused_with_words(world: World) -> None:
    wrongs: list[dict[str, object]] = [{"format_code": "W00"}, {"title": "x" * 141}, {"place": "y" * 141}]
    for wrong in wrongs:
        with pytest.raises(Refused):
            planned(world, None, **wrong)


def test_a_meeting_that_ended_does_not_start_again(world: World) -> None:
    hall = a_hall(world)
    actions.close(by=hall.anna, meeting=hall.meeting)
    with pytest.raises(Refused):
        actions.start(by=world.anna, meeting=hall.fresh())
    assert not actions.beat(by=hall.anna, meeting=hall.meeting)


def test_a_code_that_is_taken_is_drawn_again(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    taken = planned(world).join_code
    codes = iter([taken, "ACDEFG"])
    monkeypatch.setattr("drieslag.learning.meetings.actions.planning.join_code", lambda: next(codes))
    assert planned(world).join_code == "ACDEFG"
    monkeypatch.setattr("drieslag.learning.meetings.actions.planning.join_code", lambda: taken)
    with pytest.raises(Refused):
        planned(world)


def test_everything_pressed_twice_is_pressed_once(world: World) -> None:
    hall = a_hall(world)
    hall.go_to("turns")
    for _press in range(2):
        actions.order_turns(by=hall.anna, meeting=hall.meeting)
    for _press in range(2):
        actions.hand_over(by=hall.anna, meeting=hall.meeting, to=hall.bram)
        hall.seats["anna"], hall.seats["bram"] = hall.bram, hall.bram
    assert actions.take_over(by=hall.bram, meeting=hall.meeting).facilitator == world.bram.pk
    hall.go_to("closed") if hall.state.step == "cards" else None
    kinds = [row.kind for row in MeetingEvent.objects.filter(meeting=hall.meeting).order_by("seq")]
    assert (kinds.count("turns_ordered"), kinds.count("handed_over"), kinds.count("taken_over")) == (1, 1, 0)


def test_turns_are_called_again_for_who_has_none(world: World) -> None:
    hall = a_hall(world)
    hall.go_to("turns")
    assert actions.order_turns(by=hall.anna, meeting=hall.meeting) == hall.state
    guest, _secret = actions.join_as_guest(meeting=hall.meeting, name="Gast")
    Participant.objects.filter(pk=guest.pk).update(state="let_in")  # as if let in while the step was prepared
    assert actions.order_turns(by=hall.anna, meeting=hall.meeting).turns["turns"].order[-1] == guest.pk
    assert {row.state for row in queries.room(hall.fresh(), Viewer.SCREEN).turns} == {"now", "waits"}
    first, second = hall.state.turns["turns"].order[:2]
    actions.skip_turn(by=hall.anna, meeting=hall.meeting, seat=first)
    actions.pass_turn(by=hall.anna, meeting=hall.meeting, seat=second)
    rows = queries.room(hall.fresh(), Viewer.SCREEN).turns
    assert [row.state for row in rows] == ["passed", "had", "now", "waits"]


def test_nobody_takes_over_what_does_not_run(world: World) -> None:
    meeting = planned(world)
    seat = actions.enter(by=world.bram, meeting=meeting)
    with pytest.raises(Refused):
        actions.take_over(by=seat, meeting=meeting)


def test_the_room_says_who_stands_in_for_whom(world: World) -> None:
    hall = a_hall(world)
    with clock.frozen(clock.now() + timedelta(seconds=100)):
        assert queries.room(hall.fresh(), Viewer.PARTICIPANT).facilitator_silent
        actions.take_over(by=hall.bram, meeting=hall.meeting)
        room = queries.room(hall.fresh(), Viewer.PARTICIPANT)
    assert (room.facilitator_name, room.stands_in_for_name, room.facilitator_silent) == (
        "Bram Visser",
        "Anna de Boer",
        False,
    )
    assert (room.is_open, room.keeps_outcomes, room.stays_inside) == (True, False, False)
    waiting = queries.room(planned(world), Viewer.SCREEN)
    assert (waiting.step, waiting.seconds_left, waiting.facilitator_name) == (None, 0, "")


def test_a_removed_facilitators_name_still_stands_until_the_end(world: World) -> None:
    hall = a_hall(world)
    hall.anna.delete()
    assert queries.room(hall.fresh(), Viewer.SCREEN).facilitator_name == "Anna de Boer"


def test_a_press_that_came_too_late_changes_nothing(world: World) -> None:
    hall = a_hall(world)
    hall.go_to("groups")
    assert actions.form_groups(by=hall.anna, meeting=hall.meeting, step="cards").groups == {}
    actions.hand_over(by=hall.anna, meeting=hall.meeting, to=hall.anna)
    assert hall.fresh().facilitator_id == world.anna.pk
    before = versions_of(hall.meeting.topic)
    actions.resume(by=hall.anna, meeting=hall.meeting)
    assert actions.give_back(by=hall.anna, meeting=hall.meeting).facilitator == world.anna.pk
    assert versions_of(hall.meeting.topic) == before
