"""The tables of plans."""

from drieslag.development.plans.models.figures import Asked, ThemeFigure, ThemeQuarter
from drieslag.development.plans.models.goals import (
    LINE_MAX,
    MOST_ACTIVE,
    MOST_ACTIVE_EVER,
    TEXT_MAX,
    Activity,
    Goal,
    GoalNote,
    PlanSetting,
)

__all__ = [
    "LINE_MAX",
    "MOST_ACTIVE",
    "MOST_ACTIVE_EVER",
    "TEXT_MAX",
    "Activity",
    "Asked",
    "Goal",
    "GoalNote",
    "PlanSetting",
    "ThemeFigure",
    "ThemeQuarter",
]
