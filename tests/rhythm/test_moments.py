"""What becomes of a moment: held, moved, given up, undone; a meeting made of it; what is due and proposed."""

from datetime import date, datetime, time, timedelta

import pytest
from django.db import IntegrityError, transaction

from drieslag.core import clock
from drieslag.core.verdict import Refused
from drieslag.journal.models import Statement
from drieslag.learning.meetings import actions as meetings
from drieslag.learning.meetings import queries as meeting_queries
from drieslag.learning.meetings.enums import MeetingPhase
from drieslag.learning.rhythm import actions, jobs, queries, rules
from drieslag.learning.rhythm.actions.keeping import follow
from drieslag.learning.rhythm.enums import Kind, Reason, State
from drieslag.learning.rhythm.models import Agreement, Occurrence
from tests.factories.world import World
from tests.rhythm.making import NOW, TODAY, agreed, at_least, give_up, moment, on, weekly

pytestmark = pytest.mark.django_db
LAST_WEEK, NEXT_WEEK = TODAY - timedelta(days=7), TODAY + timedelta(days=7)


def at(day: date, hour: int = 10) -> datetime:
    return datetime.combine(day, time(hour), clock.AMSTERDAM)


def verbs(of: Occurrence) -> list[str]:
    return list(Statement.objects.filter(object_id=of.pk).order_by("seq").values_list("verb", flat=True))


def test_held_by_whoever_presses_first_and_undone_by_anybody(world: World) -> None:
    row = moment(agreed(world, weeks_ago=2), LAST_WEEK)
    first, second = (actions.hold(by=who, occurrence=row) for who in (world.bram, world.anna))
    assert (first.state, second.settled_at) == (State.HELD, NOW)
    assert verbs(row) == ["held"]
    with pytest.raises(Refused, match="before you: this moment is now “held”"):
        actions.give_up(by=world.anna, occurrence=row, reason=Reason.CRISIS)
    for _ in range(2):
        undone = actions.undo(by=world.lea, occurrence=row)
    assert (undone.state, undone.settled_at) == (State.PLANNED, None)
    assert verbs(row) == ["held", "withdrew"]


def test_what_is_still_to_come_was_not_held(world: World) -> None:
    agreement = agreed(world)
    with pytest.raises(Refused, match="still to come"):
        actions.hold(by=world.bram, occurrence=moment(agreement, NEXT_WEEK))
    with on(NEXT_WEEK, time(8)):  # an hour before, on the day itself
        assert actions.hold(by=world.bram, occurrence=moment(agreement, NEXT_WEEK)).state == State.HELD


def test_a_whole_day_in_one_press(world: World) -> None:
    for kind, begins in ((Kind.CHECK_IN, 9), (Kind.CASE_DISCUSSION, 10)):
        agreed(world, weekly(kind, at=time(begins)), weeks_ago=1)
    done = actions.hold_day(by=world.bram, team=world.team, day=LAST_WEEK)
    assert [each.agreement.kind for each in done] == [Kind.CHECK_IN, Kind.CASE_DISCUSSION]
    assert actions.hold_day(by=world.anna, team=world.team, day=LAST_WEEK) == []
    with pytest.raises(Refused):
        actions.hold_day(by=world.carla, team=world.team, day=LAST_WEEK)


