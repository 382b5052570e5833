"""Intervision within six weeks: for oneself from one's own rows, for the team a word once a week."""

from datetime import date, timedelta

import pytest

from drieslag.core.verdict import Refused
from drieslag.learning.meetings import actions as meetings
from drieslag.learning.meetings import queries as meeting_queries
from drieslag.learning.meetings.models import Attendance
from drieslag.learning.meetings.queries import attendance
from drieslag.learning.rhythm import actions, queries
from drieslag.learning.rhythm.enums import Share
from drieslag.learning.rhythm.models import Agreement, Frozen, Occurrence
from drieslag.people.models import Person
from tests.factories.world import World
from tests.rhythm.making import NOW, TODAY, agreed, at_least, moment, on, weekly

pytestmark = pytest.mark.django_db
MONDAY = TODAY - timedelta(days=1)


def held(world: World, days_ago: int = 3) -> Occurrence:
    """An intervision that was held outside of the program."""
    agreement = Agreement.objects.filter(kind="intervision").first() or agreed(world, at_least(), weeks_ago=8)
    with on(TODAY - timedelta(days=days_ago + 1)):
        row = actions.plan_moment(by=world.bram, agreement=agreement, at=NOW - timedelta(days=days_ago))
    actions.hold(by=world.bram, occurrence=row)
    return row


def was_there(person: Person, row: Occurrence) -> None:
    actions.say_there(by=person, occurrence=row)


def test_only_who_was_there_sees_it(world: World) -> None:
    assert queries.own_intervision(world.bram) is None
    row = held(world, 15)
    for _ in range(2):
        was_there(world.bram, row)
    own, other = queries.own_intervision(world.bram), queries.own_intervision(world.anna)
    assert own is not None
    assert other is not None
    assert (own.last_on, own.weeks_ago, own.is_long_ago) == (TODAY - timedelta(days=15), 2, False)
    assert (other.last_on, other.weeks_ago, other.is_long_ago) == (None, None, True)
    assert (queries.said_there(world.bram, row), queries.said_there(world.anna, row)) == (True, False)
    assert Attendance.objects.count() == 1
    assert attendance.noted_since(world.bram, TODAY - timedelta(days=90)) == []  # no meeting to speak of
    with on(TODAY + timedelta(days=28)):
        assert queries.own_intervision(world.bram).is_long_ago  # type: ignore[union-attr]


def test_a_meeting_counts_by_its_format_or_by_what_it_was_made_of(world: World) -> None:
    agreement = agreed(world, weekly("intervision", format_code="W03"), weeks_ago=1)  # type: ignore[arg-type]
    meeting = actions.plan_meeting(by=world.bram, occurrence=moment(agreement, TODAY), begin=True)
    seat = meeting_queries.get_seat(meeting, world.bram)
    assert seat is not None
    meetings.close(by=seat, meeting=meeting)
    meetings.confirm_attendance(by=world.bram, meeting=meeting)
    assert queries.own_intervision(world.bram).last_on == TODAY  # type: ignore[union-attr]
    with pytest.raises(Refused, match="page of the meeting"):
        actions.follow_meetings()
        was_there(world.bram, moment(agreement, TODAY))


def test_what_is_no_intervision_or_too_long_ago_is_not_noted(world: World) -> None:
    board = agreed(world, weeks_ago=1)
    with pytest.raises(Refused, match="once the intervision was held"):
        was_there(world.bram, moment(board, TODAY))
    row = held(world)
    with pytest.raises(Refused, match="members"):
        was_there(world.carla, row)
    with on(TODAY + timedelta(days=60)), pytest.raises(Refused, match="longer than six weeks"):
        was_there(world.bram, row)


@pytest.mark.parametrize(
    ("there", "word"), [(0, Share.FEW), (2, Share.FEW), (3, Share.HALF), (5, Share.HALF), (6, Share.MOST)]
)
def test_from_eight_members_on_the_team_sees_a_word(world: World, there: int, word: Share) -> None:
    row, colleagues = held(world), world.colleagues(5)  # with Anna, Bram and Lea they are eight
    for person in [*colleagues, world.bram][:there]:
        was_there(person, row)
    assert actions.freeze_week() == 1
    assert queries.frozen_share(world.team) == word


def test_seven_see_nothing(world: World) -> None:
    row = held(world)
    for person in world.colleagues(4):
        was_there(person, row)
    assert actions.freeze_week() == 0
    assert queries.frozen_share(world.team) is None


def test_who_looks_twice_in_a_week_sees_the_same(world: World) -> None:
    row, colleagues = held(world), world.colleagues(5)
    actions.freeze_week()
    for person in colleagues:
        was_there(person, row)
        was_there(world.bram, row)
    assert actions.freeze_week() == 0
    assert queries.frozen_share(world.team) == Share.FEW
    with on(MONDAY + timedelta(days=7)):
        assert actions.freeze_week() == 1
    assert (queries.frozen_share(world.team), Frozen.objects.count()) == (Share.MOST, 1)


def test_counted_is_as_of_monday_and_no_row_tells_a_time_or_a_number(world: World) -> None:
    row, colleagues = held(world, 0), world.colleagues(5)
    for person in colleagues:
        was_there(person, row)
    actions.freeze_week()
    frozen = Frozen.objects.get()
    assert (frozen.share, frozen.week_on) == (Share.FEW, MONDAY)
    assert {field.name for field in Frozen._meta.get_fields()} == {"id", "organisation", "team", "week_on", "share"}
    assert date(2026, 11, 23) == MONDAY
