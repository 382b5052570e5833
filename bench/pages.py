"""How quickly pages are served, beside fetching the same rows as plain dicts through the same pool in the same run.

The bound is a fifth: a page may take five times as long as its bare rows, row-level security and transaction included.
"""

from bench.figures import Figures
from bench.ready import ROOT, told_by

SHARE = 0.20
SCRIPT_KB, STYLE_KB = 60, 40


def measure(figures: Figures) -> None:
    """Measure in a process of its own, on a database of its own."""
    figures.head("Pages, beside their rows as plain dicts (throughput, higher is better)")
    for row in told_by("bench.pages_run"):
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
