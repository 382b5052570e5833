"""Reading meetings: getting one, lists, the whole room in a fixed number of queries, what changed, and the report."""

from drieslag.learning.meetings.pinned import format_of, state_of
from drieslag.learning.meetings.queries.changes import Changes, changes_since
from drieslag.learning.meetings.queries.getting import (
    Closed,
    Upcoming,
    get_due_try_out,
    get_for_audience,
    get_guest_seat,
    get_meeting,
    get_meeting_for,
    get_open_meeting,
    get_own_contribution,
    get_place,
    get_seat,
    get_seat_of_meeting,
    of_team,
    recent_for,
    recent_of,
    seat_of_guest,
    upcoming_for,
    visible_to,
)
from drieslag.learning.meetings.queries.jar import Jar, jar_of
from drieslag.learning.meetings.queries.mine import Mine, may, mine
from drieslag.learning.meetings.queries.reading import Reading, read
from drieslag.learning.meetings.queries.report import ReportPage, report
from drieslag.learning.meetings.queries.room import Room, room
from drieslag.learning.meetings.queries.rows import Drawn, Item, SeatRow, Slips, StepRow, TurnRow

__all__ = [
    "Changes",
    "Closed",
    "Drawn",
    "Item",
    "Jar",
    "Mine",
    "Reading",
    "ReportPage",
    "Room",
    "SeatRow",
    "Slips",
    "StepRow",
    "TurnRow",
    "Upcoming",
    "changes_since",
    "format_of",
    "get_due_try_out",
    "get_for_audience",
    "get_guest_seat",
    "get_meeting",
    "get_meeting_for",
    "get_open_meeting",
    "get_own_contribution",
    "get_place",
    "get_seat",
    "get_seat_of_meeting",
    "jar_of",
    "may",
    "mine",
    "of_team",
    "read",
    "recent_for",
    "recent_of",
    "report",
    "room",
    "seat_of_guest",
    "state_of",
    "upcoming_for",
    "visible_to",
]
