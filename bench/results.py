"""How long a team's result takes: thirty teams, forty questions, twelve rounds; and freezing so many answers."""

from bench.figures import Figures
from bench.ready import told_by

MOST_MS = 100
MOST_S = 2.0


def measure(figures: Figures) -> None:
    """Measure in a process of its own, on a database of its own."""
    figures.head("A team's result: thirty teams, forty questions, twelve rounds")
    row = told_by("bench.results_run")
    figures.at_most("the page of one team, median", row["page_ms"], MOST_MS, "ms")
    figures.say("  of which the program's own processor time, median", row["page_cpu_ms"], "ms")
    figures.say("  queries", row["queries"])
    figures.say("the page of everybody together, median", row["whole_ms"], "ms")
    figures.say("freezing a round of thirty teams", row["freeze_ms"], "ms")
    figures.at_most(
        "50,000 responses of 60 items, 5,000 teams: figures and what may be shown",
        row["all_s"],
        MOST_S,
        "s",
    )
