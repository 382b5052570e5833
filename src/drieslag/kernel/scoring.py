"""From answers to scores: reversing, the score of one person on one scale, and the mean of a team."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

ANSWERED_SHARE = Fraction(2, 3)


@dataclass(frozen=True)
class AnswerScale:
    """The answers that an item allows: whole numbers from `low` to `high`."""

    low: int
    high: int

    def __post_init__(self) -> None:
        if self.low >= self.high:
            raise ValueError(f"a scale runs upwards: {self.low} to {self.high}")

    def check(self, value: int) -> int:
        """Return `value`. Raises ValueError when the scale does not have it."""
        if not self.low <= value <= self.high:
            raise ValueError(f"{value} is not on the scale from {self.low} to {self.high}")
        return value


@dataclass(frozen=True)
class ItemAnswer:
    """What one person answered to one item; `value` is None when it was skipped."""

    value: int | None
    reversed: bool = False


def reverse(value: int, scale: AnswerScale) -> int:
    """Turn an answer round: the lowest becomes the highest."""
    return scale.low + scale.high - scale.check(value)


def scale_score(answers: Sequence[ItemAnswer], scale: AnswerScale, *, required: int | None = None) -> float | None:
    """Return one person's mean over the items answered, or None when too few were.

    Two thirds of the items are asked for, unless the instrument itself says how many (`required`). Nothing is ever
    filled in for a person.
    """
    given = [reverse(a.value, scale) if a.reversed else scale.check(a.value) for a in answers if a.value is not None]
    enough = len(given) >= (len(answers) * ANSWERED_SHARE if required is None else required)
    return sum(given) / len(given) if given and enough else None


def team_mean(person_scores: Iterable[float | None]) -> float | None:
    """Return the mean of the persons' scores, never of their items: who answered more does not count for more."""
    scores = [score for score in person_scores if score is not None]
    return sum(scores) / len(scores) if scores else None
