"""Reading goals."""

from drieslag.development.plans.queries.choosing import Candidate, candidates
from drieslag.development.plans.queries.goals import (
    active,
    activities_of,
    applies,
    choices,
    get_activity,
    get_goal,
    goals,
    is_applying,
    notes_of,
    setting,
    words_of,
)

__all__ = [
    "Candidate",
    "active",
    "activities_of",
    "applies",
    "candidates",
    "choices",
    "get_activity",
    "get_goal",
    "goals",
    "is_applying",
    "notes_of",
    "setting",
    "words_of",
]
