"""Promise: everything of a person is erased, at once, and the others go on (trust.md, Journal; design.md, Promises)."""

from datetime import timedelta

import pytest
from django.db import connection

from drieslag.core import clock
from drieslag.learning.meetings import actions
from drieslag.live.channels import place
from drieslag.live.models import TopicVersion
from drieslag.live.topics import versions_of
from drieslag.people import actions as people
from drieslag.privacy import jobs
from tests.factories.world import World
from tests.meetings.rooms import a_hall

pytestmark = pytest.mark.django_db


def test_a_meeting_goes_on_when_whoever_leads_it_is_erased(world: World) -> None:
    hall = a_hall(world)
    hall.go_to("turns")
    people.erase(person_id=world.anna.pk)
    actions.pass_turn(by=hall.bram, meeting=hall.meeting, seat=hall.bram.pk)
    connection.check_constraints()  # as a commit would
    with clock.frozen(clock.now() + timedelta(minutes=2)):
        actions.take_over(by=hall.lea, meeting=hall.meeting)
        actions.give_back(by=hall.lea, meeting=hall.meeting)
        connection.check_constraints()
        assert hall.fresh().facilitator_id is None
    with clock.frozen(clock.now() + timedelta(minutes=5)):
        actions.take_over(by=hall.bram, meeting=hall.meeting)
        actions.close(by=hall.bram, meeting=hall.meeting)
    connection.check_constraints()


def test_the_streams_of_who_is_erased_end(world: World) -> None:
    (before,) = versions_of(place(world.bram.pk))
    people.erase(person_id=world.bram.pk)
    (after,) = versions_of(place(world.bram.pk))
    assert after > before


def test_the_key_of_who_was_erased_leaves_the_list_of_places_after_a_day(world: World) -> None:
    people.erase(person_id=world.bram.pk)
    jobs.forget_old()
    assert TopicVersion.objects.filter(name=place(world.bram.pk)).exists()  # a ticket may still be about
    with clock.frozen(clock.now() + timedelta(days=2)):
        jobs.forget_old()
    assert not TopicVersion.objects.filter(name=place(world.bram.pk)).exists()
