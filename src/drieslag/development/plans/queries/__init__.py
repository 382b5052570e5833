"""Reading goals."""

from drieslag.development.plans.queries.choosing import Candidate, candidates
from drieslag.development.plans.queries.goals import (
    Planned,
    Waiting,
    active,
    activities_of,
    applies,
    at_work,
    choices,
    first_year,
    get_activity,
    get_goal,
    goals,
    is_applying,
    notes_of,
    of_year,
    setting,
    waiting,
    words_of,
)

__all__ = [
    "Candidate",
    "Planned",
    "Waiting",
    "active",
    "activities_of",
    "applies",
    "at_work",
    "candidates",
    "choices",
    "first_year",
    "get_activity",
    "get_goal",
    "goals",
    "is_applying",
    "notes_of",
    "of_year",
    "setting",
    "waiting",
    "words_of",
]
