"""The figures of loops, for 5,000 teams over three years: all of them at once, and the page of one team.

They are read from facts that each act folds in its own transaction; tests/threads/test_loops.py proves that these are
what the journal says. Measured is the first question on a fresh connection; nothing is kept in the program between two.
"""

from bench.figures import Figures
from bench.ready import told_by

ALL_SECONDS, PAGE_MS = 1.0, 50


def measure(figures: Figures) -> None:
    """Measure in a process of its own, on a database of its own."""
    found = told_by("bench.loops_run")
    figures.head(f"Figures of loops: {found['threads']:,} questions of {found['teams']:,} teams over three years")
    figures.say("folding every question anew", found["fold"], "s")
    figures.at_most("all teams together, cold", found["all"], ALL_SECONDS, "s")
    figures.at_most("each team apart, cold", found["apart"], ALL_SECONDS, "s")
    figures.at_most("the page of one team", found["page_ms"], PAGE_MS, "ms")
    figures.say("  queries", found["queries"])
