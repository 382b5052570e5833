"""How often a change is seen, by the number of people: a table for the help page, and how it was made.

'With eight people you see a shift of one point in … of ten times.' The people are made up: each has a lasting score
around 3.4 on a scale from 1 to 5 (deviation .5) and a mood of the moment (.5); a score is the mean of four items in
whole points. All of the team answer each time. A mood that all share that week is left out: two rounds cannot tell it
from a change, and a series allows for it.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from drieslag.kernel.change import Verdict, change
from drieslag.kernel.estimates import Wave
from drieslag.kernel.series import Trend, signal

type Floats = NDArray[np.float64]

PEOPLE = (5, 8, 12, 15)
SHIFTS = (0.0, 0.5, 1.0)
SEED = 20_261
RUNS = 1_000
LEVEL, LASTS, PASSES = 3.4, 0.5, 0.5
LOW, HIGH, ITEMS = 1, 5, 4
BEFORE, AFTER = 4, 4  # waves of a series


@dataclass(frozen=True)
class Power:
    """How often, as a share, a shift in a team of so many is seen.

    `rounds`: by two anonymous rounds; `pairs`: by two rounds in which people are known, so that each is compared with
    herself; `series`: by the fourth of the waves after the shift, when four went before. At a shift of 0 these are
    the false alarms.
    """

    people: int
    shift: float
    rounds: float
    pairs: float
    series: float


# `simulate(SEED, RUNS)`; tests/kernel/test_power.py makes it anew with fewer runs.
TABLE = (
    Power(5, 0.0, 0.048, 0.000, 0.000),
    Power(5, 0.5, 0.214, 0.000, 0.074),
    Power(5, 1.0, 0.646, 0.000, 0.766),
    Power(8, 0.0, 0.034, 0.035, 0.000),
    Power(8, 0.5, 0.320, 0.324, 0.133),
    Power(8, 1.0, 0.899, 0.856, 0.972),
    Power(12, 0.0, 0.033, 0.033, 0.000),
    Power(12, 0.5, 0.507, 0.522, 0.200),
    Power(12, 1.0, 0.987, 0.980, 0.996),
    Power(15, 0.0, 0.036, 0.030, 0.000),
    Power(15, 0.5, 0.641, 0.673, 0.248),
    Power(15, 1.0, 1.000, 0.998, 0.998),
)


def simulate(seed: int = SEED, runs: int = RUNS) -> tuple[Power, ...]:
    """Return the table made anew: the same for the same seed."""
    return tuple(
        _power(np.random.default_rng((seed, people)), people, shift, runs) for people in PEOPLE for shift in SHIFTS
    )


def _power(random: np.random.Generator, people: int, shift: float, runs: int) -> Power:
    def share(seen: Callable[[list[Floats]], bool], before: int, after: int) -> float:
        shifts = [0.0] * before + [shift] * after
        return sum(seen(_team(random, people, shifts)) for _ in range(runs)) / runs

    def rounds(waves: list[Floats]) -> bool:
        return change(*waves, population=people).verdict in {Verdict.BETTER, Verdict.WORSE}

    def pairs(waves: list[Floats]) -> bool:
        return change(*waves, population=people, paired=True).verdict in {Verdict.BETTER, Verdict.WORSE}

    def series(waves: list[Floats]) -> bool:
        seen = [Wave.of(wave) for wave in waves]
        return any(signal(seen[:upto]).verdict is Trend.CHANGE for upto in range(BEFORE + 1, len(seen) + 1))

    return Power(people, shift, share(rounds, 1, 1), share(pairs, 1, 1), share(series, BEFORE, AFTER))


def _team(random: np.random.Generator, people: int, shifts: list[float]) -> list[Floats]:
    """Return the scores of one made-up team, a wave for each shift."""
    lasting = LEVEL + random.normal(0, LASTS, people)
    scores = [lasting + shift + random.normal(0, PASSES, people) for shift in shifts]
    return [np.clip(np.round(score * ITEMS) / ITEMS, LOW, HIGH) for score in scores]
