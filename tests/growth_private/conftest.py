"""One world for the whole folder, in one transaction: the professional who wrote in every field, and everybody else."""

from collections.abc import Iterator
from uuid import UUID

import pytest
from django.conf import LazySettings
from django.db import transaction
from pytest_django import DjangoDbBlocker

from drieslag.core import clock, tenancy
from drieslag.privacy.models import Consent, ConsentScope
from tests.factories.world import make_world
from tests.growth_private.canaries import Owner, gather, write_everything
from tests.sweeps.stage import Stage, make_stage


@pytest.fixture(autouse=True)
def _quicker(settings: LazySettings) -> None:
    """Thousands of pages: without what has nothing to do with who sees what."""
    settings.MIDDLEWARE = [each for each in settings.MIDDLEWARE if "whitenoise" not in each and "GZip" not in each]


@pytest.fixture(scope="module")
def _made(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[tuple[Stage, Owner]]:
    with django_db_blocker.unblock(), transaction.atomic():
        world = make_world()
        with tenancy.inside(world.organisation.pk):
            owner = gather(world)
            stage = make_stage(world)
            yield stage, write_everything(owner, UUID(str(stage.keys["board.key"])))
        transaction.set_rollback(True)


@pytest.fixture
def stage(_made: tuple[Stage, Owner], nowhere: None) -> Iterator[Stage]:
    """Real things of every kind; what a test does is undone at its end."""
    with transaction.atomic():
        tenancy.enter(_made[0].world.organisation.pk)
        # A stage needed it; most houses lack it.
        Consent.objects.filter(scope=ConsentScope.LEADER_SEES_PLANS, ended_on=None).update(ended_on=clock.today())
        yield _made[0]
        transaction.set_rollback(True)


@pytest.fixture
def owner(_made: tuple[Stage, Owner], stage: Stage) -> Owner:
    """The professional, and the colleagues who were asked in."""
    return _made[1]
