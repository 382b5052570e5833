"""A questionnaire that the team's members answer under their own names: the page of an anonymous one is the same."""

from datetime import timedelta
from typing import TYPE_CHECKING

from drieslag.core import clock
from drieslag.kernel.instrument import Mode
from drieslag.surveys.actions import answers, rounds
from drieslag.surveys.models import Round
from drieslag.surveys.queries.rounds import instrument_of
from tests.surveys.asking import close

if TYPE_CHECKING:
    from tests.sweeps.stage import Stage

LIBRARY = "I02"


def add(stage: "Stage") -> None:
    """Lea asks her team with names, twice; Bram has handed in, and one round is closed and can be read."""
    stage.keys["answers.key"] = _asked(stage).pk
    stage.keys["answers:read.key"] = close(_asked(stage)).pk


def _asked(stage: "Stage") -> Round:
    world = stage.world
    made = rounds.make_round(
        by=world.lea,
        instrument_code=LIBRARY,
        title="Willen, kunnen, mogen",
        mode=Mode.OPEN,
        teams=[world.team.pk],
        reader=world.lea.pk,
        closes_at=clock.now() + timedelta(days=7),
    )
    found = rounds.open_round(by=world.lea, round_id=made.pk)
    given = {item.key: 3 for item in instrument_of(found).items}
    answers.hand_in_named(by=world.bram, round_id=found.pk, answers=given)
    return found