def test_given_up_for_a_reason_and_never_for_words(world: World) -> None:
    agreement = agreed(world)
    row = give_up(world, agreement, NEXT_WEEK, Reason.HOLIDAY)
    again = give_up(world, agreement, NEXT_WEEK, Reason.HOLIDAY)
    assert (row.state, row.reason, row.sequence, again.sequence) == (State.GIVEN_UP, Reason.HOLIDAY, 1, 1)
    [said] = Statement.objects.filter(object_id=row.pk)
    assert said.context["reason"] == "holiday"
    with pytest.raises(Refused, match="before you"):
        give_up(world, agreement, NEXT_WEEK, Reason.CRISIS)
    undone = actions.undo(by=world.bram, occurrence=row)
    assert (undone.state, undone.reason, undone.sequence) == (State.PLANNED, "", 2)


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ({"state": State.HELD}, "occurrence_settled_at"),
        ({"state": State.GIVEN_UP, "settled_at": NOW}, "occurrence_reason"),
        ({"reason": Reason.CRISIS}, "occurrence_reason"),
    ],
)
def test_the_database_says_the_same(world: World, fields: dict[str, object], name: str) -> None:
    row = moment(agreed(world), NEXT_WEEK)
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        Occurrence.objects.filter(pk=row.pk).update(**fields)


def test_moving_once_and_back(world: World) -> None:
    row = moment(agreed(world), NEXT_WEEK)
    to = at(NEXT_WEEK + timedelta(days=2))
    moved = actions.move(by=world.bram, occurrence=row, to=to)
    same = actions.move(by=world.anna, occurrence=row, to=to)
    assert (moved.starts_at, moved.moved, moved.sequence, same.sequence) == (to, True, 1, 1)
    back = actions.undo(by=world.bram, occurrence=row)
    assert (back.starts_at, back.moved, back.sequence) == (at(NEXT_WEEK, 9), False, 2)
    with pytest.raises(Refused, match="before you"):
        actions.hold_day(by=world.bram, team=world.team, day=TODAY)
        actions.move(by=world.bram, occurrence=moment(row.agreement, TODAY), to=to)


@pytest.mark.parametrize(
    ("to", "why"), [(NOW - timedelta(minutes=1), "has passed"), (NOW + timedelta(days=400), "within a year")]
)
def test_a_moment_moves_ahead_and_within_a_year(world: World, to: datetime, why: str) -> None:
    row = moment(agreed(world), NEXT_WEEK)
    with pytest.raises(Refused, match=why):
        actions.move(by=world.bram, occurrence=row, to=to)
    with pytest.raises(Refused):
        actions.move(by=world.carla, occurrence=row, to=at(NEXT_WEEK, 15))


def test_moving_back_to_the_past_is_refused_too(world: World) -> None:
    row = moment(agreed(world), NEXT_WEEK)
    actions.move(by=world.bram, occurrence=row, to=at(NEXT_WEEK + timedelta(days=3)))
    with on(NEXT_WEEK + timedelta(days=1)), pytest.raises(Refused, match="has passed"):
        actions.undo(by=world.bram, occurrence=row)


def test_from_then_on_moves_the_series(world: World) -> None:
    agreement = agreed(world, weeks_ago=1)
    new = actions.move_from_then_on(
        by=world.bram, occurrence=moment(agreement, NEXT_WEEK), to=at(NEXT_WEEK + timedelta(days=1), 14)
    )
    found = queries.team_moments([world.team.pk], LAST_WEEK, date(2026, 12, 16))
    assert [(each.day.isoformat(), each.starts_at.astimezone(clock.AMSTERDAM).hour) for each in found] == [
        ("2026-11-17", 9), ("2026-11-24", 9), ("2026-12-02", 14), ("2026-12-09", 14), ("2026-12-16", 14),
    ]  # fmt: skip
    assert new.previous == agreement
    monthly = agreed(world, weekly(Kind.QUESTION_JAR, unit="month", nth=1, starts_on=TODAY))
    row = moment(monthly, date(2026, 12, 1))
    later = actions.move_from_then_on(by=world.bram, occurrence=row, to=at(date(2026, 12, 31)))
    assert (later.weekday, later.nth) == (3, -1)


def test_an_extra_moment_only_moves_itself(world: World) -> None:
    agreement = agreed(world, at_least())
    row = actions.plan_moment(by=world.bram, agreement=agreement, at=at(NEXT_WEEK))
    same = actions.move_from_then_on(by=world.bram, occurrence=row, to=at(NEXT_WEEK, 15))
    row.refresh_from_db()
    assert (same, row.starts_at, row.moved) == (agreement, at(NEXT_WEEK, 15), False)


