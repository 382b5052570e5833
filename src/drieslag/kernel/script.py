"""A meeting as a state machine: a format and what happened, in order, give the state; nothing else does.

Pure: no clock, no storage. `check` says whether an event is legal now and raises a typed `IllegalMove` with a reason;
`apply` makes the next state; `fold` does so for a whole history. Writing within a step is in `kernel.writing`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum
from types import MappingProxyType

from drieslag.kernel import moves
from drieslag.kernel.format import Format, Showing, Step, StepKind, Text
from drieslag.kernel.moves import AlreadyMoved, CloseReason, Event, IllegalMove, Person, Reason, Seat

MOST_ADDED_MINUTES = 60
TURNS = "turns"
REVIEW_KEY = "review"


class Phase(StrEnum):
    """Where a meeting is."""

    PLANNED = "planned"
    RUNNING = "running"
    PAUSED = "paused"
    CLOSED = "closed"


NEXT_PHASES: Mapping[Phase, frozenset[Phase]] = MappingProxyType(
    {
        Phase.PLANNED: frozenset({Phase.RUNNING}),
        Phase.RUNNING: frozenset({Phase.PAUSED, Phase.CLOSED}),
        Phase.PAUSED: frozenset({Phase.RUNNING, Phase.CLOSED}),
        Phase.CLOSED: frozenset(),
    }
)


@dataclass(frozen=True)
class Turns:
    """Who speaks when in one step; `at` is the place of whoever's turn it is."""

    order: tuple[Seat, ...]
    at: int = 0
    declined: frozenset[Seat] = frozenset()

    @property
    def whose(self) -> Seat | None:
        """Return whose turn it is; None once everyone has been asked."""
        return self.order[self.at] if self.at < len(self.order) else None


def _nothing[K, V]() -> Mapping[K, V]:
    return MappingProxyType({})


@dataclass(frozen=True)
class State:
    """A meeting at one moment. `used` are the seconds of each step without the stretch that runs now."""

    phase: Phase = Phase.PLANNED
    step: str = ""
    reached: frozenset[str] = frozenset()
    started_at: datetime | None = None
    running_since: datetime | None = None  # the stretch that runs now; None when the clock stands still
    paused_at: datetime | None = None
    closed_at: datetime | None = None
    close_reason: CloseReason | None = None
    used: Mapping[str, float] = field(default_factory=_nothing)
    added: Mapping[str, int] = field(default_factory=_nothing)
    opened: frozenset[str] = frozenset()
    turns: Mapping[str, Turns] = field(default_factory=_nothing)
    drawn: Mapping[str, moves.Drawn] = field(default_factory=_nothing)
    named: frozenset[str] = frozenset()  # anonymous steps that go on with names
    shown: Mapping[str, moves.Shown] = field(default_factory=_nothing)  # drawn, and there for all to read
    groups: Mapping[str, tuple[tuple[Seat, ...], ...]] = field(default_factory=_nothing)
    facilitator: Person | None = None
    stands_in_for: Person | None = None

    @property
    def last_groups(self) -> tuple[tuple[Seat, ...], ...]:
        """The groups that were formed last; they hold until there are others."""
        return tuple(self.groups.values())[-1] if self.groups else ()

    @property
    def is_live(self) -> bool:
        """Whether people are together in it now, with the clock running or paused."""
        return self.phase in {Phase.RUNNING, Phase.PAUSED}


def fold(format_: Format, events: Iterable[Event]) -> State:
    """Return the state that a history leads to. It was checked when it was written, so it is not checked again."""
    state = State()
    for event in events:
        state = apply(format_, state, event)
    return state


