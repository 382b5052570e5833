"""The only writers of meetings: one function a verb of the trade."""

from drieslag.learning.meetings.actions.anonymous import make_named, offer_box
from drieslag.learning.meetings.actions.closing import (
    close,
    close_if_forgotten,
    confirm_attendance,
    erase_old_guests,
)
from drieslag.learning.meetings.actions.contributing import (
    change_contribution,
    check_in,
    contribute,
    hide_contribution,
    rate,
    set_ready,
    show_contribution,
    withdraw,
)
from drieslag.learning.meetings.actions.drawing import confirm_drawn, draw, press_number, put_back
from drieslag.learning.meetings.actions.groups import form_groups
from drieslag.learning.meetings.actions.jar import ensure_jar
from drieslag.learning.meetings.actions.outcomes import decide, harvest, note_effect
from drieslag.learning.meetings.actions.paper import log_on_paper
from drieslag.learning.meetings.actions.planning import cancel, change_plan, open_join_code, plan, start
from drieslag.learning.meetings.actions.running import (
    add_time,
    beat,
    give_back,
    hand_over,
    move,
    open_step,
    pause,
    resume,
    take_over,
)
from drieslag.learning.meetings.actions.seats import (
    admit_guest,
    away,
    back,
    enter,
    give_role,
    join_as_guest,
    leave,
    remove_seat,
)
from drieslag.learning.meetings.actions.turns import order_turns, pass_turn, skip_turn
from drieslag.learning.meetings.actions.voting import vote

__all__ = [
    "add_time",
    "admit_guest",
    "away",
    "back",
    "beat",
    "cancel",
    "change_contribution",
    "change_plan",
    "check_in",
    "close",
    "close_if_forgotten",
    "confirm_attendance",
    "confirm_drawn",
    "contribute",
    "decide",
    "draw",
    "ensure_jar",
    "enter",
    "erase_old_guests",
    "form_groups",
    "give_back",
    "give_role",
    "hand_over",
    "harvest",
    "hide_contribution",
    "join_as_guest",
    "leave",
    "log_on_paper",
    "make_named",
    "move",
    "note_effect",
    "offer_box",
    "open_join_code",
    "open_step",
    "order_turns",
    "pass_turn",
    "pause",
    "plan",
    "press_number",
    "put_back",
    "rate",
    "remove_seat",
    "resume",
    "set_ready",
    "show_contribution",
    "skip_turn",
    "start",
    "take_over",
    "vote",
    "withdraw",
]