def test_planning_an_extra_moment(world: World) -> None:
    agreement = agreed(world, at_least())
    row = actions.plan_moment(by=world.bram, agreement=agreement, at=at(NEXT_WEEK), format_code="W19e", minutes=15)
    again = actions.plan_moment(by=world.anna, agreement=agreement, at=at(NEXT_WEEK, 11))
    assert (row.extra, row.lasts, row.format, again) == (True, 15, "W19e", row)
    actions.give_up(by=world.bram, occurrence=row, reason=Reason.OTHER)
    with pytest.raises(Refused, match="Choose another day"):
        actions.plan_moment(by=world.anna, agreement=agreement, at=at(NEXT_WEEK))
    with pytest.raises(Refused, match="has passed"):
        actions.plan_moment(by=world.anna, agreement=agreement, at=at(LAST_WEEK))


def test_a_meeting_is_made_of_a_moment_and_proves_it(world: World) -> None:
    agreement = agreed(world, weekly(name="Bord", place="Tuinzaal"), weeks_ago=1)
    row = moment(agreement, TODAY)
    meeting = actions.plan_meeting(by=world.bram, occurrence=row, begin=True)
    assert (meeting.phase, meeting.format_code, meeting.title, meeting.place) == ("running", "W03", "Bord", "Tuinzaal")
    assert actions.plan_meeting(by=world.anna, occurrence=row) == meeting
    with pytest.raises(Refused, match="has begun"):
        actions.give_up(by=world.bram, occurrence=row, reason=Reason.CRISIS)
    with pytest.raises(Refused, match="has begun"):
        actions.move(by=world.bram, occurrence=row, to=at(NEXT_WEEK))
    seat = meeting_queries.get_seat(meeting, world.bram)
    assert seat is not None
    meetings.close(by=seat, meeting=meeting)
    assert queries.moment_of(moment(agreement, TODAY)).state == State.HELD
    assert jobs.everywhere(actions.follow_meetings) == 1
    assert jobs.everywhere(actions.follow_meetings) == 0
    row = moment(agreement, TODAY)
    assert (row.state, verbs(row)) == (State.HELD, ["held"])
    with pytest.raises(Refused, match="There was a meeting"):
        actions.undo(by=world.bram, occurrence=row)


def test_a_planned_meeting_goes_along(world: World) -> None:
    agreement = agreed(world)
    row = moment(agreement, NEXT_WEEK)
    meeting = actions.plan_meeting(by=world.bram, occurrence=row)
    assert meeting.planned_at == at(NEXT_WEEK, 9)
    actions.move(by=world.bram, occurrence=row, to=at(NEXT_WEEK, 15))
    meeting.refresh_from_db()
    assert meeting.planned_at == at(NEXT_WEEK, 15)
    actions.undo(by=world.bram, occurrence=row)
    meetings.change_plan(by=world.anna, meeting=meeting, planned_at=at(NEXT_WEEK + timedelta(days=1), 9))
    seen = queries.moment_of(moment(agreement, NEXT_WEEK))
    assert (seen.day, seen.moved) == (NEXT_WEEK + timedelta(days=1), True)
    assert actions.follow_meetings() == 1
    assert (moment(agreement, NEXT_WEEK).moved, actions.follow_meetings()) == (True, 0)
    actions.give_up(by=world.bram, occurrence=row, reason=Reason.CASELOAD)
    meeting.refresh_from_db()
    assert (meeting.phase, moment(agreement, NEXT_WEEK).meeting) == (MeetingPhase.CANCELLED, None)


