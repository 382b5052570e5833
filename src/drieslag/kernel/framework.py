"""The door of frameworks: their parts, whether they make sense, lines from themes and roles, what a version changed."""

from drieslag.kernel.framework_changes import Change, How, What, changes
from drieslag.kernel.framework_check import Finding, alike, check
from drieslag.kernel.framework_lines import Proposal, lines_from_matrix, mix
from drieslag.kernel.framework_parts import (
    NOTHING,
    DevelopmentTheme,
    Framework,
    FunctionRole,
    LearningGoal,
    LearningLine,
    LineStep,
    Standing,
    Status,
    Way,
)

__all__ = [
    "NOTHING",
    "Change",
    "DevelopmentTheme",
    "Finding",
    "Framework",
    "FunctionRole",
    "How",
    "LearningGoal",
    "LearningLine",
    "LineStep",
    "Proposal",
    "Standing",
    "Status",
    "Way",
    "What",
    "alike",
    "changes",
    "check",
    "lines_from_matrix",
    "mix",
]
