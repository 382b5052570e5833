"""Reading support: each page in a fixed number of queries."""

from drieslag.learning.support.queries.buddies import Buddies, DueTalk, Own, buddies_of, due_talks, get_pair
from drieslag.learning.support.queries.commitment import Taking, get_undertaking, own_part, undertakings_of
from drieslag.learning.support.queries.departure import Leaving, Line, departures_for, get_departure, get_item, leaving
from drieslag.learning.support.queries.help import (
    Asker,
    Exchange,
    Whom,
    asked_of,
    exchange,
    get_question,
    get_request,
    get_word,
    requests_of,
    rounded_lately,
    whom,
)
from drieslag.learning.support.queries.tally import (
    Counted,
    counted,
    get_tally,
    is_live,
    live_meetings,
    tallies_of,
    tally_of,
)

__all__ = [
    "Asker",
    "Buddies",
    "Counted",
    "DueTalk",
    "Exchange",
    "Leaving",
    "Line",
    "Own",
    "Taking",
    "Whom",
    "asked_of",
    "buddies_of",
    "counted",
    "departures_for",
    "due_talks",
    "exchange",
    "get_departure",
    "get_item",
    "get_pair",
    "get_question",
    "get_request",
    "get_tally",
    "get_undertaking",
    "get_word",
    "is_live",
    "leaving",
    "live_meetings",
    "own_part",
    "requests_of",
    "rounded_lately",
    "tallies_of",
    "tally_of",
    "undertakings_of",
    "whom",
]
