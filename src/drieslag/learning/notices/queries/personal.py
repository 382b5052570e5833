"""What stands in somebody's own calendar beside the meetings of their teams.

The parts that keep such things lie above this one, so each says how they are read when it starts. A calendar lies open
on a phone and to whoever its owner shares it with: an entry says no more than that.
"""

from collections.abc import Callable
from dataclasses import dataclass

from drieslag.learning.notices.ics import Entry
from drieslag.learning.notices.queries.moments import Window
from drieslag.people.models import Person


@dataclass(frozen=True, slots=True)
class Wanted:
    """Whose calendar, which part of time, and whether its owner wants titles in it."""

    person: Person
    window: Window
    with_titles: bool


# Reads the entries that begin in the window, in a fixed number of queries and always in one order.
type Reader = Callable[[Wanted], list[Entry]]

_readers: dict[str, Reader] = {}


def add_reader(part: str, read: Reader) -> None:
    """Let a part above this one put what it keeps in people's own calendars."""
    _readers[part] = read


def personal(wanted: Wanted) -> list[Entry]:
    """Return what the parts above have for a person's own calendar; what was called off may be among it."""
    return [entry for read in _readers.values() for entry in read(wanted)]
