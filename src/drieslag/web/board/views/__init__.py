"""The pages of the board: they translate between a request and the actions of threads, and nothing more."""

from drieslag.web.board.views.boards import mine, team

__all__ = ["mine", "team"]
