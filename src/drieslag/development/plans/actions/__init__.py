"""The writers of goals and of what is done for them."""

from drieslag.development.plans.actions.activities import (
    add_activity,
    change_activity,
    erase_activity,
    mark_done,
    undo_done,
)
from drieslag.development.plans.actions.asides import Beside, keep_beside
from drieslag.development.plans.actions.goals import (
    Came,
    add_goal,
    change_goal,
    drop_goal,
    end_goal,
    erase_goal,
    link_theme,
    link_thread,
    look_back_later,
    rest_goal,
    resume_goal,
    step_this_week,
)
from drieslag.development.plans.actions.weeks import (
    begin_applying,
    note_week,
    set_most_active,
    set_week_day,
    stop_applying,
)

__all__ = [
    "Beside",
    "Came",
    "add_activity",
    "add_goal",
    "begin_applying",
    "change_activity",
    "change_goal",
    "drop_goal",
    "end_goal",
    "erase_activity",
    "erase_goal",
    "keep_beside",
    "link_theme",
    "link_thread",
    "look_back_later",
    "mark_done",
    "note_week",
    "rest_goal",
    "resume_goal",
    "set_most_active",
    "set_week_day",
    "step_this_week",
    "stop_applying",
    "undo_done",
]
