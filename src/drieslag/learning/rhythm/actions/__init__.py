"""What people do with a rhythm."""

from drieslag.learning.rhythm.actions.agreeing import agree, agree_on_all, change, end, name_holder, resume
from drieslag.learning.rhythm.actions.keeping import follow_meetings, freeze_week, say_there
from drieslag.learning.rhythm.actions.moments import (
    give_up,
    hold,
    hold_day,
    move,
    move_from_then_on,
    not_now,
    plan_meeting,
    plan_moment,
    undo,
)
from drieslag.learning.rhythm.actions.settings import set_cap, set_hours
from drieslag.learning.rhythm.actions.unfolding import unfold, unfold_all

__all__ = [
    "agree",
    "agree_on_all",
    "change",
    "end",
    "follow_meetings",
    "freeze_week",
    "give_up",
    "hold",
    "hold_day",
    "move",
    "move_from_then_on",
    "name_holder",
    "not_now",
    "plan_meeting",
    "plan_moment",
    "resume",
    "say_there",
    "set_cap",
    "set_hours",
    "undo",
    "unfold",
    "unfold_all",
]