def test_a_meeting_that_is_called_off_leaves_the_moment(world: World) -> None:
    agreement = agreed(world)
    row = moment(agreement, NEXT_WEEK)
    meeting = actions.plan_meeting(by=world.bram, occurrence=row)
    meetings.cancel(by=world.bram, meeting=meeting)
    assert queries.moment_of(moment(agreement, NEXT_WEEK)).meeting is None
    assert actions.follow_meetings() == 1
    assert actions.plan_meeting(by=world.bram, occurrence=row) != meeting
    bare = agreed(world, weekly(Kind.TEAM_DAY, format_code=""))
    with pytest.raises(Refused, match="No format"):
        actions.plan_meeting(by=world.bram, occurrence=moment(bare, NEXT_WEEK))
    actions.hold(by=world.bram, occurrence=moment(bare, TODAY))
    with pytest.raises(Refused, match="behind you"):
        actions.plan_meeting(by=world.bram, occurrence=moment(bare, TODAY))
    with pytest.raises(Refused, match="members of this team"):
        actions.plan_meeting(by=world.carla, occurrence=moment(bare, NEXT_WEEK))


def test_nothing_to_undo_for_another_team(world: World) -> None:
    row = moment(agreed(world), NEXT_WEEK)
    with pytest.raises(Refused, match="members of this team"):
        actions.undo(by=world.carla, occurrence=row)
    assert actions.undo(by=world.bram, occurrence=row).state == State.PLANNED


def proposal(agreement: Agreement) -> queries.Proposal:
    found = queries.get_proposal(agreement)
    assert found is not None
    return found


def test_a_moment_far_off_is_computed(world: World) -> None:
    agreement = agreed(world)
    found = queries.team_moments([world.team.pk], date(2027, 5, 1), date(2027, 5, 10))
    assert [(each.day, each.id, each.state, each.sequence) for each in found] == [
        (date(2027, 5, 4), None, State.PLANNED, 0)
    ]
    assert queries.team_moments([world.other_team.pk], TODAY, date(2027, 5, 10)) == []
    assert found[0].agreement == agreement


def test_one_that_moved_out_of_the_days_asked_is_not_computed_there(world: World) -> None:
    row = moment(agreed(world), NEXT_WEEK)
    actions.move(by=world.bram, occurrence=row, to=at(date(2027, 3, 3)))
    assert [each.day for each in queries.team_moments([world.team.pk], NEXT_WEEK, date(2026, 12, 8))] == [
        date(2026, 12, 8)
    ]
    assert date(2027, 3, 3) in [each.day for each in queries.team_moments([world.team.pk], NEXT_WEEK, date(2027, 3, 4))]


def test_intervision_is_proposed_two_weeks_before_its_term(world: World) -> None:
    agreement = agreed(world, at_least(), weeks_ago=3)
    assert queries.get_proposal(agreement) is None
    with on(TODAY + timedelta(days=7)):
        due = proposal(agreement)
    assert due.due is not None
    assert (due.due.by, due.due.since, due.minutes, due.format_code) == (date(2026, 12, 15), None, 90, "W09a")
    assert due.at == at(date(2026, 12, 7), 13)


def test_held_counts_and_planned_is_enough(world: World) -> None:
    agreement = agreed(world, at_least(), weeks_ago=7)
    assert proposal(agreement).due.is_late(TODAY)  # type: ignore[union-attr]
    row = actions.plan_moment(by=world.bram, agreement=agreement, at=at(NEXT_WEEK))
    assert queries.get_proposal(agreement) is None
    with on(NEXT_WEEK, time(18)):
        actions.hold(by=world.bram, occurrence=row)
        assert queries.get_proposal(agreement) is None


