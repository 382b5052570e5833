"""A training's figures from people's private answers, so that nobody can be computed from them (trust.md, Minimums).

A figure is frozen once five people looked back, and anew only when at least three more did: what lies between two
figures is then never one person's or two people's. Answers that are all alike give no figure, since it would be
everybody's answer. What was frozen stays, whatever is changed or erased later.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from drieslag.kernel.disclosure import MINIMUMS, Mean, Shown, enough, mean_of
from drieslag.kernel.scoring import AnswerScale
from drieslag.learning.spread.answers import Answers

MOST_COUNTED = 10  # somebody who tried more often counts as ten, so that one person moves a mean little
TRIED = AnswerScale(0, MOST_COUNTED)
STUCK = AnswerScale(0, 100)
STEP = 5  # a percentage by own estimate is no finer


@dataclass(frozen=True)
class Frozen:
    """A figure as it is shown: of how many, how often tried, how much stuck; None where that stays unseen."""

    people: int
    tried: float | None
    stuck: int | None


def due(counted: int, fresh: int) -> bool:
    """Return whether a figure may be frozen: over `counted` people of whom `fresh` stand in none yet."""
    whole = enough(counted + fresh, MINIMUMS.private_acts)
    return isinstance(whole, Shown) and fresh >= MINIMUMS.changed_members


def freeze(answers: Sequence[Answers]) -> Frozen:
    """Return the figure over these people's answers, one each."""
    tried = [float(min(each.tried, MOST_COUNTED)) for each in answers]
    stuck = [float(each.stuck) for each in answers if each.stuck is not None]
    share = _mean(stuck, STUCK) if len(stuck) == len(answers) else None
    return Frozen(len(answers), _mean(tried, TRIED), None if share is None else round(share / STEP) * STEP)


def over_all(figures: Sequence[Frozen]) -> int | None:
    """Return how much stuck over all trainings, from what is shown of each: so it gives nothing more away."""
    known = [(figure.people, figure.stuck) for figure in figures if figure.stuck is not None]
    people = sum(count for count, _ in known)
    return round(sum(count * share for count, share in known) / people / STEP) * STEP if people else None


def _mean(values: list[float], scale: AnswerScale) -> float | None:
    match mean_of(values, len(values), scale):
        case Shown(value=Mean(value=mean)):
            return mean
        case _:
            return None
