"""The writers of threads: the one door for questions of all origins, and what comes of them."""

from drieslag.learning.threads.actions.insight import add_insight, note_exploration, withdraw_insight
from drieslag.learning.threads.actions.thread import (
    close_thread,
    edit_thread,
    erase_withdrawn,
    lay_aside,
    mark_tough,
    open_thread,
    restore_thread,
    take_up,
    withdraw_thread,
)
from drieslag.learning.threads.actions.try_out import (
    add_try_out,
    change_effect,
    change_try_out,
    note_effect,
    resume_try_out,
    stop_try_out,
    withdraw_effect,
)

__all__ = [
    "add_insight",
    "add_try_out",
    "change_effect",
    "change_try_out",
    "close_thread",
    "edit_thread",
    "erase_withdrawn",
    "lay_aside",
    "mark_tough",
    "note_effect",
    "note_exploration",
    "open_thread",
    "restore_thread",
    "resume_try_out",
    "stop_try_out",
    "take_up",
    "withdraw_effect",
    "withdraw_insight",
    "withdraw_thread",
]
