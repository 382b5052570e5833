"""Who sees which contribution, in which step, at which moment: one function that every page, stream and report asks.

The order of the cases is the argument. What is gone is gone for all; a writer never loses sight of what was just
written; what a facilitator hid is left to its author alone; then the closed cards; and a name shows last and least.
"""

from dataclasses import dataclass
from enum import StrEnum

from drieslag.kernel.format import Readers, Showing


class Viewer(StrEnum):
    """From where one looks. A facilitator who looks at an own contribution is its author.

    An outsider is someone of the team who is not in the meeting. People from elsewhere get no row to ask about.
    """

    AUTHOR = "author"
    PARTICIPANT = "participant"
    FACILITATOR = "facilitator"
    SCREEN = "screen"
    OUTSIDER = "outsider"


class Moment(StrEnum):
    """When one looks, seen from the step of the contribution."""

    RUNNING = "running"
    OVER = "over"  # the meeting is in another step
    CLOSED = "closed"  # the meeting has ended


@dataclass(frozen=True)
class Facts:
    """What must be known of a contribution, and nothing that could say more."""

    showing: Showing
    opened: bool = False  # means nothing for a step that is open from the start
    hidden: bool = False  # by the facilitator
    withdrawn: bool = False  # by its author
    moment: Moment = Moment.RUNNING
    readers: Readers = Readers.TEAM


@dataclass(frozen=True)
class Seeing:
    """What one sees: its words, whose they are, and that there is something at all. `note`: say that it was hidden."""

    text: bool = False
    author: bool = False
    exists: bool = False
    note: bool = False


NOTHING = Seeing()
CARD = Seeing(exists=True)  # a closed card: there is something, not what, not whose


def see(viewer: Viewer, facts: Facts) -> Seeing:
    """Return what this viewer sees of a contribution with these facts."""
    if facts.withdrawn:
        return NOTHING  # its words are erased; a trace would tell that someone had second thoughts
    if viewer is Viewer.AUTHOR:
        # Only the device knows an anonymous author; there, too, no name stands beside the words.
        return Seeing(text=True, author=facts.showing is not Showing.ANONYMOUS, exists=True, note=facts.hidden)
    if viewer is Viewer.OUTSIDER and not _outsider_may_read(facts):
        return NOTHING
    if facts.hidden:
        # The facilitator keeps a card to put it back by, without its words.
        return Seeing(exists=True, note=True) if viewer is Viewer.FACILITATOR else NOTHING
    if facts.showing is Showing.OPEN or facts.opened:
        return Seeing(text=True, author=facts.showing is not Showing.ANONYMOUS, exists=True)
    # Cards lie on the table while they are written and wait. Anonymous slips are not even counted one by one, and
    # what was never opened before the end is nobody's to know of.
    waits = facts.showing is Showing.HIDDEN and facts.moment is not Moment.CLOSED
    return CARD if waits else NOTHING


def _outsider_may_read(facts: Facts) -> bool:
    return facts.moment is Moment.CLOSED and facts.readers is Readers.TEAM
