"""The writers of notices."""

from drieslag.learning.notices.actions.feeds import choose_titles, drop_ended, make_feed, stop_feed

__all__ = ["choose_titles", "drop_ended", "make_feed", "stop_feed"]
