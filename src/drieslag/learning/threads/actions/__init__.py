"""The writers of threads: the one door for questions of all origins, and what comes of them."""

from drieslag.learning.threads.actions.folding import fold_everything
from drieslag.learning.threads.actions.handing import give_back, hand_over, recall, take_thread
from drieslag.learning.threads.actions.insight import add_insight, note_exploration, withdraw_insight
from drieslag.learning.threads.actions.looking import (
    add_to_look,
    change_effect,
    evaluate,
    note_effect,
    withdraw_effect,
)
from drieslag.learning.threads.actions.moving import join_threads, part_threads, split_thread, undo_split
from drieslag.learning.threads.actions.sharing import share_result, unshare_result
from drieslag.learning.threads.actions.thread import (
    close_thread,
    describe_picture,
    edit_thread,
    erase_withdrawn,
    lay_aside,
    mark_tough,
    open_thread,
    restore_thread,
    take_up,
    withdraw_thread,
    work_both_sides,
)
from drieslag.learning.threads.actions.try_out import (
    add_try_out,
    change_try_out,
    resume_try_out,
    stop_try_out,
    take_over_try_out,
)

__all__ = [
    "add_insight",
    "add_to_look",
    "add_try_out",
    "change_effect",
    "change_try_out",
    "close_thread",
    "describe_picture",
    "edit_thread",
    "erase_withdrawn",
    "evaluate",
    "fold_everything",
    "give_back",
    "hand_over",
    "join_threads",
    "lay_aside",
    "mark_tough",
    "note_effect",
    "note_exploration",
    "open_thread",
    "part_threads",
    "recall",
    "restore_thread",
    "resume_try_out",
    "share_result",
    "split_thread",
    "stop_try_out",
    "take_over_try_out",
    "take_thread",
    "take_up",
    "undo_split",
    "unshare_result",
    "withdraw_effect",
    "withdraw_insight",
    "withdraw_thread",
    "work_both_sides",
]