def test_given_up_intervision_comes_back_shorter_and_within_its_term(world: World) -> None:
    agreement = agreed(world, at_least(), weeks_ago=3)
    actions.plan_moment(by=world.bram, agreement=agreement, at=at(TODAY, 15))
    give_up(world, agreement, TODAY)
    found = proposal(agreement)
    assert found.instead_of is not None
    assert (found.instead_of.reason, found.minutes < 90) == (Reason.CRISIS, True)
    assert found.due is not None
    assert TODAY < found.at.date() <= found.due.by
    made = actions.plan_moment(
        by=world.bram, agreement=agreement, at=found.at, format_code=found.format_code, minutes=found.minutes
    )
    assert made.lasts == found.minutes
    assert queries.get_proposal(agreement) is None


def test_not_now_is_heard(world: World) -> None:
    agreement = agreed(world, at_least(), weeks_ago=7)
    actions.not_now(by=world.bram, agreement=agreement, until=TODAY + timedelta(days=14))
    assert queries.get_proposal(Agreement.objects.get()) is None
    with on(TODAY + timedelta(days=14)):
        assert queries.get_proposal(Agreement.objects.get()) is not None
    with pytest.raises(Refused):
        actions.not_now(by=world.carla, agreement=agreement, until=TODAY)


def test_what_comes_back_next_week_needs_no_proposal_and_what_comes_in_six_does(world: World) -> None:
    often, seldom = agreed(world), agreed(world, weekly(Kind.ACTION_LEARNING, every=6, minutes=75, format_code="W01"))
    for each in (often, seldom):
        give_up(world, each, TODAY)
    assert queries.get_proposal(often) is None
    found = proposal(seldom)
    assert (found.due, found.instead_of is not None, found.minutes) == (None, True, 60)
    assert found.at.weekday() == 1 or found.at.weekday() < 5
    with on(TODAY + timedelta(days=29)):
        assert queries.get_proposal(seldom) is None


def test_what_is_unsettled_is_asked_for_two_weeks(world: World) -> None:
    agreed(world, weeks_ago=4)
    found = queries.unsettled(queries.around(queries.every_agreement([world.team.pk])))
    assert [each.day for each in found] == [LAST_WEEK, TODAY]
    assert [each.day for each in queries.coming(queries.around(queries.every_agreement([world.team.pk])), 8)] == [
        NEXT_WEEK
    ]


def test_every_night_the_moments_go_on_ahead(world: World) -> None:
    agreement = agreed(world)
    with on(TODAY + timedelta(days=14)):
        jobs.unfold_now(0)
        jobs.follow_now(0)
        jobs.freeze_now(0)
    assert agreement.occurrences.order_by("-original_on").first().original_on == date(2027, 3, 9)  # type: ignore[union-attr]


def test_a_moment_that_is_gone_is_told_so(world: World) -> None:
    agreement = agreed(world)
    row = moment(agreement, NEXT_WEEK)
    actions.end(by=world.anna, agreement=agreement)
    with pytest.raises(Refused, match="not there any more"):
        actions.move(by=world.bram, occurrence=row, to=at(NEXT_WEEK, 15))


def test_another_team_settles_and_undoes_nothing(world: World) -> None:
    row = moment(agreed(world), TODAY)
    assert not rules.may_settle(world.carla, row, State.HELD)
    assert rules.may_undo(world.bram, row).reason == "There is nothing to undo."
    with pytest.raises(Refused, match="members of this team"):
        actions.hold(by=world.carla, occurrence=row)


def test_what_somebody_settled_meanwhile_is_not_followed(world: World) -> None:
    row = moment(agreed(world), TODAY)
    actions.plan_meeting(by=world.bram, occurrence=row)
    actions.hold(by=world.bram, occurrence=row)
    assert not follow(row)


@pytest.mark.parametrize("keys", ["", "x", "018f0000-0000-7000-8000-000000000000"])
def test_keys_of_nothing_show_nothing(world: World, keys: str) -> None:
    assert queries.said_just_now(world.bram, keys) == []


def test_rows_say_what_they_are_without_words_of_people(world: World) -> None:
    assert [str(each) for each in (agreed(world), *Occurrence.objects.all()[:1])] == [
        "board_session, recurs",
        "planned moment",
    ]
