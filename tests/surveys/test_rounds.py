"""Rounds: making, opening, what goes wrong, and closing."""

import pytest

from drieslag.core.verdict import Refused
from drieslag.surveys.enums import RoundState
from drieslag.surveys.models import ClosedAnswer, ClosedText, Invitee
from tests.factories.world import World
from tests.surveys.asking import a_round, answer, answers, close, group, invitees, opened

pytestmark = [pytest.mark.django_db]


def test_a_round_of_one_team_from_making_to_closing(world: World) -> None:
    world.colleagues(6)
    found = opened(world)
    assert found.state == RoundState.OPEN
    for number, asked in enumerate(invitees(found)):
        answer(asked, answers(1 + number % 5, words=f"woord {number}"))
    found = close(found)
    assert found.state == RoundState.CLOSED
    team = group(found, world.team.name)
    assert (team.answers, team.size, team.counted_in_id) == (9, 9, team.pk)
    assert ClosedAnswer.objects.count() == ClosedText.objects.count() == 9
    assert not Invitee.objects.exists()


def test_a_team_of_four_is_not_asked_alone(world: World) -> None:
    world.colleagues(1)
    with pytest.raises(Refused, match="fewer than 5 people"):
        opened(world)
    made = a_round(world)
    assert made.state == RoundState.DRAFT
