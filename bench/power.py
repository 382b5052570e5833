"""How often a stable team is told of a change over twelve waves, and how often a real one is seen.

Run: python -m bench power. The first is a bound: five in a hundred, for 200 teams of six to fifteen of whom not all
answer, with a mood that a team shares and without. The second is the table of the help page, made anew with fewer runs.
"""

from math import sqrt

import numpy as np

from bench.figures import Figures
from drieslag.kernel import power
from drieslag.kernel.estimates import Wave
from drieslag.kernel.series import FALSE_ALARM, HORIZON, Trend, signal, signals

TEAMS, RUNS = 200, 100
MOODS = (0.0, 0.15)
LASTING = (0.0, 0.5)
KINDS = {"rounds": "two rounds", "pairs": "two rounds of the same people", "series": "four waves after four"}
FURTHEST = 4


def measure(figures: Figures) -> None:
    """Simulate with a fixed seed."""
    figures.head(f"{TEAMS} stable teams, {HORIZON} waves, a look after each from the third on")
    for lasting in LASTING:
        for mood in MOODS:
            random = np.random.default_rng((12, int(100 * mood), int(10 * lasting)))
            teams = [_stable(random, lasting, mood) for _ in range(TEAMS)]
            told = sum(
                any(signal(team[:upto]).verdict is Trend.CHANGE for upto in range(3, HORIZON + 1)) for team in teams
            )
            what = f"told of a change, lasting spread {lasting}, shared mood {mood}"
            figures.at_most(what, 100 * told / TEAMS, 100 * FALSE_ALARM, "%")
            among = sum(each.verdict is Trend.CHANGE for each in signals(teams))
            figures.say("  at the last wave, all teams judged together", among)
    figures.head(f"A change between two rounds or within a series: the table, and {RUNS} runs anew")
    worst = 0.0
    for row, anew in zip(power.TABLE, power.simulate(power.SEED + 1, RUNS), strict=True):
        for kind, name in KINDS.items():
            share, found = getattr(row, kind), getattr(anew, kind)
            worst = max(worst, abs(found - share) / sqrt(max(share * (1 - share), 0.01) / RUNS))
            figures.say(f"{row.people} people, {row.shift} point, {name}: {100 * share:.0f} %; anew", 100 * found, "%")
    figures.at_most("furthest off, in standard errors", worst, FURTHEST)


def _stable(random: np.random.Generator, lasting: float, mood: float) -> list[Wave]:
    people = random.normal(3.4, lasting, int(random.integers(6, 16)))
    waves = []
    for _ in range(HORIZON):
        here = random.permutation(people)[: int(random.integers(5, len(people) + 1))]
        scores = here + random.normal(0, 0.7, len(here)) + random.normal(0, mood)
        waves.append(Wave.of(np.clip(np.round(scores * 4) / 4, 1, 5)))
    return waves
