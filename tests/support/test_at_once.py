"""Two presses at the same moment, on two connections."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from drieslag.core import tenancy
from drieslag.core.verdict import Refused
from drieslag.learning.meetings import actions as meetings
from drieslag.learning.support import actions
from drieslag.learning.support.enums import Room
from drieslag.learning.support.models import Pair, PairTalk, TallyPart
from tests.factories.world import World, make_world
from tests.support.conftest import NOW

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


@pytest.fixture
def committed(transactional_db: None) -> World:
    return make_world()


def at_once(world: World, act: Callable[[], object]) -> list[object]:
    """Do the same on two connections, begun together; refusals come back as results."""
    gate = Barrier(2)

    def run() -> object:
        try:
            with tenancy.inside(world.organisation.pk):
                gate.wait(5)
                return act()
        except Refused as refused:
            return refused
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        return [each.result() for each in [pool.submit(run) for _ in range(2)]]


def test_two_lots_at_once_give_nobody_two_proposals(committed: World) -> None:
    at_once(committed, lambda: actions.propose_pairs(by=committed.bram, team=committed.team, seed=1))
    with tenancy.inside(committed.organisation.pk):
        assert Pair.objects.count() == 1


def test_both_buddies_noting_a_talk_note_one(committed: World) -> None:
    with tenancy.inside(committed.organisation.pk):
        pair = actions.choose_buddies(by=committed.bram, team=committed.team, others=[committed.anna])
        actions.agree(by=committed.anna, pair=pair)
    at_once(committed, lambda: actions.note_talk(by=committed.bram, pair=pair))
    with tenancy.inside(committed.organisation.pk):
        assert PairTalk.objects.count() == 1


def test_two_taps_at_once_count_for_two(committed: World) -> None:
    world = committed
    with tenancy.inside(world.organisation.pk):
        meeting = meetings.plan(
            by=world.anna, team=world.team, format_code="W03", planned_at=NOW, facilitator=world.anna
        )
        meetings.start(by=world.anna, meeting=meeting)
        tally = actions.open_tally(by=world.bram, meeting=meeting)
    at_once(world, lambda: actions.tap(by=world.bram, tally=tally, room=Room.FUTURE))
    with tenancy.inside(world.organisation.pk):
        assert TallyPart.objects.get().future == 2
