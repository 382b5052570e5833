"""One of each thing that the pages of a rhythm are about."""

from dataclasses import replace
from datetime import time, timedelta

from drieslag.core import clock
from drieslag.learning.rhythm import actions
from drieslag.learning.rhythm.enums import Kind
from drieslag.learning.rhythm.models import Occurrence
from drieslag.learning.rhythm.terms import PRESETS
from tests.sweeps.stage import Stage


def add(stage: Stage) -> None:
    """Let the team agree on a board session and on intervision, with a moment of each, and one to stop with."""
    world = stage.world
    tomorrow = clock.today() + timedelta(days=1)
    terms = PRESETS[Kind.BOARD_SESSION].terms(tomorrow, time(9), world.bram.pk)
    board, other, ended = (
        actions.agree(by=world.bram, team=world.team, terms=each)
        for each in (
            terms,
            PRESETS[Kind.INTERVISION].terms(tomorrow, time(13)),
            replace(terms, kind=Kind.OTHER, name="Wandelen"),
        )
    )
    actions.end(by=world.bram, agreement=ended)
    moment = Occurrence.objects.filter(agreement=board).order_by("original_on")[1]
    stage.keys |= {
        "rhythm.team": world.team.pk,
        "rhythm.key": moment.pk,
        "rhythm:day_held.day": clock.today().isoformat(),
        "rhythm:resume.key": ended.pk,
        **{f"rhythm:{name}.key": board.pk for name in ("change", "end", "holder")},
        **{f"rhythm:{name}.key": other.pk for name in ("acceptance", "quiet")},
    }
