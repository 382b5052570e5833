"""Prompts to reflect by, and which one comes now: one that fits the occasion and was not there lately.

Nothing is drawn by lot: the same notes give the same prompt, so that a page that is opened again asks the same.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from drieslag.kernel.format import Text


class Occasion(StrEnum):
    """On what occasion somebody writes."""

    QUIET = "quiet"  # a quiet moment, for no reason
    MEETING = "meeting"
    TRY_OUT = "try_out"
    RESIDENT = "resident"
    COLLEAGUE = "colleague"
    FIRST_TIME = "first_time"
    HARD = "hard"
    MORAL = "moral"
    TRAINING = "training"
    DRIVES = "drives"
    WEEK = "week"


@dataclass(frozen=True)
class Prompt:
    """One sentence to begin from."""

    key: str
    text: Text


@dataclass(frozen=True)
class Prompts:
    """The prompts of one occasion, and how the occasion is called."""

    occasion: Occasion
    name: Text
    prompts: tuple[Prompt, ...]

    def find(self, key: str) -> Prompt | None:
        """Return the prompt with this key, if it is one of these."""
        return next((prompt for prompt in self.prompts if prompt.key == key), None)


def choose(prompts: Sequence[Prompt], lately: Sequence[str], *, after: str = "") -> Prompt:
    """Return the prompt that was not there for the longest time; what was never there goes first.

    `lately` are the keys of earlier notes, the latest first. `after` is the one on the screen that somebody did not
    want: then the one that comes next after it in the same order.
    """
    if not prompts:
        raise ValueError("an occasion without prompts")
    place = {key: number for number, key in reversed(list(enumerate(lately)))}
    never = len(lately)
    turns = sorted(prompts, key=lambda prompt: -place.get(prompt.key, never))
    now = next((number for number, prompt in enumerate(turns) if prompt.key == after), -1)
    return turns[(now + 1) % len(turns)]
