"""A format that Bram's team wrote, with cards; one of the whole organisation that others may have."""

from dataclasses import replace
from typing import TYPE_CHECKING

from drieslag.kernel.format import Material, MaterialKind, Text, Use
from drieslag.learning.formats import actions
from tests.library.scripts import SMALL, good

if TYPE_CHECKING:
    from tests.sweeps.stage import Stage

CARD = Text("Wat zag je?", "What did you see?")


def add(stage: "Stage") -> None:
    """Make one of each."""
    world = stage.world
    cards = Material("cards", MaterialKind.CARDS, CARD, (CARD, CARD))
    script = replace(good(SMALL), materials=(cards,), use=Use.CONSENT)
    teams = actions.import_format(by=world.bram, team=world.team, format_=script)
    house = actions.import_format(by=world.bram, team=world.team, format_=good(SMALL))
    for own in (teams, house):
        actions.publish(by=world.bram, own=own)
    house = actions.give_to_organisation(by=world.bram, own=house)
    released = actions.release(by=world.ada, own=house, number=1, with_name=False)
    actions.remove_step(by=world.bram, own=teams, key="questions")
    actions.restore_step(by=world.bram, own=teams)
    stage.keys |= {
        "formats.slug": teams.slug,
        "formats.code": teams.slug,
        "formats.step": "write",
        "formats:release.code": house.slug,
        "formats:take.key": released.pk,
    }
