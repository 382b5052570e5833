"""Reading goals."""

from drieslag.development.plans.queries.asides import beside, new_between
from drieslag.development.plans.queries.choosing import Candidate, candidates
from drieslag.development.plans.queries.goals import (
    Waiting,
    WeekLine,
    active,
    activities_of,
    applies,
    choices,
    first_year,
    get_activity,
    get_goal,
    is_applying,
    monday_of,
    notes_of,
    of_year,
    planning,
    setting,
    this_week,
    waiting,
    words_of,
)
from drieslag.development.plans.queries.listing import ActivityLine, GoalLine, at_work, goals

__all__ = [
    "ActivityLine",
    "Candidate",
    "GoalLine",
    "Waiting",
    "WeekLine",
    "active",
    "activities_of",
    "applies",
    "at_work",
    "beside",
    "candidates",
    "choices",
    "first_year",
    "get_activity",
    "get_goal",
    "goals",
    "is_applying",
    "monday_of",
    "new_between",
    "notes_of",
    "of_year",
    "planning",
    "setting",
    "this_week",
    "waiting",
    "words_of",
]
