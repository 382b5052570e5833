"""Figures of loops: how many are round, how long each phase takes, where questions stall, what kind of learning it was.

They are computed from what stands of each thread (folding reads that from the journal), so nothing here knows a person.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise
from statistics import median

from drieslag.kernel.cycle import PHASES, STILL_AFTER_WEEKS, Facts, closes_loop, phase, weeks_still
from drieslag.kernel.format import Phase

DAY = 24 * 60 * 60


@dataclass(frozen=True, slots=True)
class Loop:
    """One thread, as it stands."""

    facts: Facts
    tough: bool = False
    aside: bool = False
    levels: tuple[int, int, int] = (0, 0, 0)

    @property
    def counts(self) -> bool:
        """Whether it counts as asked: a tough issue is never unfinished, so it counts once it is round."""
        return not self.tough or closes_loop(self.facts)


@dataclass(frozen=True, slots=True)
class Stay:
    """How long threads were in a phase before they went on: the middle one in days, and of how many."""

    days: float | None
    count: int


@dataclass(frozen=True, slots=True)
class Report:
    """The figures of some threads. `stays` has no last phase: what was shared goes nowhere. `stalled` counts those that
    lie still, in the phase where they lie.
    """

    asked: int
    closed: int
    tough: int
    days_to_round: float | None
    stays: Mapping[Phase, Stay]
    stalled: Mapping[Phase, int]
    levels: tuple[int, int, int]

    @property
    def share(self) -> float | None:
        """The closed part of what was asked; None when nothing was."""
        return self.closed / self.asked if self.asked else None


def report(loops: Iterable[Loop], today: date) -> Report:
    """Return the figures of these threads."""
    every = list(loops)
    counted = [each for each in every if each.counts]
    round_ = [each.facts for each in counted if closes_loop(each.facts)]
    stays: dict[Phase, list[float]] = {each: [] for each in PHASES[:-1]}
    for loop in every:
        for where, days in days_in(loop.facts).items():
            stays[where].append(days)
    still = [phase(each.facts) for each in every if stands_still(each, today)]
    return Report(
        asked=len(counted),
        closed=len(round_),
        tough=sum(each.tough and not closes_loop(each.facts) for each in every),
        days_to_round=_middle([_days(each.asked_at, each.shared_at) for each in round_ if each.shared_at]),
        stays={where: Stay(_middle(days), len(days)) for where, days in stays.items()},
        stalled={where: still.count(where) for where in PHASES[:-1]},
        levels=_sum(each.levels for each in every),
    )


def days_in(facts: Facts) -> dict[Phase, float]:
    """Return for each phase that was left how many days it took until the next one that was reached."""
    reached = [(each, at) for each in PHASES if (at := facts.reached_at(each))]
    return {where: _days(at, after) for (where, at), (_next, after) in pairwise(reached)}


def stands_still(loop: Loop, today: date) -> bool:
    """Whether nothing happened for weeks. What is round, laid aside or a tough issue never stands still."""
    if loop.aside or loop.tough or loop.facts.shared_at:
        return False
    return weeks_still(loop.facts, today) >= STILL_AFTER_WEEKS


def _days(since: datetime, until: datetime) -> float:
    return max((until - since).total_seconds() / DAY, 0.0)


def _middle(days: list[float]) -> float | None:
    return median(days) if days else None


def _sum(levels: Iterable[tuple[int, int, int]]) -> tuple[int, int, int]:
    single = double = triple = 0
    for each in levels:
        single, double, triple = single + each[0], double + each[1], triple + each[2]
    return single, double, triple
