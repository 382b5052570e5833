"""A feed shows a person's meetings and rhythm, at the same instants as we compute, and only to who has the address."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from django.conf import settings
from django.utils.http import http_date
from icalendar import Calendar

from drieslag.core import clock, tenancy
from drieslag.core.models import Door
from drieslag.core.verdict import Refused
from drieslag.learning.meetings import actions as meetings
from drieslag.learning.meetings.models import Meeting
from drieslag.learning.notices import actions, queries
from drieslag.learning.notices.models import Feed
from drieslag.learning.notices.queries import moments
from drieslag.learning.rhythm import actions as rhythm
from drieslag.learning.rhythm.enums import Kind, Reason, Shape, Unit
from drieslag.learning.rhythm.terms import Terms
from drieslag.people import actions as people
from tests.factories.world import World
from tests.notices.making import WEEK, at, moment, own, parsed, weekly

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 9, 1, 7, tzinfo=UTC)  # a Tuesday; the clock goes back on 25 October, and ahead on 28 March
TUESDAY = date(2026, 9, 1)


@pytest.fixture(autouse=True)
def _now() -> Iterator[None]:
    with clock.frozen(NOW):
        yield


def same(world: World) -> list[tuple[datetime, datetime]]:
    """Assert that real parsers read what we compute, and return it."""
    teams = {world.team.pk: world.team.name}
    window = queries.window_of(clock.now())
    feed, _secret = actions.make_feed(by=world.bram, team=world.team)
    body = queries.serve(feed.pk).body
    expected = own(moments.entries(teams, window), window)
    assert parsed(body, window) == expected
    return expected


def plan(world: World, day: date = TUESDAY + WEEK, **more: object) -> Meeting:
    return meetings.plan(
        by=world.anna, team=world.team, format_code="W03", planned_at=at(day, 13), facilitator=world.anna, **more  # type: ignore[arg-type]
    )  # fmt: skip


def test_a_meeting_stands_in_it_once_and_a_cancelled_one_not(world: World) -> None:
    first, second = plan(world), plan(world, TUESDAY + 2 * WEEK)
    assert len(same(world)) == 2
    meetings.cancel(by=world.anna, meeting=second)
    assert [start for start, _end in same(world)] == [first.planned_at]


def test_a_weekly_moment_stays_at_ten_when_the_clocks_change_both_ways(world: World) -> None:
    weekly(world, until=date(2027, 6, 1))
    spans = same(world)
    assert {start.time() for start, _end in spans} == {time(10)}
    assert {start.utcoffset() for start, _end in spans} == {timedelta(hours=1), timedelta(hours=2)}
    assert len(spans) == 40


@pytest.mark.parametrize("begins", [time(1, 15), time(3, 15)])
def test_moments_in_the_nights_of_the_change_are_read_alike(world: World, begins: time) -> None:
    weekly(world, kind=Kind.OTHER, weekday=6, at=begins, minutes=30, until=date(2027, 4, 30))
    assert len(same(world)) >= 30


def test_months_moved_given_up_and_from_then_on(world: World) -> None:
    going = weekly(world)
    weekly(world, Kind.QUESTION_JAR, unit=Unit.MONTH, nth=-1, weekday=4, every=1, at=time(14))
    rhythm.move(by=world.bram, occurrence=moment(going, TUESDAY + WEEK), to=at(TUESDAY + WEEK + timedelta(days=2), 15))
    rhythm.give_up(by=world.bram, occurrence=moment(going, TUESDAY + 2 * WEEK), reason=Reason.CRISIS)
    spans = same(world)
    starts = [start for start, _end in spans]
    assert at(TUESDAY + WEEK, 10) not in starts
    assert at(TUESDAY + WEEK + timedelta(days=2), 15) in starts
    assert at(TUESDAY + 2 * WEEK, 10) not in starts
    later = TUESDAY + 4 * WEEK
    rhythm.move_from_then_on(by=world.bram, occurrence=moment(going, later), to=at(later + timedelta(days=1), 9))
    starts = [start for start, _end in same(world)]
    assert at(later, 10) not in starts
    assert at(later + timedelta(days=1), 9) in starts
    assert at(later + timedelta(days=8), 9) in starts


def test_a_moment_with_a_meeting_appears_once(world: World) -> None:
    going = weekly(world)
    before = same(world)
    rhythm.plan_meeting(by=world.bram, occurrence=moment(going, TUESDAY + WEEK))
    assert same(world) == before


def test_what_comes_at_least_every_so_often_stands_in_it_as_moments(world: World) -> None:
    terms = Terms(Kind.INTERVISION, 90, clock.today(), shape=Shape.AT_LEAST, at_least_weeks=6, format_code="W09a")
    going = rhythm.agree(by=world.bram, team=world.team, terms=terms)
    assert same(world) == []
    extra = rhythm.plan_moment(by=world.bram, agreement=going, at=at(TUESDAY + WEEK, 13))
    rhythm.plan_meeting(by=world.bram, occurrence=extra)
    assert [start for start, _end in same(world)] == [at(TUESDAY + WEEK, 13)]


def served(world: World, secret: str, **headers: str) -> Any:
    return world.client().get(f"/calendar/{secret}.ics", headers=headers)


def test_the_address_opens_without_signing_in_and_sets_no_cookie(world: World) -> None:
    plan(world, title="Wat doe ik bij stilte?", place="Zaal 2; boven, links")
    _feed, secret = actions.make_feed(by=world.bram)
    answer = served(world, secret)
    assert (answer.status_code, answer["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    assert not answer.cookies
    calendar = Calendar.from_ical(answer.content)
    (event,) = calendar.walk("VEVENT")
    assert str(calendar["X-WR-CALNAME"]) == "Drieslag"
    assert str(event["LOCATION"]) == "Zaal 2; boven, links"
    assert "stilte" not in str(answer.content)
    assert [str(zone["TZID"]) for zone in calendar.walk("VTIMEZONE")] == ["Europe/Amsterdam"]


def test_with_titles_they_are_there(world: World) -> None:
    plan(world, title="Wat doe ik bij stilte?")
    feed, secret = actions.make_feed(by=world.bram, with_titles=True)
    assert b"stilte" in served(world, secret).content
    actions.choose_titles(by=world.bram, feed=feed, with_titles=False)
    assert b"stilte" not in served(world, secret).content


def test_what_did_not_change_is_not_sent_again(world: World) -> None:
    meeting = plan(world)
    _feed, secret = actions.make_feed(by=world.bram, team=world.team)
    first = served(world, secret)
    tag, changed = first["ETag"], first["Last-Modified"]
    assert served(world, secret, if_none_match=tag).status_code == 304
    assert served(world, secret, if_modified_since=changed).status_code == 304
    with clock.frozen(NOW + timedelta(minutes=5)):
        meetings.change_plan(by=world.anna, meeting=meeting, place="Keuken")
        assert served(world, secret, if_none_match=tag).status_code == 200
        assert served(world, secret, if_modified_since=changed).status_code == 200


def test_ones_own_calendar_is_known_by_its_tag_alone(world: World) -> None:
    """It holds what keeps no time of its changes, so a time would hide them."""
    plan(world)
    _feed, secret = actions.make_feed(by=world.bram)
    first = served(world, secret)
    assert "Last-Modified" not in first
    assert served(world, secret, if_none_match=first["ETag"]).status_code == 304
    assert served(world, secret, if_modified_since=http_date(NOW.timestamp() + 60)).status_code == 200


def test_a_new_address_closes_the_old_one_and_stopping_closes_it(world: World) -> None:
    feed, old = actions.make_feed(by=world.bram)
    again, new = actions.make_feed(by=world.bram)
    assert again == feed
    assert [served(world, one).status_code for one in (old, new, "nonsense")] == [404, 200, 404]
    actions.stop_feed(by=world.bram, feed=feed)
    actions.stop_feed(by=world.bram, feed=feed)
    assert served(world, new).status_code == 404
    assert not Door.objects.filter(target=feed.pk).exists()


def test_only_the_hash_of_the_secret_is_kept(world: World) -> None:
    feed, secret = actions.make_feed(by=world.bram)
    door = Door.objects.get(target=feed.pk)
    assert secret.encode() not in bytes(door.secret_hash)


def test_a_team_calendar_is_for_its_members_and_ends_with_the_membership(world: World) -> None:
    plan(world)
    with pytest.raises(Refused):
        actions.make_feed(by=world.carla, team=world.team)
    _own, mine = actions.make_feed(by=world.bram)
    _team, ours = actions.make_feed(by=world.bram, team=world.team)
    people.end_membership(by=world.lea, team=world.team, person=world.bram)
    assert served(world, ours).status_code == 404
    assert b"VEVENT" not in served(world, mine).content
    assert actions.drop_ended() == 1
    people.add_member(by=world.lea, team=world.team, person=world.bram)
    assert served(world, ours).status_code == 404
    assert b"VEVENT" in served(world, mine).content


def test_two_devices_of_one_person_see_no_other_organisation(world: World) -> None:
    with tenancy.inside(world.elsewhere.pk):
        _feed, theirs = actions.make_feed(by=world.dirk)
    plan(world)
    assert b"VEVENT" not in served(world, theirs).content


def test_a_feed_asks_few_questions(world: World, django_assert_max_num_queries: Any) -> None:
    going = weekly(world)
    rhythm.plan_meeting(by=world.bram, occurrence=moment(going, TUESDAY + WEEK))
    for week in range(2, 8):
        plan(world, TUESDAY + week * WEEK)
    _team, ours = actions.make_feed(by=world.bram, team=world.team)
    with django_assert_max_num_queries(12):
        served(world, ours)
    _own, mine = actions.make_feed(by=world.bram)
    with django_assert_max_num_queries(14):  # and what one takes part in: two for offerings, one for talks
        served(world, mine)


def test_no_log_holds_the_address(world: World, capfd: pytest.CaptureFixture[str]) -> None:
    _feed, secret = actions.make_feed(by=world.bram)
    for one in (secret, secret[:-1]):
        served(world, one)
    assert secret[:-1] not in "".join(capfd.readouterr())


def test_long_lines_are_folded_between_letters(world: World) -> None:
    place = "Zaal met een héél lange naam, achter het café: " + "é" * 80
    plan(world, place=place)
    feed, _secret = actions.make_feed(by=world.bram)
    body = queries.serve(feed.pk).body
    assert all(len(line) <= 75 for line in body.split(b"\r\n"))
    (event,) = Calendar.from_ical(body).walk("VEVENT")
    assert str(event["LOCATION"]) == place


def test_erasing_somebody_closes_their_addresses(world: World) -> None:
    feed, secret = actions.make_feed(by=world.bram)
    people.erase(person_id=world.bram.pk)
    assert not Feed.objects.exists()
    assert not Door.objects.filter(target=feed.pk).exists()
    assert served(world, secret).status_code == 404
    assert settings.DRIESLAG_ADDRESS
