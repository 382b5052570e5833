"""Reading notices: feeds, choices, and when people are busy."""

from drieslag.learning.notices.queries.busy import Calendars, busy, calendars_of, fits, get_calendar
from drieslag.learning.notices.queries.choices import get_choice, wanted_by
from drieslag.learning.notices.queries.feeds import Served, feeds_of, get_feed, serve, teams_of, window_of
from drieslag.learning.notices.queries.personal import Wanted, add_reader
from drieslag.learning.notices.queries.push import count_devices, push_key

__all__ = [
    "Calendars",
    "Served",
    "Wanted",
    "add_reader",
    "busy",
    "calendars_of",
    "count_devices",
    "feeds_of",
    "fits",
    "get_calendar",
    "get_choice",
    "get_feed",
    "push_key",
    "serve",
    "teams_of",
    "wanted_by",
    "window_of",
]
