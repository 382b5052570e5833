"""A register of Bram's, with a series that Anna is asked about: nobody else finds anything, whatever their role."""

from typing import TYPE_CHECKING

from drieslag.development.registers import actions
from drieslag.development.registers.noted import Told
from tests.registers.conftest import FIRST, noted

if TYPE_CHECKING:
    from tests.sweeps.stage import Stage


def add(stage: "Stage") -> None:
    """One file, one series with one gathering; the consent stands on the stage already."""
    world = stage.world
    file = actions.begin_file(by=world.bram, code="REGISTERPLEIN", first=FIRST)
    series = actions.begin_series(by=world.bram, file_id=file.pk, told=Told("Intervisie 2025", "intervision"))
    entry = actions.note(by=world.bram, file_id=file.pk, noted=noted(), series_id=series.pk)
    (asked,) = actions.ask(by=world.bram, entry_id=entry.pk, people=[world.anna])
    stage.keys |= {
        "registers.key": file.pk,
        "registers:answer.key": asked.pk,
        **dict.fromkeys(("registers:entry.key", "registers:people.key", "registers:entry_erase.key"), entry.pk),
        **dict.fromkeys(
            (
                "registers:series.key",
                "registers:series_change.key",
                "registers:series_erase.key",
                "registers:series_pdf.key",
                "registers:series_csv.key",
            ),
            series.pk,
        ),
    }
