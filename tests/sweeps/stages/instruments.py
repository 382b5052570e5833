"""A questionnaire of Bram's team, asked and with a question taken out; a licensed one with its permission."""

from typing import TYPE_CHECKING

from drieslag.core import clock
from drieslag.library import instruments
from drieslag.surveys.actions import instruments as writing
from drieslag.surveys.actions import permissions, versions
from tests.instruments.samples import all_kinds

if TYPE_CHECKING:
    from tests.sweeps.stage import Stage

LICENSED = "L15"


def add(stage: "Stage") -> None:
    """Make one of each."""
    world = stage.world
    own = writing.import_instrument(by=world.bram, team=world.team, instrument=all_kinds())
    versions.publish(by=world.bram, own=own)
    writing.remove_item(by=world.bram, own=own, key="years")
    permissions.note_permission(
        by=world.ada, code=LICENSED, whose="De auteurs", given_on=clock.today(), document="Brief van 3 maart"
    )
    licensed = instruments.get(LICENSED).slug
    stage.keys |= {
        "instruments.slug": own.slug,
        "instruments.code": own.slug,
        "instruments.item": "often",
        "instruments.scale": "safety",
        "instruments.response": "agree",
        "instruments.number": 1,
        "instruments:permission.slug": licensed,
        "instruments:texts.slug": licensed,
    }