def apply(format_: Format, state: State, event: Event) -> State:
    """Return the state after one legal event."""
    match event:
        case moves.Started():
            first = format_.steps[0].key
            began = replace(state, phase=Phase.RUNNING, started_at=event.at, facilitator=event.facilitator)
            return replace(began, step=first, reached=frozenset({first}), running_since=event.at)
        case moves.Moved():
            stopped = _stop_clock(state, event.at)
            there = replace(stopped, phase=Phase.RUNNING, step=event.to_step, reached=state.reached | {event.to_step})
            return replace(there, running_since=event.at, paused_at=None)
        case moves.Paused():
            return replace(_stop_clock(state, event.at), phase=Phase.PAUSED, paused_at=event.at)
        case moves.Resumed():
            return replace(state, phase=Phase.RUNNING, paused_at=None, running_since=event.at)
        case moves.Closed():
            stopped = replace(_stop_clock(state, event.at), phase=Phase.CLOSED, paused_at=None)
            return replace(stopped, closed_at=event.at, close_reason=event.reason)
        case _:
            return _apply_within_step(state, event)


def _apply_within_step(state: State, event: Event) -> State:
    match event:
        case moves.HandedOver():
            return replace(state, facilitator=event.to, stands_in_for=None)
        case moves.TakenOver():
            return replace(state, facilitator=event.by, stands_in_for=state.stands_in_for or state.facilitator)
        case moves.GivenBack():
            return replace(state, facilitator=state.stands_in_for, stands_in_for=None)
        case moves.TimeAdded():
            return replace(state, added=_put(state.added, event.step, state.added.get(event.step, 0) + event.minutes))
        case moves.TurnsOrdered() | moves.TurnPassed():
            return replace(state, turns=_put(state.turns, event.step, _turns_after(state, event)))
        case _:
            return _apply_to_cards(state, event)


def _apply_to_cards(state: State, event: Event) -> State:
    match event:
        case moves.Opened():
            return replace(state, opened=state.opened | {event.step})
        case moves.MadeNamed():
            return replace(state, named=state.named | {event.step})
        case moves.Drawn():
            return replace(state, drawn=_put(state.drawn, event.step, event))
        case moves.PutBack():
            return replace(state, drawn=MappingProxyType({k: v for k, v in state.drawn.items() if k != event.step}))
        case moves.Shown():
            return replace(state, shown=_put(state.shown, event.step, event))
        case moves.GroupsFormed():
            others = {key: groups for key, groups in state.groups.items() if key != event.step}
            return replace(state, groups=_put(others, event.step, event.groups))
        case _:
            raise TypeError(event)


def _put[K, V](mapping: Mapping[K, V], key: K, value: V) -> Mapping[K, V]:
    return MappingProxyType({**mapping, key: value})


def _stop_clock(state: State, at: datetime) -> State:
    """Add the stretch that runs to its step's used seconds. A clock that went backwards costs nobody time."""
    if state.running_since is None:
        return state
    stretch = max(0.0, (at - state.running_since).total_seconds())
    return replace(
        state, used=_put(state.used, state.step, state.used.get(state.step, 0.0) + stretch), running_since=None
    )


def _turns_after(state: State, event: moves.TurnsOrdered | moves.TurnPassed) -> Turns:
    """Late comers join at the end: a turn that was had, or runs, is never moved."""
    turns = state.turns.get(event.step, Turns(order=()))
    if isinstance(event, moves.TurnsOrdered):
        return replace(turns, order=tuple(dict.fromkeys((*turns.order, *event.order))))
    declined = turns.declined | {event.seat} if event.declined else turns.declined
    return replace(turns, at=turns.at + 1, declined=declined)


