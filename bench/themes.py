"""Which themes live among 50,000 professionals: making the figures of a quarter with their disclosure, and the page.

The figures are made at night, once a quarter, from a row a goal; the page reads what was made. Both are measured on a
fresh connection: a 40 of themes, two goals a person, 5,000 teams of two to eighteen people, of which every tenth works
mostly at one theme, so that there are figures of teams as well.
"""

from bench.figures import Figures
from bench.ready import told_by

FREEZE_MS, PAGE_MS = 10_000, 300  # nobody waits for what a night makes


def measure(figures: Figures) -> None:
    """Measure in a process of its own, on a database of its own."""
    found = told_by("bench.themes_run")
    people, goals = found["people"], found["goals"]
    figures.head(f"Which themes live: {people:,} professionals with {goals:,} goals at {found['themes']} themes")
    figures.at_most("the figures of a quarter, disclosure included", found["freeze_ms"], FREEZE_MS, "ms")
    figures.say("  of which disclosure alone", found["disclosure_ms"], "ms")
    figures.say("  figures that may be shown", found["figures"])
    figures.say("  of these, of a team", found["team_figures"])
    figures.at_most("the page of the learning adviser, cold", found["cold_ms"], PAGE_MS, "ms")
    figures.at_most("the page of the learning adviser", found["page_ms"], PAGE_MS, "ms")
    figures.say("  queries", found["queries"])
