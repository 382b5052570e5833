"""The whole room for one page: every part of it as this viewer may see it, in a fixed number of queries."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Sum

from drieslag.core import clock
from drieslag.kernel import script
from drieslag.kernel.format import Format, Keeps, Readers, Step, StepKind
from drieslag.kernel.script import State
from drieslag.kernel.visibility import Viewer
from drieslag.learning.meetings.enums import PRESENT, SeatState
from drieslag.learning.meetings.lots import DRAWN, NUMBERS, lots
from drieslag.learning.meetings.models import Contribution, Meeting, Participant, Rating, Tally, Vote
from drieslag.learning.meetings.queries.reading import Reading, read
from drieslag.learning.meetings.queries.rows import (
    Drawn,
    Eyes,
    Item,
    SeatRow,
    Slips,
    StepRow,
    TurnRow,
    items,
    name_of,
    step_rows,
)
from drieslag.learning.meetings.rules import facilitator_is_silent
from drieslag.learning.threads import queries as threads
from drieslag.privacy.anonymous import queries as store
from drieslag.privacy.anonymous import rules as box_rules
from drieslag.privacy.anonymous.enums import Purpose

COUNTS = (StepKind.VOTE, StepKind.RATE, StepKind.CHECK_IN)
OUTCOMES = (StepKind.DECIDE, StepKind.HARVEST, StepKind.REVIEW)


@dataclass(frozen=True)
class Room:
    """A meeting as one viewer sees it now."""

    meeting: Meeting
    format: Format
    state: State
    step: Step | None
    index: int
    steps: tuple[StepRow, ...]
    now: datetime
    deadline: datetime | None
    seconds_left: int
    items: tuple[Item, ...]
    past: Mapping[str, tuple[Item, ...]]
    closed_cards: int
    present: int
    ready: int
    ready_names: tuple[str, ...]
    seats: tuple[SeatRow, ...]
    waiting: tuple[SeatRow, ...]
    turns: tuple[TurnRow, ...]
    groups: tuple[tuple[str, ...], ...]
    drawn: Drawn | None
    slips: Slips | None
    cards: tuple[Item, ...]  # vote: what the dots go on
    tallies: Mapping[str, Mapping[str, Any]]
    outcomes: threads.Outcomes
    due: tuple[threads.DueTryOut, ...]
    facilitator_name: str
    stands_in_for_name: str
    facilitator_silent: bool

    @property
    def is_open(self) -> bool:
        """Whether what is written in this step can be read."""
        return self.step is None or script.is_open(self.format, self.state, self.step.key)

    @property
    def keeps_outcomes(self) -> bool:
        """Whether only insights and try-outs remain."""
        return self.format.keeps is Keeps.OUTCOMES

    @property
    def stays_inside(self) -> bool:
        """Whether insights and try-outs stay with the participants, instead of on the team's board."""
        return self.format.readers is Readers.PARTICIPANTS


def room(meeting: Meeting, viewer: Viewer, seat: Participant | None = None, *, reading: Reading | None = None) -> Room:
    """Return the room. A fragment for an audience passes no seat, so that nothing in it is anybody's own; whoever read
    the meeting already passes that.
    """
    found = reading or read(meeting)
    format_, state, step, seats = found.format, found.state, found.step, found.seats
    eyes = Eyes(viewer, format_, state, seat=seat.pk if seat else None)
    dots, tallies = _counted(found)
    written = _written(found.cards, eyes, {one.pk: name_of(one) for one in seats}, dots)
    there = [one for one in seats if one.state in PRESENT]
    now = clock.now()
    return Room(
        meeting=meeting,
        format=format_,
        state=state,
        step=step,
        index=script.position(format_, step.key) if step else 0,
        steps=step_rows(format_, state, now),
        now=now,
        deadline=script.deadline(format_, state),
        seconds_left=round(script.seconds_left(format_, state, now)),
        items=written.get(state.step, ()),
        past={key: found for key, found in written.items() if key != state.step and key in state.reached},
        closed_cards=sum(one.is_card for one in written.get(state.step, ())),
        present=len(there),
        **_readiness(step, there, meeting),
        seats=tuple(_seat(one, meeting, step) for one in there),
        waiting=tuple(_seat(one, meeting, step) for one in seats if one.state == SeatState.WAITING)
        if viewer is Viewer.FACILITATOR
        else (),
        turns=_turns(state, seats),
        groups=_groups(state, seats),
        drawn=_drawn(meeting, state, step, found.cards),
        cards=written.get(step.source, ()) if step and step.kind is StepKind.VOTE else (),
        tallies=tallies,
        outcomes=threads.of_meeting(meeting.pk) if found.reached(*OUTCOMES) else threads.Outcomes((), (), ()),
        due=_due(meeting, step),
        facilitator_name=_person_name(seats, state.facilitator, meeting),
        stands_in_for_name=_person_name(seats, state.stands_in_for, meeting),
        facilitator_silent=meeting.is_live and facilitator_is_silent(meeting),
    )


def _written(
    rows: Sequence[Contribution], eyes: Eyes, names: Mapping[UUID, str], dots: Mapping[UUID, int]
) -> dict[str, tuple[Item, ...]]:
    found: dict[str, list[Contribution]] = {}
    for row in rows:
        found.setdefault(row.step_key, []).append(row)
    return {key: items(own, eyes, names, dots) for key, own in found.items()}