def check(format_: Format, state: State, event: Event) -> None:
    """Raise IllegalMove when this cannot happen now; AlreadyMoved when someone else's press did it just before."""
    if isinstance(event, moves.Started):
        _refuse_if(state.phase is not Phase.PLANNED, AlreadyMoved(Reason.ALREADY_STARTED))
        return
    _refuse_if(state.phase is Phase.PLANNED, IllegalMove(Reason.NOT_STARTED))
    _refuse_if(state.phase is Phase.CLOSED, IllegalMove(Reason.CLOSED))
    match event:
        case moves.Moved():
            _check_moved(format_, state, event)
        case moves.Paused():
            _refuse_if(state.phase is Phase.PAUSED, AlreadyMoved(Reason.PAUSED))
        case moves.Resumed():
            _refuse_if(state.phase is not Phase.PAUSED, AlreadyMoved(Reason.NOT_PAUSED))
        case moves.HandedOver():
            _refuse_if(event.to == state.facilitator, AlreadyMoved(Reason.ALREADY_FACILITATES))
        case moves.TakenOver():
            _refuse_if(event.by == state.facilitator, AlreadyMoved(Reason.ALREADY_FACILITATES))
        case moves.GivenBack():
            _refuse_if(state.stands_in_for is None, AlreadyMoved(Reason.NO_STAND_IN))
        case moves.Opened():
            _check_opened(format_, state, event)
        case moves.Closed():
            pass
        case _:
            _check_within_step(format_, state, event)


def _refuse_if(illegal: bool, why: IllegalMove) -> None:
    if illegal:
        raise why


def _check_moved(format_: Format, state: State, event: moves.Moved) -> None:
    here, there = position(format_, event.from_step), position(format_, event.to_step)
    _refuse_if(event.from_step != state.step, AlreadyMoved(Reason.ALREADY_MOVED))
    _refuse_if(abs(here - there) != 1, IllegalMove(Reason.NOT_NEXT))


def _check_opened(format_: Format, state: State, event: moves.Opened) -> None:
    position(format_, event.step)
    _refuse_if(not format_.step(event.step).opens, IllegalMove(Reason.NEVER_CLOSED))
    _refuse_if(event.step in state.opened, AlreadyMoved(Reason.ALREADY_OPEN))
    _refuse_if(event.step not in state.reached, IllegalMove(Reason.STEP_NOT_REACHED))


def _check_within_step(format_: Format, state: State, event: Event) -> None:
    """Check what only makes sense in the step that runs."""
    assert isinstance(
        event,
        moves.TimeAdded
        | moves.TurnsOrdered
        | moves.TurnPassed
        | moves.MadeNamed
        | moves.Drawn
        | moves.PutBack
        | moves.Shown
        | moves.GroupsFormed,
    )
    position(format_, event.step)
    _refuse_if(event.step != state.step, AlreadyMoved(Reason.ALREADY_MOVED))
    step = format_.step(event.step)
    match event:
        case moves.TimeAdded():
            _refuse_if(
                not 1 <= event.minutes <= MOST_ADDED_MINUTES, IllegalMove(Reason.BAD_MINUTES, MOST_ADDED_MINUTES)
            )
        case moves.TurnsOrdered():
            _refuse_if(step.speaks != TURNS or not event.order, IllegalMove(Reason.NO_TURNS))
        case moves.TurnPassed():
            _check_turn_passed(state, event)
        case moves.MadeNamed():
            _refuse_if(event.step in state.named, AlreadyMoved(Reason.NOT_ANONYMOUS))
            _refuse_if(not step.is_anonymous or event.step in state.opened, IllegalMove(Reason.NOT_ANONYMOUS))
        case moves.Drawn():
            _refuse_if(step.kind is not StepKind.DRAW, IllegalMove(Reason.WRONG_KIND))
            _refuse_if(event.step in state.drawn, AlreadyMoved(Reason.ALREADY_DRAWN))
        case moves.PutBack() | moves.Shown():
            _refuse_if(event.step in state.shown, AlreadyMoved(Reason.ALREADY_SHOWN))
            drawn = state.drawn.get(event.step)
            _refuse_if(drawn is None or drawn.slip != event.slip, AlreadyMoved(Reason.NOT_DRAWN))
        case _:
            seats = [seat for group in event.groups for seat in group]
            _refuse_if(step.kind is not StepKind.GROUPS, IllegalMove(Reason.WRONG_KIND))
            _refuse_if(len(seats) != len(set(seats)) or not all(event.groups), IllegalMove(Reason.BAD_GROUPS))


