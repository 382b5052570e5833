"""What can happen in a meeting, and why it sometimes cannot.

An event is a frozen fact with its moment (`at`). Events name what they leave (a step, a turn), so that the same press
made twice, or by two people at once, moves once.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

type Seat = UUID
type Person = UUID


class CloseReason(StrEnum):
    """Why a meeting ended."""

    FINISHED = "finished"  # after the last step
    STOPPED = "stopped"  # earlier, by the facilitator
    FORGOTTEN = "forgotten"  # nobody closed it


class Reason(StrEnum):
    """Why a move is illegal; `learning.meetings.rules` has the sentence that belongs to each."""

    NOT_STARTED = "not_started"
    ALREADY_STARTED = "already_started"
    CLOSED = "closed"
    PAUSED = "paused"
    NOT_PAUSED = "not_paused"
    ALREADY_MOVED = "already_moved"
    NOT_NEXT = "not_next"
    NO_SUCH_STEP = "no_such_step"
    STEP_NOT_REACHED = "step_not_reached"
    STEP_IS_OVER = "step_is_over"
    NOT_YOUR_TURN = "not_your_turn"
    NO_TURNS = "no_turns"
    ALREADY_OPEN = "already_open"
    NEVER_CLOSED = "never_closed"
    NOTHING_WRITTEN_HERE = "nothing_written_here"
    NOT_YOUR_ROLE = "not_your_role"
    TOO_MANY_EACH = "too_many_each"
    TOO_MANY_ALL = "too_many_all"
    TOO_LONG = "too_long"
    TOO_MANY_WORDS = "too_many_words"
    EMPTY = "empty"
    WRONG_KIND = "wrong_kind"
    BAD_MINUTES = "bad_minutes"
    ALREADY_DRAWN = "already_drawn"
    ALREADY_SHOWN = "already_shown"
    NOT_DRAWN = "not_drawn"
    BAD_GROUPS = "bad_groups"
    ALREADY_FACILITATES = "already_facilitates"
    NO_STAND_IN = "no_stand_in"
    NO_SUCH_FIELD = "no_such_field"
    OFF_THE_SCALE = "off_the_scale"
    NO_DOTS_LEFT = "no_dots_left"
    DUE_PAST = "due_past"
    DUE_TOO_LATE = "due_too_late"
    NO_SUCH_OPTION = "no_such_option"
    ANONYMOUS_STEP = "anonymous_step"
    NOT_ANONYMOUS = "not_anonymous"
    SLIPS_ARE_CLOSED = "slips_are_closed"


class IllegalMove(Exception):
    """What was asked cannot be done in this state. `limit` is the number that the sentence may name."""

    def __init__(self, reason: Reason, limit: int = 0) -> None:
        super().__init__(reason.value)
        self.reason = reason
        self.limit = limit


class StepIsOver(IllegalMove):
    """A contribution came for a step that the meeting has left: the page keeps the text and says so."""


class AlreadyMoved(IllegalMove):
    """Someone else pressed just before: what was asked for has already happened, nothing more is needed."""


@dataclass(frozen=True)
class Event:
    """Something that happened in a meeting."""

    at: datetime


@dataclass(frozen=True)
class Started(Event):
    """The meeting began with its first step."""

    facilitator: Person


@dataclass(frozen=True)
class Moved(Event):
    """The meeting went from one step to the next or to the one before."""

    from_step: str
    to_step: str


@dataclass(frozen=True)
class Paused(Event):
    """The clock was stopped."""


@dataclass(frozen=True)
class Resumed(Event):
    """The clock runs again."""


@dataclass(frozen=True)
class TimeAdded(Event):
    """The step that runs got more minutes."""

    step: str
    minutes: int


@dataclass(frozen=True)
class HandedOver(Event):
    """The facilitator gave the meeting to someone else, for good."""

    to: Person


@dataclass(frozen=True)
class TakenOver(Event):
    """A member of the team stands in for a facilitator who gives no sign."""

    by: Person


@dataclass(frozen=True)
class GivenBack(Event):
    """The stand-in gave the meeting back."""


@dataclass(frozen=True)
class TurnsOrdered(Event):
    """The order of speaking in a step; who is already in it keeps the own place."""

    step: str
    order: tuple[Seat, ...]


@dataclass(frozen=True)
class TurnPassed(Event):
    """The turn of `seat` ended; `declined` when the person passed."""

    step: str
    seat: Seat
    declined: bool = False


@dataclass(frozen=True)
class Opened(Event):
    """What was written behind closed cards became visible."""

    step: str


@dataclass(frozen=True)
class MadeNamed(Event):
    """An anonymous step goes on with names, behind closed cards: too few are there for more than that."""

    step: str


@dataclass(frozen=True)
class Drawn(Event):
    """One slip or contribution was drawn blindly. `readers` see it first and may put it back.

    `hashes` and `numbers` are what it was drawn by, so that anybody can compute it again.
    """

    step: str
    slip: UUID
    readers: tuple[Seat, ...] = ()
    hashes: tuple[str, ...] = ()
    numbers: tuple[int, ...] = ()


@dataclass(frozen=True)
class PutBack(Event):
    """What was drawn went back unseen; there may be another draw."""

    step: str
    slip: UUID


@dataclass(frozen=True)
class Shown(Event):
    """What was drawn is there for all to read; it cannot go back any more. `nonce` proves its hash."""

    step: str
    slip: UUID
    nonce: str = ""


@dataclass(frozen=True)
class GroupsFormed(Event):
    """People were divided into pairs or small groups."""

    step: str
    groups: tuple[tuple[Seat, ...], ...]


@dataclass(frozen=True)
class Closed(Event):
    """The meeting ended."""

    reason: CloseReason
