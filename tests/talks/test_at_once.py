"""Two people at the same moment, on two connections: one writes, the other signs."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from drieslag.core import clock, tenancy
from drieslag.core.verdict import Refused
from drieslag.development.talks import actions, queries
from drieslag.development.talks.models import Agreement, Preparation, Reply
from tests.factories.world import World, make_world
from tests.talks.talking import NOW, agreed, planned

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


@pytest.fixture
def committed(transactional_db: None) -> World:
    return make_world()


def at_once(world: World, *acts: Callable[[], object]) -> list[object]:
    """Do these on connections of their own, begun together; refusals come back as results."""
    gate = Barrier(len(acts))

    def run(act: Callable[[], object]) -> object:
        try:
            with clock.frozen(NOW), tenancy.inside(world.organisation.pk):
                gate.wait(5)
                return act()
        except Refused as refused:
            return refused
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return [each.result() for each in [pool.submit(run, act) for act in acts]]


def test_nobody_signs_words_that_were_changed_at_that_moment(committed: World) -> None:
    world = committed
    with clock.frozen(NOW), tenancy.inside(world.organisation.pk):
        talk = planned(world)
        agreed(world, talk)
    at_once(
        world,
        lambda: agreed(world, talk, evidence="Anders", after=1),
        lambda: actions.confirm(by=world.anna, talk=talk, number=1),
    )
    with clock.frozen(NOW), tenancy.inside(world.organisation.pk):
        latest = queries.seen(world.bram, talk.pk).versions[0]
        assert (latest.agreement.number, latest.confirmed_on) == (2, None)
        assert all(reply.agreement.number == 1 for reply in Reply.objects.select_related("agreement"))


def test_two_windows_of_the_owner_make_one_version_after_the_other(committed: World) -> None:
    world = committed
    with clock.frozen(NOW), tenancy.inside(world.organisation.pk):
        talk = planned(world)
    results = at_once(
        world,
        lambda: agreed(world, talk, evidence="Venster een", after=0),
        lambda: agreed(world, talk, evidence="Venster twee", after=0),
    )
    assert sum(isinstance(result, Refused) for result in results) == 1
    with tenancy.inside(world.organisation.pk):
        assert Agreement.objects.count() == 1


def test_both_preparing_at_once_keep_both(committed: World) -> None:
    world = committed
    with clock.frozen(NOW), tenancy.inside(world.organisation.pk):
        talk = planned(world)
    at_once(
        world,
        lambda: actions.prepare(by=world.bram, talk=talk, answers={"does": "Wachten"}),
        lambda: actions.prepare(by=world.anna, talk=talk, answers={"saw": "Hij wachtte"}),
        lambda: actions.prepare(by=world.bram, talk=talk, answers={"does": "Wachten"}),
    )
    with tenancy.inside(world.organisation.pk):
        assert Preparation.objects.count() == 2
