"""Reading self-evaluations, the profile, and the mirror beside them."""

from drieslag.development.evaluations.queries.mirror import Beside, Line, beside
from drieslag.development.evaluations.queries.own import (
    Opened,
    StandingRow,
    before,
    get_own,
    get_view,
    listed,
    opened,
    profile,
    standings,
    views_of,
)

__all__ = [
    "Beside",
    "Line",
    "Opened",
    "StandingRow",
    "before",
    "beside",
    "get_own",
    "get_view",
    "listed",
    "opened",
    "profile",
    "standings",
    "views_of",
]
