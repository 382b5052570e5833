"""The tables of plans."""

from drieslag.development.plans.models.asides import ActivityAside, GoalAside
from drieslag.development.plans.models.figures import Asked, ThemeFigure, ThemeQuarter
from drieslag.development.plans.models.goals import (
    FRIDAY,
    LINE_MAX,
    MOST_ACTIVE,
    MOST_ACTIVE_EVER,
    SUNDAY,
    TEXT_MAX,
    Activity,
    Goal,
    GoalNote,
    PlanSetting,
)

__all__ = [
    "FRIDAY",
    "LINE_MAX",
    "MOST_ACTIVE",
    "MOST_ACTIVE_EVER",
    "SUNDAY",
    "TEXT_MAX",
    "Activity",
    "ActivityAside",
    "Asked",
    "Goal",
    "GoalAside",
    "GoalNote",
    "PlanSetting",
    "ThemeFigure",
    "ThemeQuarter",
]
