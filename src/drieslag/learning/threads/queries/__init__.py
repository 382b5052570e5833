"""Reading threads: one thing, the board, the story, what is tried out, what is shared, and figures of loops."""

from drieslag.learning.threads.queries.board import BoardRow, board, facts_of
from drieslag.learning.threads.queries.getting import (
    get_effect,
    get_hand_over,
    get_insight,
    get_joined,
    get_shared,
    get_thread,
    get_try_out,
    get_withdrawn,
    handed_on,
    joinable,
    offers_to,
    open_in,
    open_threads,
    visible_to,
)
from drieslag.learning.threads.queries.loops import report_of, report_of_all, reports_of_teams
from drieslag.learning.threads.queries.sharing import Found, findable
from drieslag.learning.threads.queries.telling import Moment, Told, Turn, Turning, story
from drieslag.learning.threads.queries.trying import (
    DueTryOut,
    Outcomes,
    due_try_outs,
    my_try_outs,
    of_meeting,
    offered_try_outs,
    running_experiments,
)

__all__ = [
    "BoardRow",
    "DueTryOut",
    "Found",
    "Moment",
    "Outcomes",
    "Told",
    "Turn",
    "Turning",
    "board",
    "due_try_outs",
    "facts_of",
    "findable",
    "get_effect",
    "get_hand_over",
    "get_insight",
    "get_joined",
    "get_shared",
    "get_thread",
    "get_try_out",
    "get_withdrawn",
    "handed_on",
    "joinable",
    "my_try_outs",
    "of_meeting",
    "offered_try_outs",
    "offers_to",
    "open_in",
    "open_threads",
    "report_of",
    "report_of_all",
    "reports_of_teams",
    "running_experiments",
    "story",
    "visible_to",
]