def _counted(found: Reading) -> tuple[dict[UUID, int], dict[str, dict[str, Any]]]:
    """The dots on each card, and what votes and scales came to, as far as they may be seen."""
    dots: Counter[UUID] = Counter()
    tallies: dict[str, dict[str, Any]] = {}
    if not found.reached(*COUNTS):
        return dots, tallies
    if found.reached(StepKind.VOTE):
        _count_votes(found, dots, tallies)
    _count_values(found, tallies)
    tallies |= {
        row.step_key: row.data for row in Tally.objects.filter(meeting=found.meeting)
    }  # frozen: anonymous steps
    return dots, tallies


def _count_votes(found: Reading, dots: Counter[UUID], tallies: dict[str, dict[str, Any]]) -> None:
    votes = Vote.objects.filter(meeting=found.meeting).values("step_key", "target_id", "option_key")
    for row in votes.annotate(sum=Sum("dots")):
        if not script.is_open(found.format, found.state, row["step_key"]):
            continue
        if row["target_id"]:
            dots[row["target_id"]] += row["sum"]
        if row["option_key"]:
            tallies.setdefault(row["step_key"], {"options": {}})["options"][row["option_key"]] = row["sum"]


def _count_values(found: Reading, tallies: dict[str, dict[str, Any]]) -> None:
    values = Rating.objects.filter(meeting=found.meeting).values_list("step_key", "scale_key", "value")
    for step_key, scale, value in values:
        if script.is_open(found.format, found.state, step_key):
            scales = tallies.setdefault(step_key, {"values": {}})["values"]
            scales.setdefault(scale, Counter())[value] += 1


def _readiness(step: Step | None, there: list[Participant], meeting: Meeting) -> dict[str, Any]:
    """In a named step one sees who is ready, in an anonymous one how many."""
    if step is None:
        return {"ready": 0, "ready_names": (), "slips": None}
    if step.is_anonymous:
        slips = _slips(meeting, step, len(there))
        return {"ready": slips.ready, "ready_names": (), "slips": slips}
    ready = [one for one in there if one.ready_step == step.key]
    return {"ready": len(ready), "ready_names": tuple(name_of(one) for one in ready), "slips": None}


def _slips(meeting: Meeting, step: Step, present: int) -> Slips:
    rounds = store.open_rounds([meeting.pk])
    box = store.shut_box(Purpose.STEP, meeting.pk, step.key)
    return Slips(
        round=rounds[0] if rounds else None,
        box=box,
        ready=store.count_ready(box) if box else 0,
        may_open=box_rules.may_open_step(present),
    )


def _seat(one: Participant, meeting: Meeting, step: Step | None) -> SeatRow:
    named = step is not None and not step.is_anonymous
    return SeatRow(
        id=one.pk,
        person_id=one.person_id,
        name=name_of(one),
        role=one.role,
        state=SeatState(one.state),
        is_guest=one.is_guest,
        is_facilitator=one.is_of(meeting.facilitator_id),
        ready=named and step is not None and one.ready_step == step.key,
    )


def _turns(state: State, seats: Sequence[Participant]) -> tuple[TurnRow, ...]:
    turns = state.turns.get(state.step)
    if turns is None:
        return ()
    names = {one.pk: name_of(one) for one in seats}

    def word(place: int, seat: UUID) -> str:
        if place >= turns.at:
            return "now" if place == turns.at else "waits"
        return "passed" if seat in turns.declined else "had"

    return tuple(TurnRow(one, names.get(one, ""), word(at, one)) for at, one in enumerate(turns.order))


def _groups(state: State, seats: Sequence[Participant]) -> tuple[tuple[str, ...], ...]:
    names = {one.pk: name_of(one) for one in seats}
    groups = state.groups.get(state.step) or state.last_groups
    return tuple(tuple(names.get(one, "") for one in group) for group in groups)


def _drawn(meeting: Meeting, state: State, step: Step | None, rows: Sequence[Contribution]) -> Drawn | None:
    if step is None or step.kind is not StepKind.DRAW:
        return None
    drawn, shown = state.drawn.get(step.key), state.shown.get(step.key)
    pressed = tuple(meeting.draw_numbers.filter(step_key=step.key).order_by("number").values_list("number", flat=True))
    numbers = drawn.numbers if drawn else pressed if len(pressed) >= NUMBERS else ()  # nobody sees the other's before
    table = [row.text for row in rows if row.step_key == step.key and row.field_key == DRAWN and row.hidden_at is None]
    return Drawn(
        hashes=drawn.hashes if drawn else tuple(lot.hash for lot in lots(meeting, step.source)),
        numbers=tuple(sorted(numbers)),
        needed=0 if drawn else max(0, NUMBERS - len(pressed)),
        is_drawn=drawn is not None,
        is_shown=shown is not None,
        text=table[-1] if table and shown else "",
        nonce=shown.nonce if shown else "",
        reader_ids=drawn.readers if drawn and not shown else (),
    )


def _due(meeting: Meeting, step: Step | None) -> tuple[threads.DueTryOut, ...]:
    if step is None or step.kind is not StepKind.REVIEW:
        return ()
    return tuple(threads.due_try_outs(meeting.team, clock.today()))


def _person_name(seats: Sequence[Participant], person: UUID | None, meeting: Meeting) -> str:
    if person is None:
        return ""
    here = next((one for one in seats if one.person_id == person), None)
    if here is not None:
        return name_of(here)
    return meeting.facilitator.name if meeting.facilitator and meeting.facilitator_id == person else ""
