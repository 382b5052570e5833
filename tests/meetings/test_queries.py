"""Reading: the number of queries, what changed, what one may press, and rules that say the same as lists."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from drieslag.kernel.format import Showing, StepKind
from drieslag.kernel.visibility import Viewer
from drieslag.learning.meetings import actions, queries, rules
from drieslag.learning.meetings.models import (
    Attendance,
    DrawNumber,
    JarSlip,
    Meeting,
    MeetingEvent,
    Rating,
    ReportReader,
    Tally,
    Vote,
)
from drieslag.live.topics import versions_of
from tests.factories.world import World
from tests.meetings.rooms import Hall, a_format, a_hall, a_step, planned

pytestmark = pytest.mark.django_db


@pytest.fixture
def hall(world: World) -> Hall:
    made = a_hall(world)
    made.go_to("cards")
    return made


def queries_of(hall: Hall) -> int:
    meeting = hall.fresh()
    with CaptureQueriesContext(
        connection,
    ) as caught:
        queries.room(meeting, Viewer.PARTICIPANT)
    return len(caught)


@pytest.mark.parametrize("count", [1, 12])
def test_the_room_costs_the_same_with_one_card_and_with_many(world: World, hall: Hall, count: int) -> None:
    for person in world.colleagues(4):
        seat = actions.enter(by=person, meeting=hall.meeting)
        for number in range(3):
            if count > 1 or (number == 0 and person == world.more[0]):
                actions.contribute(by=seat, meeting=hall.meeting, step="cards", text=f"kaart {number}")
    assert len(queries.room(hall.fresh(), Viewer.PARTICIPANT).items) == count
    assert queries_of(hall) == 5


@pytest.mark.parametrize("count", [1, 3])
def test_a_list_of_meetings_is_one_query(world: World, count: int) -> None:
    for _each in range(count):
        planned(world)
    with CaptureQueriesContext(connection) as caught:
        assert len(queries.upcoming_for(world.bram)) == count
    assert len(caught) == 1


def test_new_changed_and_gone_cards_are_sent_alone(world: World, hall: Hall) -> None:
    first = actions.contribute(by=hall.bram, meeting=hall.meeting, step="cards", text="een")
    gone = actions.contribute(by=hall.bram, meeting=hall.meeting, step="cards", text="twee")
    (since,) = versions_of(hall.meeting.topic)
    actions.contribute(by=hall.lea, meeting=hall.meeting, step="cards", text="drie")
    actions.change_contribution(by=hall.bram, contribution=first, text="een beter")
    actions.withdraw(by=hall.bram, contribution=gone)
    found = queries.changes_since(hall.fresh(), Viewer.PARTICIPANT, since)
    assert found is not None
    assert [(one.text, one.author, one.mine) for one in found.appended] == [("drie", "Lea Kok", False)]
    assert [one.text for one in found.changed] == ["een beter"]
    assert (found.gone, found.version) == ((gone.pk,), since + 3)


def test_anything_else_asks_for_the_whole(world: World, hall: Hall) -> None:
    made = actions.contribute(by=hall.bram, meeting=hall.meeting, step="cards", text="een")
    (since,) = versions_of(hall.meeting.topic)
    assert queries.changes_since(hall.fresh(), Viewer.SCREEN, since) is None  # nothing new
    assert queries.changes_since(hall.fresh(), Viewer.SCREEN, 0) is None
    for text in ("twee keer", "in één ruk"):  # the first version is written over
        actions.change_contribution(by=hall.bram, contribution=made, text=text)
    assert queries.changes_since(hall.fresh(), Viewer.SCREEN, since) is None
    (since,) = versions_of(hall.meeting.topic)
    actions.pause(by=hall.anna, meeting=hall.meeting)
    actions.contribute(by=hall.bram, meeting=hall.meeting, step="cards", text="drie")
    assert queries.changes_since(hall.fresh(), Viewer.SCREEN, since) is None
    (since,) = versions_of(hall.meeting.topic)
    hall.go_to("closed")
    assert queries.changes_since(hall.fresh(), Viewer.SCREEN, since) is None


def test_what_was_hidden_goes_from_the_screen_and_changes_for_the_facilitator(world: World, hall: Hall) -> None:
    made = actions.contribute(by=hall.bram, meeting=hall.meeting, step="cards", text="onaardig")
    (since,) = versions_of(hall.meeting.topic)
    actions.hide_contribution(by=hall.anna, meeting=hall.meeting, contribution_id=made.pk)
    screen = queries.changes_since(hall.fresh(), Viewer.SCREEN, since)
    leads = queries.changes_since(hall.fresh(), Viewer.FACILITATOR, since)
    assert screen is not None
    assert leads is not None
    assert (screen.gone, screen.changed) == ((made.pk,), ())
    assert [(one.text, one.hidden) for one in leads.changed] == [("", True)]


def test_controls_say_why_they_cannot_be_pressed(world: World, hall: Hall) -> None:
    leads, takes_part = queries.may(hall.fresh(), hall.anna), queries.may(hall.fresh(), hall.bram)
    pressable = {name for name, verdict in leads.items() if verdict}
    assert pressable == {"pause", "add_time", "close", "next", "back", "facilitate", "hand_over", "admit", "hide"}
    assert {name for name, verdict in takes_part.items() if verdict} == set()
    assert all(str(verdict.reason) for verdict in takes_part.values())
    hall.go_to("talk")
    assert not queries.may(hall.fresh(), hall.anna)["next"]
    planned_one = planned(world)
    seat = actions.enter(by=world.anna, meeting=planned_one)
    assert not any(queries.may(planned_one, seat)[name] for name in ("next", "back", "pause", "close", "take_over"))


def test_what_is_ones_own_says_whether_one_can_write(world: World, hall: Hall) -> None:
    actions.contribute(by=hall.bram, meeting=hall.meeting, step="cards", text="een")
    own = queries.mine(hall.fresh(), hall.bram)
    assert ([one.text for one in own.items], bool(own.may_write)) == (["een"], True)
    hall.go_to("groups")
    actions.form_groups(by=hall.anna, meeting=hall.meeting, step="groups", seed=3)
    assert queries.mine(hall.fresh(), hall.bram).group == 0
    assert queries.room(hall.fresh(), Viewer.SCREEN).groups != ()
    hall.go_to("talk")
    assert not queries.mine(hall.fresh(), hall.bram).may_write
    actions.leave(by=hall.bram)
    hall.bram.refresh_from_db()
    assert not queries.mine(hall.fresh(), hall.bram).may_write
    unstarted = planned(world)
    seat = actions.enter(by=world.lea, meeting=unstarted)
    assert not queries.mine(unstarted, seat).may_write


def test_the_list_shows_exactly_what_the_rule_allows(world: World) -> None:
    made = [planned(world), planned(world, facilitator=world.carla), planned(world, presenter=world.carla)]
    made.append(planned(world, by=world.carla, team=world.other_team, facilitator=world.carla))
    for person in (world.anna, world.bram, world.carla, world.ada):
        seen = set(queries.visible_to(person))
        assert seen == {one for one in Meeting.objects.all() if rules.may_see(person, one)}
    assert len(made) == 4


def test_getting_what_is_not_there_or_not_ones_own(world: World, hall: Hall) -> None:
    from uuid import uuid4

    from drieslag.core.verdict import NotFound

    made = actions.contribute(by=hall.bram, meeting=hall.meeting, step="cards", text="een")
    assert queries.get_own_contribution(hall.meeting, hall.bram, made.pk) == made
    with pytest.raises(NotFound):
        queries.get_own_contribution(hall.meeting, hall.lea, made.pk)
    with pytest.raises(NotFound):
        queries.get_seat_of_meeting(hall.meeting, uuid4())
    assert queries.get_seat_of_meeting(hall.meeting, hall.lea.pk) == hall.lea
    assert queries.get_seat(hall.meeting, world.carla) is None


def test_a_meeting_that_was_is_in_the_teams_list(world: World, hall: Hall) -> None:
    actions.close(by=hall.anna, meeting=hall.meeting)
    assert [(one.id, one.people) for one in queries.recent_for(world.team)] == [(hall.meeting.pk, 3)]
    assert queries.recent_for(world.other_team) == []


def test_a_card_of_an_earlier_step_asks_for_the_whole(world: World, hall: Hall) -> None:
    made = actions.contribute(by=hall.bram, meeting=hall.meeting, step="cards", text="onaardig")
    hall.go_to("turns")
    (since,) = versions_of(hall.meeting.topic)
    actions.hide_contribution(by=hall.anna, meeting=hall.meeting, contribution_id=made.pk)
    assert queries.changes_since(hall.fresh(), Viewer.SCREEN, since) is None


def test_dots_behind_closed_cards_are_nobodys_to_see(world: World) -> None:
    steps = (a_step("cards", StepKind.COLLECT), a_step("dots", StepKind.VOTE, Showing.HIDDEN, source="cards"))
    hall = a_hall(world, a_format(*steps))
    made = actions.contribute(by=hall.bram, meeting=hall.meeting, step="cards", text="een")
    hall.go_to("dots")
    actions.vote(by=hall.bram, meeting=hall.meeting, step="dots", target=made.pk)
    assert [one.dots for one in queries.room(hall.fresh(), Viewer.FACILITATOR).cards] == [0]
    assert queries.mine(hall.fresh(), hall.bram).card_dots == {made.pk: 1}
    actions.open_step(by=hall.anna, meeting=hall.meeting, step="dots")
    assert [one.dots for one in queries.room(hall.fresh(), Viewer.SCREEN).cards] == [1]


def test_what_a_row_is_called_tells_nothing_of_what_it_holds(world: World, hall: Hall) -> None:
    made = actions.contribute(by=hall.bram, meeting=hall.meeting, step="cards", text="geheim")
    assert hall.bram.is_present
    report = actions.close(by=hall.anna, meeting=hall.meeting)
    rows = [
        hall.fresh(),
        hall.bram,
        made,
        report,
        Vote(dots=2),
        Rating(),
        Tally(),
        DrawNumber(),
        JarSlip(),
        Attendance(),
    ]
    said = [str(row) for row in [*rows, ReportReader(), MeetingEvent(seq=1, kind="started")]]
    assert not any("geheim" in one or "Bram" in one or "wachtlijst" in one for one in said)
