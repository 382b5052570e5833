"""A note of Bram's and what he kept of a week; nobody else finds them."""

from typing import TYPE_CHECKING

from drieslag.core import clock
from drieslag.development.reflections import actions
from drieslag.development.reflections.enums import Span
from drieslag.development.reflections.marks import Marks

if TYPE_CHECKING:
    from tests.sweeps.stage import Stage


def add(stage: "Stage") -> None:
    """Make them, and say where they stand in addresses."""
    bram = stage.world.bram
    note = actions.write(by=bram, text="Ik bleef stil.", marks=Marks(tags=("grenzen",)))
    back = actions.close(by=bram, span=Span.WEEK, day=clock.today(), closing="Rustiger dan vorige week.")
    stage.keys["reflections.key"] = note.pk
    stage.keys |= dict.fromkeys(("reflections:back.key", "reflections:back_erasure.key"), back.pk)
