"""Moves the one clock of every process that has this folder on its path: the file named in MOVED_CLOCK says by how many
seconds. Python imports a module of this name by itself when it starts.
"""

import os
import sys
from datetime import datetime, timedelta, tzinfo
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder
from pathlib import Path
from types import ModuleType

CLOCK = "drieslag.core.clock"
FILE = Path(os.environ["MOVED_CLOCK"])


class Moved(datetime):
    """The time that it is in the test."""

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> datetime:  # type: ignore[override]
        return datetime.now(tz) + timedelta(seconds=float(FILE.read_text()))


class Finder(MetaPathFinder, Loader):
    """Finds the clock as Python would, and gives it the moved time once it is loaded."""

    def find_spec(self, name: str, path: object = None, target: object = None) -> ModuleSpec | None:
        if name != CLOCK:
            return None
        found = PathFinder.find_spec(name, path)  # type: ignore[arg-type]
        assert found is not None
        assert found.loader is not None
        self.real = found.loader
        found.loader = self
        return found

    def exec_module(self, module: ModuleType) -> None:
        self.real.exec_module(module)
        module.datetime = Moved  # type: ignore[attr-defined]


sys.meta_path.insert(0, Finder())
