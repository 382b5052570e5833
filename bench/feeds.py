"""How long a person's calendar takes: three teams, three years of moments, read alike by other programs."""

from bench.figures import Figures
from bench.ready import told_by

MOST_MS = 100


def measure(figures: Figures) -> None:
    """Measure in a process of its own, on a database of its own."""
    figures.head("A person's calendar with three years of moments")
    row = told_by("bench.feeds_run")
    figures.at_most("served, median", row["ms"], MOST_MS, "ms")
    figures.say("moments in it, as another program counts them", row["moments"])
    figures.say("kilobytes", row["kb"])
    figures.say("queries", row["queries"])
    figures.at_most("moments that are read otherwise than computed", row["otherwise"], 0)
