"""What is one's own in a meeting, and what one may do now: fetched under one's own name, never in a fragment."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from drieslag.core.verdict import YES, Verdict, no
from drieslag.kernel import moves, script, writing
from drieslag.kernel.format import Format, Step, StepKind
from drieslag.kernel.moves import IllegalMove
from drieslag.kernel.script import State
from drieslag.kernel.visibility import Viewer
from drieslag.kernel.writing import Given, Writer
from drieslag.learning.meetings.enums import PRESENT
from drieslag.learning.meetings.lots import lots
from drieslag.learning.meetings.models import Contribution, Meeting, Participant, Rating, Vote
from drieslag.learning.meetings.queries.reading import Reading, read
from drieslag.learning.meetings.queries.rows import Eyes, Item, items
from drieslag.learning.meetings.reasons import sentence
from drieslag.learning.meetings.rules import may_facilitate, may_give_back, may_take_over, may_take_part


@dataclass(frozen=True)
class Mine:
    """One's own part of the room."""

    items: tuple[Item, ...]  # of the step that runs
    all_items: Mapping[str, tuple[Item, ...]]
    option_dots: Mapping[str, int]
    card_dots: Mapping[UUID, int]
    dots_left: int
    ratings: Mapping[str, int]  # of the step that runs, by scale
    ready: bool
    my_turn: bool
    is_reader: bool
    drawn_text: str  # for the two first readers
    may_write: Verdict
    group: int | None


def mine(meeting: Meeting, seat: Participant, *, reading: Reading | None = None) -> Mine:
    """Return what this seat wrote, chose and may write now; whoever read the meeting already passes that."""
    found = reading or read(meeting)
    state, step = found.state, found.step
    eyes = Eyes(Viewer.AUTHOR, found.format, state, seat=seat.pk)
    own: dict[str, list[Contribution]] = {}
    for row in found.cards:
        if row.seat_id == seat.pk:
            own.setdefault(row.step_key, []).append(row)
    written = {key: items(rows, eyes, {}, {}) for key, rows in own.items()}
    votes = _votes(found, seat)
    turns = state.turns.get(state.step)
    drawn = state.drawn.get(state.step)
    reads = drawn is not None and seat.pk in drawn.readers and state.step not in state.shown
    return Mine(
        items=written.get(state.step, ()),
        all_items=written,
        option_dots={vote.option_key: vote.dots for vote in votes if vote.option_key},
        card_dots={vote.target_id: vote.dots for vote in votes if vote.target_id},
        dots_left=max(0, step.dots - sum(vote.dots for vote in votes)) if step else 0,
        ratings=_ratings(found, seat),
        ready=bool(state.step) and seat.ready_step == state.step,
        my_turn=turns is not None and turns.whose == seat.pk,
        is_reader=reads,
        drawn_text=_drawn_text(meeting, state, step) if reads and step else "",
        may_write=_may_write(found, seat, len(written.get(state.step, ()))),
        group=next((n for n, g in enumerate(state.last_groups) if seat.pk in g), None),
    )


def _votes(found: Reading, seat: Participant) -> list[Vote]:
    if found.step is None or found.step.kind is not StepKind.VOTE:
        return []
    return list(Vote.objects.filter(meeting=found.meeting, seat=seat, step_key=found.step.key))


def _ratings(found: Reading, seat: Participant) -> dict[str, int]:
    if found.step is None or not found.step.scales:
        return {}
    rows = Rating.objects.filter(meeting=found.meeting, seat=seat, step_key=found.step.key)
    return {row.scale_key: row.value for row in rows}


def _drawn_text(meeting: Meeting, state: State, step: Step) -> str:
    drawn = state.drawn[step.key].slip
    return next((lot.text for lot in lots(meeting, step.source) if lot.key == drawn), "")


def _may_write(found: Reading, seat: Participant, count: int) -> Verdict:
    meeting, step = found.meeting, found.step
    if not (part := may_take_part(seat, meeting)):
        return part
    if step is None:
        return no(sentence(IllegalMove(moves.Reason.NOT_STARTED)))
    leads = {writing.FACILITATOR} if seat.is_of(meeting.facilitator_id) else set()
    held = step.speaks in writing.EVERYBODY or any(
        one.role == step.speaks and one.state in PRESENT for one in found.seats
    )
    writer = Writer(seat=seat.pk, roles=frozenset({seat.role} | leads), role_is_held=held)
    all_ = sum(row.step_key == step.key and row.withdrawn_at is None for row in found.cards)
    ask = {StepKind.DECIDE: writing.may_decide, StepKind.HARVEST: writing.may_harvest}.get(
        step.kind, writing.may_contribute
    )
    given = Given(each=0 if step.kind is StepKind.CHECK_IN else count, all=all_)
    try:
        ask(found.format, found.state, step.key, writer, given)
    except IllegalMove as illegal:
        return no(sentence(illegal))
    return YES


def may(meeting: Meeting, seat: Participant, *, reading: Reading | None = None) -> dict[str, Verdict]:
    """Return for each control whether it may be pressed now, and why not."""
    found_ = reading or read(meeting)
    format_, state = found_.format, found_.state
    leads = may_facilitate(seat, meeting)
    at = meeting.started_at or meeting.planned_at
    step = state.step
    events = {
        "pause": moves.Paused(at),
        "resume": moves.Resumed(at),
        "add_time": moves.TimeAdded(at, step, 1),
        "open_step": moves.Opened(at, step),
        "make_named": moves.MadeNamed(at, step),
        "close": moves.Closed(at, moves.CloseReason.STOPPED),
    }
    found = {name: leads and _legal(format_, state, event) for name, event in events.items()}
    for name, distance in (("next", 1), ("back", -1)):
        there = script.neighbour(format_, step, distance) if step else None
        found[name] = leads if there else no(sentence(IllegalMove(moves.Reason.NOT_NEXT)))
    found["facilitate"] = found["hand_over"] = found["admit"] = found["hide"] = leads
    found["take_over"] = may_take_over(seat, meeting)
    found["give_back"] = may_give_back(seat, meeting) and _legal(format_, state, moves.GivenBack(at))
    return found


def _legal(format_: Format, state: State, event: moves.Event) -> Verdict:
    try:
        script.check(format_, state, event)
    except IllegalMove as illegal:
        return no(sentence(illegal))
    return YES
