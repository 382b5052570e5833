"""How quickly pages are served, beside fetching the same rows as plain dicts through the same pool in the same run.

The bound is a fifth: a page may take five times as long as its bare rows, row-level security and transaction included.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

from bench.figures import Figures

ROOT = Path(__file__).parents[1]
SHARE = 0.20
SCRIPT_KB, STYLE_KB = 60, 40


def measure(figures: Figures) -> None:
    """Measure in a process of its own, on a database of its own."""
    figures.head("Pages, beside their rows as plain dicts (throughput, higher is better)")
    ran = subprocess.run(
        [sys.executable, "-m", "bench.pages_run"], cwd=ROOT, env=_environment(), check=True, stdout=subprocess.PIPE
    )
    for row in json.loads(ran.stdout):
        figures.at_least(row["page"], row["share"], SHARE, f"of {row['rows_per_second']:,.0f} a second")
        figures.say("  milliseconds a page", row["page_ms"])
        figures.say("  queries", row["queries"])
        if row["share"] < SHARE:
            for what, ms in row["where"]:
                figures.say(f"  {what}", ms, "ms")
    static = ROOT / "src/drieslag/web/static/drieslag"
    script = sum(
        (static / f"{name}.js.br").stat().st_size for name in ("drieslag", "meeting", "shield", "anonymous", "surveys")
    )
    figures.at_most("script over the wire at a first visit, everything", script / 1000, SCRIPT_KB, "kB")
    figures.at_most(
        "style over the wire at a first visit", (static / "drieslag.css.br").stat().st_size / 1000, STYLE_KB, "kB"
    )


def _environment() -> dict[str, str]:
    return {**os.environ, "DJANGO_SETTINGS_MODULE": "drieslag.config.settings.test", "PYTHONWARNINGS": "ignore"}
