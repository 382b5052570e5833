"""Stops and removes the databases of tests and demo."""

import shutil
from pathlib import Path

from drieslag.config import postgres

VAR = Path(__file__).resolve().parents[1] / "var"

for home in (VAR / "pg-test", VAR / "demo"):
    if home.exists():
        postgres.remove(home)
        shutil.rmtree(home)
