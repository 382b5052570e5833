"""A round of each kind that the pages about asking are about."""

from datetime import timedelta
from typing import TYPE_CHECKING

from drieslag.core import clock
from drieslag.surveys.actions import rounds
from drieslag.surveys.actions.series import make_series
from drieslag.surveys.models import Round

if TYPE_CHECKING:
    from tests.sweeps.stage import Stage

INSTRUMENT = "I01"


def add(stage: "Stage") -> None:
    """Let Anna ask her team: one that is open, one that is not, and a pulse."""
    world = stage.world
    world.colleagues(4)
    running, draft = _asked(stage), _asked(stage)
    rounds.open_round(by=world.anna, round_id=running.pk)
    pulse = make_series(
        by=world.anna,
        instrument_code=INSTRUMENT,
        title="Hoe gaat het?",
        mode="anonymous",
        teams=[world.team.pk],
        every_weeks=4,
        first_on=clock.today() + timedelta(days=7),
    )
    stage.keys |= {"surveys.key": running.pk, "surveys:opening.key": draft.pk}
    stage.keys |= dict.fromkeys(("surveys:series.key", "surveys:series_end.key"), pulse.pk)


def _asked(stage: "Stage") -> Round:
    return rounds.make_round(
        by=stage.world.anna,
        instrument_code=INSTRUMENT,
        title="Hoe is het bij ons?",
        mode="anonymous",
        teams=[stage.world.team.pk],
        closes_at=clock.now() + timedelta(days=14),
    )
