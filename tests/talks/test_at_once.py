"""Two people at the same moment, on two connections: one writes, the other signs."""

import pytest

from drieslag.core import clock, tenancy
from drieslag.core.verdict import Refused
from drieslag.development.talks import actions, queries
from drieslag.development.talks.models import Agreement, Preparation, Reply
from tests.factories.world import World
from tests.support.together import at_once
from tests.talks.talking import NOW, agreed, planned

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


def test_nobody_signs_words_that_were_changed_at_that_moment(committed: World) -> None:
    world = committed
    with clock.frozen(NOW), tenancy.inside(world.organisation.pk):
        talk = planned(world)
        agreed(world, talk)
    at_once(
        world,
        lambda: agreed(world, talk, evidence="Anders", after=1),
        lambda: actions.confirm(by=world.anna, talk=talk, number=1),
        at=NOW,
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
        at=NOW,
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
        at=NOW,
    )
    with tenancy.inside(world.organisation.pk):
        assert Preparation.objects.count() == 2
