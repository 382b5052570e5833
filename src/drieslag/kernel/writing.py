"""What may be written, voted, rated and decided in a step, given the state of the meeting. Pure, as `kernel.script` is.

Every function returns nothing when it may, and raises IllegalMove with a reason when it may not.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from drieslag.kernel.format import Format, Step, StepKind
from drieslag.kernel.moves import IllegalMove, Reason, Seat, StepIsOver
from drieslag.kernel.script import TURNS, Phase, State, position

FACILITATOR = "facilitator"
SCRIBE = "scribe"
MOST_EACH, MOST_OF_ALL = 100, 2_000  # where a step names no limit: more is no conversation
EVERYBODY = frozenset({"all", TURNS, "nobody"})
WRITTEN = frozenset(
    {
        StepKind.CHECK_IN,
        StepKind.COMPOSE,
        StepKind.COLLECT,
        StepKind.ROUND,
        StepKind.ASK,
        StepKind.GROUPS,
        StepKind.RATE,
        StepKind.REVIEW,
    }
)


@dataclass(frozen=True)
class Writer:
    """Who wants to write. `role_is_held`: whether anybody in the room has the role that the step asks for."""

    seat: Seat
    roles: frozenset[str] = frozenset()
    role_is_held: bool = True


@dataclass(frozen=True)
class Given:
    """How much a step already holds: of this person and of everyone. Withdrawn contributions do not count."""

    each: int = 0
    all: int = 0


def may_contribute(format_: Format, state: State, step_key: str, writer: Writer, given: Given) -> None:
    """Whether this person may add something to this step now."""
    step = running_step(format_, state, step_key)
    _refuse_if(step.kind not in WRITTEN, Reason.NOTHING_WRITTEN_HERE)
    _refuse_if(step.is_anonymous, Reason.ANONYMOUS_STEP)
    _check_speaker(state, step, writer)
    check_limits(step, given)


def may_hand_in_slip(format_: Format, state: State, step_key: str) -> None:
    """Whether anonymous slips are taken now: the step runs and has not been opened. Who asks does not matter."""
    step = running_step(format_, state, step_key)
    _refuse_if(not step.is_anonymous, Reason.NOT_ANONYMOUS)
    _refuse_if(step_key in state.opened, Reason.SLIPS_ARE_CLOSED)


def check_text(step: Step, text: str, field_key: str = "") -> None:
    """Whether this text fits the step: something, not too long, in a box that exists."""
    _refuse_if(not text.strip(), Reason.EMPTY)
    if len(text) > step.max_length:
        raise IllegalMove(Reason.TOO_LONG, step.max_length)
    if step.max_words and len(text.split()) > step.max_words:
        raise IllegalMove(Reason.TOO_MANY_WORDS, step.max_words)
    _refuse_if(bool(field_key) and field_key not in {field.key for field in step.fields}, Reason.NO_SUCH_FIELD)


def may_change(format_: Format, state: State, step_key: str) -> None:
    """Whether an own contribution may be changed or withdrawn: only while its step runs."""
    running_step(format_, state, step_key)


def may_vote(format_: Format, state: State, step_key: str, dots: int, option_key: str = "") -> None:
    """Whether someone may have `dots` here in all, with these put on an option or a card."""
    step = running_step(format_, state, step_key)
    _refuse_if(step.kind is not StepKind.VOTE, Reason.WRONG_KIND)
    _refuse_if(step.is_anonymous, Reason.ANONYMOUS_STEP)
    _refuse_if(bool(option_key) and option_key not in {option.key for option in step.options}, Reason.NO_SUCH_OPTION)
    if not 0 <= dots <= step.dots:
        raise IllegalMove(Reason.NO_DOTS_LEFT, step.dots)


def may_rate(format_: Format, state: State, step_key: str, scale_key: str, value: int) -> None:
    """Whether this value may be given on this scale."""
    step = running_step(format_, state, step_key)
    _refuse_if(step.kind not in {StepKind.RATE, StepKind.CHECK_IN}, Reason.WRONG_KIND)
    _refuse_if(step.is_anonymous, Reason.ANONYMOUS_STEP)
    check_scale(step, scale_key, value)


def check_scale(step: Step, scale_key: str, value: int) -> None:
    """Whether the step has this scale and the value lies on it."""
    fits = any(scale.key == scale_key and scale.low <= value <= scale.high for scale in step.scales)
    _refuse_if(not fits, Reason.OFF_THE_SCALE)


def may_decide(format_: Format, state: State, step_key: str, writer: Writer, given: Given) -> None:
    """Whether a try-out may be written down here."""
    step = running_step(format_, state, step_key)
    _refuse_if(step.kind is not StepKind.DECIDE, Reason.WRONG_KIND)
    _check_speaker(state, step, writer)
    check_limits(step, given)


def check_due(step: Step, due_on: date | None, today: date) -> None:
    """Whether the date of a try-out is soon enough for this step, and not past."""
    if due_on is not None and due_on < today:
        raise IllegalMove(Reason.DUE_PAST)
    if step.due_within_days and (due_on is None or due_on > today + timedelta(days=step.due_within_days)):
        raise IllegalMove(Reason.DUE_TOO_LATE, step.due_within_days)


def may_harvest(format_: Format, state: State, step_key: str, writer: Writer, given: Given) -> None:
    """Whether an insight may be written down here."""
    step = running_step(format_, state, step_key)
    _refuse_if(step.kind is not StepKind.HARVEST, Reason.WRONG_KIND)
    _check_speaker(state, step, writer)
    check_limits(step, given)


def may_look_back(format_: Format, state: State, step_key: str) -> None:
    """Whether an effect may be noted on a try-out that was due."""
    step = running_step(format_, state, step_key)
    _refuse_if(step.kind is not StepKind.REVIEW, Reason.WRONG_KIND)


def running_step(format_: Format, state: State, step_key: str) -> Step:
    """Return the step when it is the one that runs (or is paused). Raises StepIsOver for one that was left."""
    index = position(format_, step_key)
    _refuse_if(state.phase is Phase.PLANNED, Reason.NOT_STARTED)
    if state.phase is Phase.CLOSED:
        raise StepIsOver(Reason.CLOSED)
    if step_key != state.step:
        _refuse_if(step_key not in state.reached, Reason.STEP_NOT_REACHED)
        raise StepIsOver(Reason.STEP_IS_OVER)
    return format_.steps[index]


def check_limits(step: Step, given: Given) -> None:
    """Whether the step has room for one more of this person and of all. A step without a limit has a very wide one."""
    each, of_all = step.max_each or MOST_EACH, step.max_all or MOST_OF_ALL
    if given.each >= each:
        raise IllegalMove(Reason.TOO_MANY_EACH, each)
    if given.all >= of_all:
        raise IllegalMove(Reason.TOO_MANY_ALL, of_all)


def _check_speaker(state: State, step: Step, writer: Writer) -> None:
    """The scribe writes for others, so may always; a role that nobody took holds nobody back."""
    if SCRIBE in writer.roles:
        return
    turns = state.turns.get(step.key)
    if step.speaks == TURNS and turns is not None and turns.whose is not None:
        _refuse_if(turns.whose != writer.seat, Reason.NOT_YOUR_TURN)
    if step.speaks not in EVERYBODY:
        allowed = step.speaks in writer.roles or FACILITATOR in writer.roles or not writer.role_is_held
        _refuse_if(not allowed, Reason.NOT_YOUR_ROLE)


def _refuse_if(illegal: bool, reason: Reason) -> None:
    if illegal:
        raise IllegalMove(reason)
