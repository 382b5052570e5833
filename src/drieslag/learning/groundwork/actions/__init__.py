"""The writers of what a team keeps beside its questions."""

from drieslag.learning.groundwork.actions.change import (
    add_line,
    begin_change,
    mark_line,
    put_change,
    remove_line,
    set_cap,
)
from drieslag.learning.groundwork.actions.goal import count_goal, end_goal, resume_goal, set_goal
from drieslag.learning.groundwork.actions.lesson import erase_removed, note_lesson, remove_lesson, return_lesson
from drieslag.learning.groundwork.actions.room import change_room, note_room, return_room, withdraw_room

__all__ = [
    "add_line",
    "begin_change",
    "change_room",
    "count_goal",
    "end_goal",
    "erase_removed",
    "mark_line",
    "note_lesson",
    "note_room",
    "put_change",
    "remove_lesson",
    "remove_line",
    "resume_goal",
    "return_lesson",
    "return_room",
    "set_cap",
    "set_goal",
    "withdraw_room",
]
