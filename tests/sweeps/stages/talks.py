"""A talk about how Bram grows, with Anna: planned, prepared by both, agreed and not yet confirmed.

Everybody but the two finds nothing at any of its addresses, whatever their role.
"""

from datetime import timedelta
from typing import TYPE_CHECKING

from drieslag.core import clock
from drieslag.development.talks import actions
from drieslag.development.talks.agreed import Line
from drieslag.development.talks.enums import TalkKind, Who
from drieslag.development.talks.models import Talk

if TYPE_CHECKING:
    from tests.sweeps.stage import Stage


def add(stage: "Stage") -> None:
    """Make the talks, and say where they stand in addresses."""
    talk = _asked(stage)
    actions.accept(by=stage.world.anna, talk=talk)
    actions.prepare(by=stage.world.bram, talk=talk, answers={"does": "Wachten tot het stil is."})
    actions.lay_open(by=stage.world.bram, talk=talk)
    actions.prepare(by=stage.world.anna, talk=talk, answers={"saw": "Bram wachtte tien tellen."})
    lines = [Line(Who.OWNER, "Twee stiltes in een gesprek."), Line(Who.OTHER, "Een keer meekijken.")]
    actions.write_agreements(by=stage.world.bram, talk=talk, lines=lines)
    stage.keys |= {
        "talks.key": talk.pk,
        "talks:answer.key": _asked(stage).pk,
        "talks:with.person": stage.world.more[0].pk,
    }


def _asked(stage: "Stage") -> Talk:
    return actions.ask_for_talk(
        by=stage.world.bram,
        owner=stage.world.bram,
        other=stage.world.anna,
        kind=TalkKind.COACHING,
        planned_at=clock.now() + timedelta(days=5),
        about="Hoe ik stilte laat vallen.",
    )
