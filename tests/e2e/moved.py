"""An installation whose clock a test moves: weeks go by between two presses."""

import contextlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from drieslag.core import clock
from tests.e2e import house as houses
from tests.e2e.house import House

FOLDER = Path(__file__).resolve().parents[1] / "support" / "moved_clock"
AMSTERDAM = ZoneInfo("Europe/Amsterdam")


@dataclass
class Clock:
    """What time it is in the house."""

    file: Path

    @property
    def now(self) -> datetime:
        """The present moment there."""
        return clock.now() + timedelta(seconds=float(self.file.read_text()))

    def move_to(self, at: datetime) -> None:
        """Let it be this moment, and go on from there."""
        self.file.write_text(str((at - clock.now()).total_seconds()))

    def forward(self, *, days: int) -> None:
        """Let days go by."""
        self.move_to(self.now + timedelta(days=days))


@contextlib.contextmanager
def moved_house(home: Path, start: datetime) -> Iterator[tuple[House, Clock]]:
    """Serve with a clock that stands at `start` when it begins."""
    moved = Clock(home / "clock")
    moved.move_to(start)
    moved.file.chmod(0o644)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", str(FOLDER), prepend=os.pathsep)
        patch.setenv("MOVED_CLOCK", str(moved.file))
        with houses.house(home) as house:
            yield house, moved
