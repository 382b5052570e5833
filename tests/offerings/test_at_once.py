"""Two people who press at the same moment, on two connections."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from drieslag.core import clock, tenancy
from drieslag.core.verdict import Refused
from drieslag.development.offerings import actions
from drieslag.development.offerings.models import Offering, Seat, TakenPart
from tests.factories.world import World, make_world
from tests.offerings.things import after, make_offering

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


@pytest.fixture
def committed(transactional_db: None) -> World:
    return make_world()


def at_once(world: World, *acts: Callable[[], object]) -> list[object]:
    """Do these on as many connections, begun together; refusals come back as results."""
    gate = Barrier(len(acts))

    def run(act: Callable[[], object]) -> object:
        try:
            with tenancy.inside(world.organisation.pk):
                gate.wait(5)
                return act()
        except Refused as refused:
            return refused
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return [each.result() for each in [pool.submit(run, act) for act in acts]]


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
