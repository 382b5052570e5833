"""A meeting with made-up people, played by the engine that runs real ones; nothing is written.

Each step tells when it begins, who speaks and who can write, what shows before and after the cards are turned, and
where it would get stuck.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from uuid import UUID

from drieslag.kernel import moves, script, writing
from drieslag.kernel.format import Format, Step, StepKind
from drieslag.kernel.script import State
from drieslag.kernel.visibility import Facts, Seeing, Viewer, see

BEGIN = datetime(2024, 1, 9, 9, 0, tzinfo=UTC)
USUAL_GROUP = 5
ENOUGH_FOR_NO_NAMES = 5
BREATH = timedelta(seconds=30)  # less a turn is no turn
LONG = 120  # minutes without a break
VIEWERS = (Viewer.PARTICIPANT, Viewer.FACILITATOR, Viewer.SCREEN)
OUTCOMES = frozenset({StepKind.DECIDE, StepKind.HARVEST})
WRITES = frozenset({StepKind.COMPOSE, StepKind.COLLECT, StepKind.ROUND, StepKind.ASK})


class Snag(StrEnum):
    """Where a meeting would get stuck, or disappoint."""

    ROLE_OF_NOBODY = "role_of_nobody"  # nobody has the role that a step asks for: then anybody may write
    NOBODY_CAN = "nobody_can"  # nobody can do what the step asks
    TOO_FEW_FOR_NO_NAMES = "too_few_for_no_names"
    NOTHING_TO_CHOOSE = "nothing_to_choose"  # a vote or a draw about a step in which nobody could write
    HURRIED = "hurried"
    NOT_ALL_FIT = "not_all_fit"
    ONE_GROUP = "one_group"
    NO_OUTCOME = "no_outcome"
    NO_BREAK = "no_break"


@dataclass(frozen=True)
class Somebody:
    """A made-up person: a number, and what they do."""

    number: int
    role: str

    @property
    def key(self) -> UUID:
        """Their key in the engine."""
        return UUID(int=self.number + 1)


@dataclass(frozen=True)
class Scene:
    """One step as it was played."""

    step: Step
    from_minute: int
    turns: tuple[int, ...]  # numbers of people, in order
    groups: tuple[tuple[int, ...], ...]
    writers: tuple[int, ...]
    before: dict[Viewer, Seeing]  # what they see of what somebody else wrote, while the step runs
    after: dict[Viewer, Seeing]  # once the cards are turned, or the step is over
    warnings: tuple[Snag, ...]


@dataclass(frozen=True)
class Rehearsal:
    """The whole, played to its end."""

    people: tuple[Somebody, ...]
    scenes: tuple[Scene, ...]
    minutes: int
    warnings: tuple[Snag, ...]


def rehearse(format_: Format, people: int = USUAL_GROUP) -> Rehearsal:
    """Play a format of one meeting with so many people, or as many as it can have."""
    room = _people(format_, min(max(people, format_.group_min, 1), format_.group_max))
    play = _Play(format_, room)
    return Rehearsal(tuple(room), tuple(play.scenes()), sum(s.minutes for s in format_.steps), tuple(_whole(format_)))


def _people(format_: Format, count: int) -> list[Somebody]:
    """The facilitator first, then a person a role; the others take part."""
    keys = [role.key for role in format_.roles if role.key not in {"facilitator", "participant"}]
    given = ["facilitator", *keys, *["participant"] * count]
    return [Somebody(number, given[number]) for number in range(count)]


def _whole(format_: Format) -> Iterator[Snag]:
    if not any(step.kind in OUTCOMES for step in format_.steps):
        yield Snag.NO_OUTCOME
    talk = [step for step in format_.steps if step.kind is StepKind.TALK]
    if format_.minutes > LONG and not talk:
        yield Snag.NO_BREAK


class _Play:
    """The engine, with the made-up people at the table."""

    def __init__(self, format_: Format, room: list[Somebody]) -> None:
        self.format, self.room = format_, room
        self.state = State()
        self.now = BEGIN
        self.written: set[str] = set()

    def happen(self, event: moves.Event) -> None:
        script.check(self.format, self.state, event)
        self.state = script.apply(self.format, self.state, event)

    def scenes(self) -> Iterator[Scene]:
        self.happen(moves.Started(self.now, self.room[0].key))
        for at, step in enumerate(self.format.steps):
            if at:
                self.happen(moves.Moved(self.now, self.format.steps[at - 1].key, step.key))
            yield self._scene(step)
            self.now += timedelta(minutes=step.minutes)
        self.happen(moves.Closed(self.now, moves.CloseReason.FINISHED))

    def _scene(self, step: Step) -> Scene:
        begin = int((self.now - BEGIN).total_seconds() // 60)
        turns, groups = self._seated(step)
        writers = tuple(one.number for one in self.room if self._can_act(step, one))
        if writers and step.kind in WRITES | OUTCOMES:
            self.written.add(step.key)
        before = self._seen(step, opened=False)
        if step.opens:
            self.happen(moves.Opened(self.now, step.key))
        after = self._seen(step, opened=True)
        warnings = tuple(self._warnings(step, writers, groups))
        return Scene(step, begin, turns, groups, writers, before, after, warnings)

    def _seated(self, step: Step) -> tuple[tuple[int, ...], tuple[tuple[int, ...], ...]]:
        """Put people in turns or groups, as the facilitator's press would."""
        numbers = [one.number for one in self.room]
        turns: tuple[int, ...] = ()
        groups: tuple[tuple[int, ...], ...] = ()
        if step.speaks == script.TURNS:
            turns = (*numbers[1:], numbers[0])
            self.happen(moves.TurnsOrdered(self.now, step.key, tuple(self.room[n].key for n in turns)))
        if step.kind is StepKind.GROUPS:
            size = step.group_size
            cut = [tuple(numbers[at : at + size]) for at in range(0, len(numbers), size)]
            groups = tuple(self._nobody_alone(cut))
            seated = tuple(tuple(self.room[n].key for n in group) for group in groups)
            self.happen(moves.GroupsFormed(self.now, step.key, seated))
        return turns, groups

    def _nobody_alone(self, cut: list[tuple[int, ...]]) -> list[tuple[int, ...]]:
        if len(cut) > 1 and len(cut[-1]) == 1:
            return [*cut[:-2], cut[-2] + cut[-1]]
        return cut

    def _can_act(self, step: Step, one: Somebody) -> bool:
        """Whether this person can do what the step asks: now, or when their turn comes."""
        state = self.state
        turns = state.turns.get(step.key)
        if turns is not None and one.key in turns.order:
            mine = replace(turns, at=turns.order.index(one.key))
            state = replace(state, turns={**state.turns, step.key: mine})
        roles = frozenset({one.role} | ({"facilitator"} if one.number == 0 else set()))
        writer = writing.Writer(one.key, roles, role_is_held=self._is_held(step))
        try:
            self._try(step, state, writer)
        except moves.IllegalMove:
            return False
        return True

    def _try(self, step: Step, state: State, writer: writing.Writer) -> None:
        """Ask the engine the question that a real press would ask. Raises IllegalMove."""
        given = writing.Given()
        match step.kind:
            case StepKind.TALK | StepKind.DRAW | StepKind.GROUPS:
                writing.running_step(self.format, state, step.key)
            case StepKind.REVIEW:
                writing.may_look_back(self.format, state, step.key)
            case StepKind.DECIDE:
                writing.may_decide(self.format, state, step.key, writer, given)
            case StepKind.HARVEST:
                writing.may_harvest(self.format, state, step.key, writer, given)
            case _ if step.is_anonymous:
                writing.may_hand_in_slip(self.format, state, step.key)
            case StepKind.VOTE:
                option = step.options[0].key if step.options else ""
                writing.may_vote(self.format, state, step.key, 1, option)
            case StepKind.RATE:
                writing.may_rate(self.format, state, step.key, step.scales[0].key, step.scales[0].low)
            case _:
                writing.may_contribute(self.format, state, step.key, writer, given)

    def _is_held(self, step: Step) -> bool:
        return step.speaks in {one.role for one in self.room}

    def _seen(self, step: Step, *, opened: bool) -> dict[Viewer, Seeing]:
        facts = Facts(showing=step.showing, opened=opened, readers=self.format.readers)
        return {viewer: see(viewer, facts) for viewer in VIEWERS}

    def _warnings(self, step: Step, writers: tuple[int, ...], groups: tuple[tuple[int, ...], ...]) -> Iterator[Snag]:
        count = len(self.room)
        if step.speaks not in writing.EVERYBODY | {"participant"} and not self._is_held(step):
            yield Snag.ROLE_OF_NOBODY
        if not writers:
            yield Snag.NOBODY_CAN
        if step.is_anonymous and self.format.group_min < ENOUGH_FOR_NO_NAMES:
            yield Snag.TOO_FEW_FOR_NO_NAMES
        if step.source and step.source != "jar" and step.source not in self.written:
            yield Snag.NOTHING_TO_CHOOSE
        if step.speaks == script.TURNS and timedelta(minutes=step.minutes) / count < BREATH:
            yield Snag.HURRIED
        if step.kind in {StepKind.COLLECT, StepKind.ROUND} and 0 < step.max_all < count:
            yield Snag.NOT_ALL_FIT
        if len(groups) == 1:
            yield Snag.ONE_GROUP
