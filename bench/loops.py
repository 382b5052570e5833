"""The figures of loops, for 5,000 teams over three years: all of them at once, and the page of one team.

They are read from facts that each act folds in its own transaction; tests/threads/test_loops.py proves that these are
what the journal says. Measured is the first question on a fresh connection; nothing is kept in the program between two.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

from bench.figures import Figures

ROOT = Path(__file__).parents[1]
ALL_SECONDS, PAGE_MS = 1.0, 50


def measure(figures: Figures) -> None:
    """Measure in a process of its own, on a database of its own."""
    ran = subprocess.run(
        [sys.executable, "-m", "bench.loops_run"], cwd=ROOT, env=_environment(), check=True, stdout=subprocess.PIPE
    )
    found = json.loads(ran.stdout)
    figures.head(f"Figures of loops: {found['threads']:,} questions of {found['teams']:,} teams over three years")
    figures.say("folding every question anew", found["fold"], "s")
    figures.at_most("all teams together, cold", found["all"], ALL_SECONDS, "s")
    figures.at_most("each team apart, cold", found["apart"], ALL_SECONDS, "s")
    figures.at_most("the page of one team", found["page_ms"], PAGE_MS, "ms")
    figures.say("  queries", found["queries"])


def _environment() -> dict[str, str]:
    return {**os.environ, "DJANGO_SETTINGS_MODULE": "drieslag.config.settings.test", "PYTHONWARNINGS": "ignore"}
