"""How long a portfolio takes on paper, and everything of five years in one file."""

from bench.figures import Figures
from bench.ready import told_by

MOST_PDF_S = 1.0
MOST_ARCHIVE_S = 3.0


def measure(figures: Figures) -> None:
    """Measure in a process of its own, on a database of its own."""
    row = told_by("bench.portfolio_run")
    figures.head(f"A portfolio: {row['items']} parts on paper, {row['rows']} rows of five years in one file")
    figures.at_most("portfolio as tagged PDF, the slowest of five", row["pdf_s"], MOST_PDF_S, "s")
    figures.say("  pages", row["pages"])
    figures.at_most("archive of five years, the slowest of five", row["archive_s"], MOST_ARCHIVE_S, "s")
    figures.say("  size", row["archive_kb"], "kB")
