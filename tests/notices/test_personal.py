"""A person's own calendar holds what they give or have a seat at, and their talks, and nothing of anybody else."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from icalendar import Calendar

from drieslag.core import clock
from drieslag.development.offerings import actions as offerings
from drieslag.development.offerings.enums import Kind
from drieslag.development.talks import actions as talks
from drieslag.learning.notices import actions
from drieslag.people import actions as people
from drieslag.people.models import Person, Team
from tests.factories.world import World
from tests.offerings.things import draft, make_offering, make_trainer, when
from tests.talks.talking import agreed, asked, planned

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 24, 9, 50, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _now() -> Iterator[None]:
    with clock.frozen(NOW):
        yield


def shown(world: World, who: Person, team: Team | None = None, *, with_titles: bool = False) -> list[Any]:
    _feed, secret = actions.make_feed(by=who, team=team, with_titles=with_titles)
    answer = world.client().get(f"/calendar/{secret}.ics")
    assert answer.status_code == 200
    return sorted(Calendar.from_ical(answer.content).walk("VEVENT"), key=lambda event: str(event["DTSTART"].dt))


def said(events: list[Any]) -> list[str]:
    return [str(event["SUMMARY"]) for event in events]


def test_every_day_of_what_one_has_a_seat_at_stands_in_it(world: World) -> None:
    two = [when(7), when(14)]
    offering = make_offering(world, moments=two)
    assert shown(world, world.bram) == []
    offerings.sign_up(by=world.bram, offering=offering)
    events = shown(world, world.bram, with_titles=True)
    assert said(events) == ["Schaalvragen"] * 2
    assert [(event["DTSTART"].dt, event["DTEND"].dt) for event in events] == [(d.starts_at, d.ends_at) for d in two]
    assert {str(event["LOCATION"]) for event in events} == {"De Linde"}
    assert {str(event["URL"]).rpartition("/offerings/")[2] for event in events} == {f"{offering.pk}/"}
    page = world.client(world.bram).get(f"/offerings/{offering.pk}/calendar/")
    assert {event["UID"] for event in Calendar.from_ical(page.content).walk("VEVENT")} == {e["UID"] for e in events}


def test_without_titles_it_says_what_kind_of_thing_it_is(world: World) -> None:
    for kind, word in ((Kind.TRAINING, "Training"), (Kind.VISIT, "Kijkje in de keuken")):
        host = make_trainer(world) if kind is Kind.TRAINING else world.anna
        offering = make_offering(world, by=host, kind=kind)
        offerings.sign_up(by=world.bram, offering=offering)
        assert said(shown(world, world.bram)) == [word]
        offerings.withdraw(by=world.bram, offering=offering)


def test_who_gives_it_has_it_too_and_nobody_stands_in_it_by_name(world: World) -> None:
    trainer = make_trainer(world)
    offering = make_offering(world, by=trainer, hosts=[trainer, world.anna])
    offerings.sign_up(by=world.bram, offering=offering)
    for who in (trainer, world.anna, world.bram):
        (event,) = shown(world, who, with_titles=True)
        text = event.to_ical().decode()
        assert not [name for name in ("Tess", "Anna", "Bram", "doorvragen") if name in text]
    assert shown(world, world.carla, with_titles=True) == []


def test_who_waits_has_it_from_the_seat_on(world: World) -> None:
    offering = make_offering(world, seats=1)
    for who in (world.carla, world.bram):
        offerings.sign_up(by=who, offering=offering)
    assert shown(world, world.bram) == []
    offerings.withdraw(by=world.carla, offering=offering)
    assert (said(shown(world, world.bram)), shown(world, world.carla)) == (["Training"], [])


def test_what_is_called_off_goes_comes_back_and_moves(world: World) -> None:
    trainer = make_trainer(world)
    offering = make_offering(world, by=trainer)
    offerings.sign_up(by=world.bram, offering=offering)
    offerings.call_off(by=trainer, offering=offering)
    assert shown(world, world.bram) == []
    offerings.plan_again(by=trainer, offering=offering)
    later = when(20)
    offerings.change(by=trainer, offering=offering, draft=draft(moments=[later]))
    (event,) = shown(world, world.bram)
    assert event["DTSTART"].dt == later.starts_at


def test_it_stays_once_it_was_held_until_the_names_go(world: World) -> None:
    offering = make_offering(world)
    offerings.sign_up(by=world.bram, offering=offering)
    with clock.frozen(offering.last_at + timedelta(days=3)):
        assert offerings.hold_past() == 1
        assert len(shown(world, world.bram)) == 1
    with clock.frozen(offering.last_at + timedelta(days=31)):
        assert offerings.forget_names() == 1
        assert shown(world, world.bram) == []


def test_who_learns_here_no_more_reads_no_title(world: World) -> None:
    offering = make_offering(world)
    offerings.sign_up(by=world.bram, offering=offering)
    people.end_membership(by=world.lea, team=world.team, person=world.bram)
    assert shown(world, world.bram, with_titles=True) == []


def test_a_talk_is_just_a_talk_for_both(world: World) -> None:
    talk = planned(world)
    for who in (world.bram, world.anna):
        (event,) = shown(world, who, with_titles=True)
        assert (str(event["SUMMARY"]), event["DTSTART"].dt) == ("Gesprek", talk.planned_at)
        assert event["DTEND"].dt - event["DTSTART"].dt == timedelta(hours=1)
        text = event.to_ical().decode().lower()
        words = ("anna", "bram", "coach", "stilte", "linde", "location", "owner", "attendee", "organizer")
        assert not [word for word in words if word in text]
    for who in (world.carla, world.lea, world.ada):
        assert shown(world, who, with_titles=True) == []


def test_a_talk_stands_in_it_while_both_agree_on_its_moment(world: World) -> None:
    talk = asked(world)
    assert shown(world, world.bram) == shown(world, world.anna) == []
    talks.accept(by=world.anna, talk=talk)
    moved = talk.planned_at + timedelta(days=2)
    talks.move(by=world.bram, talk=talk, planned_at=moved, place="")
    assert shown(world, world.anna) == []
    talks.accept(by=world.anna, talk=talk)
    (event,) = shown(world, world.bram)
    assert event["DTSTART"].dt == moved
    talks.call_off(by=world.anna, talk=talk)
    assert shown(world, world.bram) == []


def test_a_talk_that_was_stays_on_its_day_and_one_that_was_earlier_goes(world: World) -> None:
    for after, there in ((timedelta(days=1), 1), (-timedelta(days=3), 0)):
        talk = planned(world)
        with clock.frozen(talk.planned_at + after):
            agreed(world, talk)
            talks.close_talk(by=world.bram, talk=talk)
            assert len(shown(world, world.bram)) == there
        talks.erase_talk(by=world.bram, talk=talk)
        assert shown(world, world.bram) == []


def test_a_team_calendar_holds_none_of_it(world: World) -> None:
    offerings.sign_up(by=world.bram, offering=make_offering(world))
    planned(world)
    assert shown(world, world.bram, world.team, with_titles=True) == []
    assert len(shown(world, world.bram)) == 2


@pytest.mark.parametrize("count", [1, 4])
def test_it_costs_the_same_for_one_and_for_many(world: World, django_assert_num_queries: Any, count: int) -> None:
    trainer = make_trainer(world)
    for number in range(count):
        moments = [when(7 + number), when(60 + number)]
        offerings.sign_up(by=world.bram, offering=make_offering(world, by=trainer, moments=moments))
        planned(world, planned_at=NOW + timedelta(days=20 + number))
    _feed, secret = actions.make_feed(by=world.bram, with_titles=True)
    client = world.client()
    with django_assert_num_queries(13):
        answer = client.get(f"/calendar/{secret}.ics")
    assert answer.content.count(b"BEGIN:VEVENT") == 3 * count
