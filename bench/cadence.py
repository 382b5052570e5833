"""What a year of rhythms costs: the moments of 5,000 teams' agreements, and their beginnings on the clock.

Run: python -m bench cadence. Only the kernel is measured: no database, processor time of one core.
"""

import time
from collections.abc import Callable
from datetime import date, timedelta
from datetime import time as clock_time

from bench.figures import Figures
from drieslag.kernel.cadence import Cadence, Unit, occurrences, starts_at

TEAMS = 5_000
FIRST = date(2026, 1, 1)
LAST = date(2026, 12, 31)
OFTEN = ((1, Unit.WEEK, 5), (1, Unit.WEEK, 15), (1, Unit.WEEK, 45), (2, Unit.WEEK, 30), (6, Unit.WEEK, 75))
MONTHLY = ((1, 1), (6, -1))


def agreements() -> list[Cadence]:
    """What 5,000 teams agreed on: five things by the week and two by the month, each team on a day of its own."""
    made = []
    for team in range(TEAMS):
        begins = FIRST + timedelta(days=team % 28)
        at, weekday = clock_time(8 + team % 9), team % 5
        made += [Cadence(every, unit, weekday, None, begins, None, at, minutes) for every, unit, minutes in OFTEN]
        made += [Cadence(every, Unit.MONTH, weekday, nth, begins, None, at, 60) for every, nth in MONTHLY]
    return made


def seconds(work: Callable[[], object]) -> float:
    """Processor time of one call."""
    started = time.process_time()
    work()
    return time.process_time() - started


def measure(figures: Figures) -> None:
    """All days of a year, then all beginnings as well."""
    rhythm = agreements()
    days = [occurrences(cadence, FIRST, LAST) for cadence in rhythm]
    figures.head(f"{TEAMS:,} teams, {len(rhythm):,} agreements, {sum(map(len, days)):,} moments in a year")
    once = seconds(lambda: [occurrences(cadence, FIRST, LAST) for cadence in rhythm])
    figures.at_most("the days of all of them", once, 2, "s")
    figures.say("making them from rows, with all checks", seconds(agreements), "s")
    begins = seconds(
        lambda: [starts_at(day, each.at) for each, found in zip(rhythm, days, strict=True) for day in found]
    )
    figures.say("their beginnings on the clock", begins, "s")
