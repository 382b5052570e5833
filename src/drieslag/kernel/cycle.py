"""How far a thread is, derived from what happened to it: nobody sets a phase, so none can be wrong.

A loop is closed when something was tried, looked back on and shared. Exploring and an insight help to get there and are
not asked for: a team that tries at once and learns from it has learned.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from statistics import median

from drieslag.kernel.format import Phase

STILL_AFTER_WEEKS = 4
PHASES = tuple(Phase)


class NextStep(StrEnum):
    """What would bring the thread further."""

    EXPLORE = "explore"
    FIND_INSIGHT = "find_insight"
    TRY = "try"
    KEEP_TRYING = "keep_trying"  # it runs; the day to look back is yet to come
    LOOK_BACK = "look_back"
    SHARE = "share"
    NOTHING = "nothing"


class Group(StrEnum):
    """Where a thread stands on the board."""

    MOVING = "moving"
    STILL = "still"
    TOUGH = "tough"
    ROUND = "round"
    ASIDE = "aside"


@dataclass(frozen=True, slots=True)
class Facts:
    """What happened to a thread: the first time of each phase, and what is under way.

    `tries` counts the try-outs begun, `running` those not yet looked back on, `due_on` the first day to look back.
    """

    asked_at: datetime
    explored_at: datetime | None = None
    insight_at: datetime | None = None
    tried_at: datetime | None = None
    looked_back_at: datetime | None = None
    shared_at: datetime | None = None
    last_moved_at: datetime | None = None
    tries: int = 0
    running: int = 0
    due_on: date | None = None

    def reached_at(self, phase: Phase) -> datetime | None:
        """When the thread first was in this phase."""
        return (
            self.asked_at,
            self.explored_at,
            self.insight_at,
            self.tried_at,
            self.looked_back_at,
            self.shared_at,
        )[PHASES.index(phase)]

    @property
    def moved_at(self) -> datetime:
        """When something last happened."""
        return self.last_moved_at or max(at for at in map(self.reached_at, PHASES) if at is not None)


@dataclass(frozen=True)
class LoopFigures:
    """The figure that the product exists for: how many of the questions are round, and in how many weeks mostly."""

    asked: int
    closed: int
    median_weeks: int | None

    @property
    def share(self) -> float | None:
        """The closed part of what was asked; None when nothing was."""
        return self.closed / self.asked if self.asked else None


def phase(facts: Facts) -> Phase:
    """Return the phase in which a thread is now. A new try-out after an effect takes it back to trying."""
    if facts.shared_at:
        return Phase.SHARED
    if facts.running:
        return Phase.TRY_OUT
    reached = [each for each in PHASES if facts.reached_at(each)]
    return reached[-1]


def closes_loop(facts: Facts) -> bool:
    """Tried, looked back on and shared."""
    return bool(facts.tried_at and facts.looked_back_at and facts.shared_at)


def next_step(facts: Facts, today: date, *, tough: bool = False) -> NextStep:
    """Return what would bring the thread further now. A tough issue gets a new try-out once one was looked back on."""
    if phase(facts) is Phase.TRY_OUT and facts.running:
        due = facts.due_on is not None and facts.due_on <= today
        return NextStep.LOOK_BACK if due else NextStep.KEEP_TRYING
    if tough and phase(facts) is Phase.EFFECT:
        return NextStep.TRY
    return _AFTER[phase(facts)]


# A try-out that was stopped without looking back leaves its thread in the phase of trying: try something else.
_AFTER = {
    Phase.QUESTION: NextStep.EXPLORE,
    Phase.EXPLORATION: NextStep.FIND_INSIGHT,
    Phase.INSIGHT: NextStep.TRY,
    Phase.TRY_OUT: NextStep.TRY,
    Phase.EFFECT: NextStep.SHARE,
    Phase.SHARED: NextStep.NOTHING,
}


def weeks_still(facts: Facts, today: date) -> int:
    """Return for how many whole weeks nothing happened. The time given to a try-out is not standing still."""
    since = facts.moved_at.date()
    if facts.running and facts.due_on is not None:
        since = max(since, facts.due_on)
    return max((today - since).days // 7, 0)


def group(facts: Facts, today: date, *, tough: bool = False, aside: bool = False) -> Group:
    """Return where the thread stands on the board. What was laid aside or is round is never standing still."""
    if aside:
        return Group.ASIDE
    if phase(facts) is Phase.SHARED:
        return Group.ROUND
    if tough:
        return Group.TOUGH
    return Group.STILL if weeks_still(facts, today) >= STILL_AFTER_WEEKS else Group.MOVING


def weeks_to_round(facts: Facts) -> int | None:
    """Return in how many weeks the loop was closed (at least one), or None while it is open."""
    if facts.shared_at is None or not closes_loop(facts):
        return None
    return max(round((facts.shared_at - facts.asked_at).days / 7), 1)


def loop_figures(threads: Iterable[Facts]) -> LoopFigures:
    """Return the share of closed loops and the median of the weeks that they took."""
    taken = [weeks_to_round(facts) for facts in threads]
    weeks = [each for each in taken if each is not None]
    return LoopFigures(len(taken), len(weeks), round(median(weeks)) if weeks else None)
