"""Two people who press at the same moment, on two connections."""

import pytest

from drieslag.core import clock, tenancy
from drieslag.development.offerings import actions
from drieslag.development.offerings.models import Offering, Seat, TakenPart
from tests.factories.world import World
from tests.offerings.things import after, make_offering
from tests.support.together import at_once

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


def test_two_people_for_the_last_seat_are_one_seat_and_one_who_waits(committed: World) -> None:
    with tenancy.inside(committed.organisation.pk):
        offering = make_offering(committed, seats=1)
    at_once(
        committed,
        lambda: actions.sign_up(by=committed.bram, offering=offering),
        lambda: actions.sign_up(by=committed.carla, offering=offering),
    )
    with tenancy.inside(committed.organisation.pk):
        assert sorted(Seat.objects.values_list("standing", flat=True)) == ["seated", "waiting"]
        assert Offering.objects.get().taken == 1


def test_a_double_press_is_one_sign_up(committed: World) -> None:
    with tenancy.inside(committed.organisation.pk):
        offering = make_offering(committed, seats=2)
    at_once(committed, *[lambda: actions.sign_up(by=committed.bram, offering=offering)] * 2)
    with tenancy.inside(committed.organisation.pk):
        assert (Seat.objects.count(), Offering.objects.get().taken) == (1, 1)


def test_letting_go_while_another_signs_up_leaves_nobody_waiting_beside_a_free_seat(committed: World) -> None:
    with tenancy.inside(committed.organisation.pk):
        offering = make_offering(committed, seats=1)
        actions.sign_up(by=committed.bram, offering=offering)
    at_once(
        committed,
        lambda: actions.withdraw(by=committed.bram, offering=offering),
        lambda: actions.sign_up(by=committed.carla, offering=offering),
    )
    with tenancy.inside(committed.organisation.pk):
        seat = Seat.objects.get()
        assert (seat.person, seat.standing, Offering.objects.get().taken) == (committed.carla.pk, "seated", 1)


def test_saying_twice_at_once_that_one_was_there_is_kept_once(committed: World) -> None:
    with tenancy.inside(committed.organisation.pk):
        offering = make_offering(committed)

    def say() -> object:
        with clock.frozen(after(offering)):
            return actions.say_i_was_there(by=committed.bram, offering=offering)

    at_once(committed, say, say)
    with tenancy.inside(committed.organisation.pk):
        assert TakenPart.objects.count() == 1
