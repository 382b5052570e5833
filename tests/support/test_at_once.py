"""Two presses at the same moment, on two connections."""

import pytest

from drieslag.core import tenancy
from drieslag.learning.meetings import actions as meetings
from drieslag.learning.support import actions
from drieslag.learning.support.enums import Room
from drieslag.learning.support.models import Pair, PairTalk, TallyPart
from tests.factories.world import World
from tests.support.conftest import NOW
from tests.support.together import at_once

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


def test_two_lots_at_once_give_nobody_two_proposals(committed: World) -> None:
    at_once(committed, *[lambda: actions.propose_pairs(by=committed.bram, team=committed.team, seed=1)] * 2)
    with tenancy.inside(committed.organisation.pk):
        assert Pair.objects.count() == 1


def test_both_buddies_noting_a_talk_note_one(committed: World) -> None:
    with tenancy.inside(committed.organisation.pk):
        pair = actions.choose_buddies(by=committed.bram, team=committed.team, others=[committed.anna])
        actions.agree(by=committed.anna, pair=pair)
    at_once(committed, *[lambda: actions.note_talk(by=committed.bram, pair=pair)] * 2)
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
    at_once(world, *[lambda: actions.tap(by=world.bram, tally=tally, room=Room.FUTURE)] * 2)
    with tenancy.inside(world.organisation.pk):
        assert TallyPart.objects.get().future == 2
