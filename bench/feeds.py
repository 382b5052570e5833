"""How long a person's calendar takes: three teams, three years of moments, read alike by other programs."""

import json
import os
import subprocess
import sys
from pathlib import Path

from bench.figures import Figures

ROOT = Path(__file__).parents[1]
MOST_MS = 100


def measure(figures: Figures) -> None:
    """Measure in a process of its own, on a database of its own."""
    figures.head("A person's calendar with three years of moments")
    ran = subprocess.run(
        [sys.executable, "-m", "bench.feeds_run"], cwd=ROOT, env=_environment(), check=True, stdout=subprocess.PIPE
    )
    row = json.loads(ran.stdout)
    figures.at_most("served, median", row["ms"], MOST_MS, "ms")
    figures.say("moments in it, as another program counts them", row["moments"])
    figures.say("kilobytes", row["kb"])
    figures.say("queries", row["queries"])
    figures.at_most("moments that are read otherwise than computed", row["otherwise"], 0)


def _environment() -> dict[str, str]:
    return {**os.environ, "DJANGO_SETTINGS_MODULE": "drieslag.config.settings.test", "PYTHONWARNINGS": "ignore"}
