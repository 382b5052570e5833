"""The writers of notices."""

from drieslag.learning.notices.actions.choices import choose, switch_off, switch_on
from drieslag.learning.notices.actions.feeds import choose_titles, drop_ended, make_feed, stop_feed
from drieslag.learning.notices.actions.own_calendars import forget, subscribe, upload
from drieslag.learning.notices.actions.pushing import add_device, remove_devices

__all__ = [
    "add_device",
    "choose",
    "choose_titles",
    "drop_ended",
    "forget",
    "make_feed",
    "remove_devices",
    "stop_feed",
    "subscribe",
    "switch_off",
    "switch_on",
    "upload",
]
