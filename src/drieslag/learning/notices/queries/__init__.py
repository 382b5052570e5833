"""Reading notices."""

from drieslag.learning.notices.queries.feeds import Served, feeds_of, get_feed, serve, teams_of, window_of

__all__ = ["Served", "feeds_of", "get_feed", "serve", "teams_of", "window_of"]
