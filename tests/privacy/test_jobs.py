"""What was kept long enough goes by itself."""

from datetime import timedelta

from drieslag.core import clock
from drieslag.core.ids import new_id
from drieslag.journal import actions as journal
from drieslag.journal.models import Statement
from drieslag.journal.verbs import Verb
from drieslag.privacy import jobs
from drieslag.privacy.models import Look
from tests.factories.world import World


def test_old_statements_lose_their_actor_and_old_looks_go(world: World) -> None:
    now = clock.now()
    for years in (0, 3):
        with clock.frozen(now - timedelta(days=365 * years)):
            journal.record(verb=Verb.ASKED, object_kind="thread", object_id=new_id(), by=world.anna.pk)
            Look.objects.create(
                organisation=world.organisation,
                owner=world.anna.pk,
                viewer=world.bram.pk,
                object_kind="reflection",
                object_id=new_id(),
                day=clock.today(),
            )
    jobs.forget_old()
    assert sorted(row.actor is None for row in Statement.objects.all()) == [False, True]
    assert Look.objects.get().day == clock.today()