def _check_turn_passed(state: State, event: moves.TurnPassed) -> None:
    turns = state.turns.get(event.step)
    _refuse_if(turns is None or turns.whose is None, IllegalMove(Reason.NO_TURNS))
    assert turns is not None
    _refuse_if(turns.whose != event.seat, AlreadyMoved(Reason.NOT_YOUR_TURN))


def planned_seconds(format_: Format, state: State, step_key: str) -> int:
    """Return the seconds that a step may take: as written, plus what the facilitator added."""
    return (format_.step(step_key).minutes + state.added.get(step_key, 0)) * 60


def used_seconds(state: State, step_key: str, now: datetime) -> float:
    """Return the seconds that a step took so far, the stretch that runs included, pauses not."""
    used = state.used.get(step_key, 0.0)
    if state.running_since is None or state.step != step_key:
        return used
    return used + max(0.0, (now - state.running_since).total_seconds())


def deadline(format_: Format, state: State) -> datetime | None:
    """Return when the step that runs has used its time; None while the clock stands still. It never blocks."""
    if state.running_since is None:
        return None
    left = planned_seconds(format_, state, state.step) - state.used.get(state.step, 0.0)
    return state.running_since + timedelta(seconds=left)


def seconds_left(format_: Format, state: State, now: datetime) -> float:
    """Return the seconds that the present step still has; below zero when it is over its time."""
    return planned_seconds(format_, state, state.step) - used_seconds(state, state.step, now) if state.step else 0.0


def position(format_: Format, step_key: str) -> int:
    """Return the place of a step, from 0. Raises IllegalMove when the format has no such step."""
    for index, step in enumerate(format_.steps):
        if step.key == step_key:
            return index
    raise IllegalMove(Reason.NO_SUCH_STEP)


def neighbour(format_: Format, step_key: str, distance: int) -> Step | None:
    """Return the step before (-1) or after (1) this one; None at the ends."""
    index = position(format_, step_key) + distance
    return format_.steps[index] if 0 <= index < len(format_.steps) else None


def is_over(format_: Format, state: State, step_key: str) -> bool:
    """Whether the meeting was in this step and is now elsewhere, or has ended."""
    position(format_, step_key)
    return step_key in state.reached and (state.phase is Phase.CLOSED or state.step != step_key)


def is_open(format_: Format, state: State, step_key: str) -> bool:
    """Whether what is written in this step may be read by the others."""
    return not format_.step(step_key).opens or step_key in state.opened


def as_it_runs(format_: Format, state: State) -> Format:
    """Return the format with the steps as this meeting has them: an anonymous step may go on with names."""
    if not state.named:
        return format_
    steps = (replace(s, showing=Showing.HIDDEN) if s.key in state.named else s for s in format_.steps)
    return replace(format_, steps=tuple(steps))


def with_review(format_: Format) -> Format:
    """Return the format with looking back on due try-outs as its first step, unless it has one (H21).

    Its minutes come on top: a format that must take exactly its minutes keeps those for its own steps.
    """
    if any(step.kind is StepKind.REVIEW for step in format_.steps):
        return format_
    return replace(format_, steps=(REVIEW, *format_.steps), minutes=format_.minutes + REVIEW.minutes)


REVIEW = Step(
    key=REVIEW_KEY,
    kind=StepKind.REVIEW,
    title=Text("Terug op wat we uitprobeerden", "Back to what we tried"),
    say=Text(
        "Eerst kijken we terug op wat we de vorige keer afspraken. Wat zagen we?",
        "First we look back on what we agreed last time. What did we see?",
    ),
    minutes=5,
    ask=Text(
        "Wat heb je gedaan? Wat gebeurde er? Wat leer je ervan?", "What did you do? What happened? What did you learn?"
    ),
    silence=Text(
        "Nog niets gedaan is ook een antwoord: vraag wat in de weg stond.",
        "Not done yet is an answer too: ask what stood in the way.",
    ),
)
