"""Meetings that were held, step by step, as the people in them would have done it; and those that are planned."""

import json
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import partial
from typing import Any

from drieslag.core import clock
from drieslag.core.verdict import Refused
from drieslag.kernel.format import Step, StepKind
from drieslag.kernel.script import TURNS
from drieslag.learning.meetings import actions
from drieslag.learning.meetings.actions.anonymous import shut_box
from drieslag.learning.meetings.models import Meeting, Participant
from drieslag.learning.meetings.pinned import format_of, state_of
from drieslag.learning.threads import actions as threads
from drieslag.learning.threads.enums import Level, Seen, TryOutKind
from drieslag.learning.threads.models import TryOut
from drieslag.privacy.anonymous.enums import Purpose
from drieslag.privacy.anonymous.queries import open_rounds
from drieslag.web.demo import rhythm
from drieslag.web.demo.devices import hand_in
from drieslag.web.demo.founding import Stage
from drieslag.web.demo.questions import put_effects_on_timeline

PLANNED_BEFORE = timedelta(days=7)
SLIP_BEFORE = timedelta(hours=20)
QUARTER = timedelta(minutes=15)
NUMBERS = (4, 17)


def put_on_timeline(stage: Stage, row: dict[str, Any]) -> None:
    """Put a meeting on the timeline: held when it was some days ago, else only planned."""
    line = stage.timeline
    if "ago" not in row:
        line.add(clock.now() - timedelta(hours=2), partial(_plan_ahead, stage, row, _coming(stage, row)))
        return
    at = line.moment(row["ago"], row["at"])
    for key, question in row.get("jar", []):
        line.add(at - SLIP_BEFORE, partial(_put_in_jar, stage, row, key, question))
    line.add(at, partial(_hold, stage, row, at))


def _coming(stage: Stage, row: dict[str, Any]) -> datetime:
    """Return when a planned meeting begins; without a time today, and soon, so that one can try it at once."""
    day = stage.timeline.working_day(row["in"])
    if "at" in row:
        return datetime.combine(day, time.fromisoformat(row["at"]), clock.AMSTERDAM)
    now = clock.now()
    begun = timedelta(minutes=now.minute % 15, seconds=now.second, microseconds=now.microsecond)
    return now - begun + 2 * QUARTER


def _put_in_jar(stage: Stage, row: dict[str, Any], key: str, question: str) -> None:
    person = stage.people[key]
    jar = actions.ensure_jar(by=person, team=stage.teams[row["team"]])
    hand_in(holder=person.pk, opened=jar.round, box=jar.box, text=json.dumps({"text": question}))


def _plan_ahead(stage: Stage, row: dict[str, Any], at: datetime) -> None:
    rhythm.join(stage, row, _plan(stage, row, at))


def _plan(stage: Stage, row: dict[str, Any], at: datetime) -> Meeting:
    planner = stage.people[row["facilitator"]]
    member = next(p for p in stage.people.values() if p.memberships.filter(team=stage.teams[row["team"]]).exists())
    may = planner.memberships.filter(team=stage.teams[row["team"]]).exists()
    return actions.plan(
        by=planner if may else member,
        team=stage.teams[row["team"]],
        format_code=row["format"],
        planned_at=at,
        sitting=row.get("sitting", 0),
        title=row.get("title", ""),
        place=row.get("place", ""),
        thread=stage.threads[row["thread"]] if "thread" in row else None,
        facilitator=planner,
        presenter=stage.person(row, "presenter"),
    )


def _hold(stage: Stage, row: dict[str, Any], at: datetime) -> None:
    with clock.frozen(at - min(PLANNED_BEFORE, timedelta(days=1))):
        meeting = _plan(stage, row, at)
    hold(stage, row, meeting, at)


def hold(stage: Stage, row: dict[str, Any], meeting: Meeting, at: datetime) -> None:
    """Hold a meeting that was planned, from its beginning to what was kept of it."""
    leader = stage.people[row["facilitator"]]
    actions.start(by=leader, meeting=meeting)
    meeting.refresh_from_db()
    seats = {key: actions.enter(by=stage.people[key], meeting=meeting) for key in [row["facilitator"], *row["present"]]}
    if scribe := row.get("scribe"):
        actions.give_role(by=seats[row["facilitator"]], other=seats[scribe], role="scribe")
        seats[scribe].refresh_from_db()
    end = Scene(stage, row, meeting, seats).play(at)
    with clock.frozen(end):
        _after(stage, row, meeting)


def _after(stage: Stage, row: dict[str, Any], meeting: Meeting) -> None:
    for key, level, text in row.get("learned", []):
        threads.add_insight(
            by=stage.people[key],
            team=meeting.team,
            text=text,
            level=Level(level),
            thread=meeting.thread,
            meeting_id=meeting.pk,
        )
    meeting.refresh_from_db()
    rhythm.join(stage, row, meeting)
    for key in row.get("noted_to_be_there", []):
        actions.confirm_attendance(by=stage.people[key], meeting=meeting)


@dataclass
class Scene:
    """One meeting that is being held: who sits in it, and what is told of it."""

    stage: Stage
    row: dict[str, Any]
    meeting: Meeting
    seats: dict[str, Participant]

    @property
    def leader(self) -> Participant:
        """The seat of the facilitator."""
        return self.seats[self.row["facilitator"]]

    def play(self, at: datetime) -> datetime:
        """Go through all steps, each for the minutes that it has, and close. Returns when it ended."""
        steps = format_of(self.meeting).steps
        for step, following in zip(steps, [*steps[1:], None], strict=True):
            with clock.frozen(at):
                self._acts()[step.kind](step)
                if step.opens:
                    actions.open_step(by=self.leader, meeting=self.meeting, step=step.key)
            at += timedelta(minutes=step.minutes)
            with clock.frozen(at):
                if following is not None:
                    actions.move(by=self.leader, meeting=self.meeting, from_step=step.key, to_step=following.key)
                else:
                    actions.close(by=self.leader, meeting=self.meeting)
        return at

    def _acts(self) -> dict[StepKind, Callable[[Step], None]]:
        written: dict[StepKind, Callable[[Step], None]] = dict.fromkeys(StepKind, self._write)
        return written | {
            StepKind.REVIEW: self._look_back,
            StepKind.CHECK_IN: self._check_in,
            StepKind.DRAW: self._draw,
            StepKind.DECIDE: self._decide,
            StepKind.HARVEST: self._harvest,
        }

    def _write(self, step: Step) -> None:
        said = self.row.get("says", {}).get(step.key, [])
        if step.is_anonymous:
            self._slips(step)
        elif step.speaks == TURNS:
            self._in_turns(step, said)
        else:
            for key, text in said:
                self._contribute(step, key, text)

    def _contribute(self, step: Step, key: str, text: str) -> None:
        field, _, rest = text.partition(": ")
        known = field in {one.key for one in step.fields}
        actions.contribute(
            by=self.seats[key],
            meeting=self.meeting,
            step=step.key,
            text=rest if known else text,
            field=field if known else "",
        )

    def _in_turns(self, step: Step, said: list[list[str]]) -> None:
        names = {seat.pk: key for key, seat in self.seats.items()}
        while (turns := state_of(self.meeting).turns.get(step.key)) and turns.whose:
            for key, text in said:
                if key == names[turns.whose]:
                    self._contribute(step, key, text)
            actions.pass_turn(by=self.leader, meeting=self.meeting, seat=turns.whose)

    def _slips(self, step: Step) -> None:
        box = shut_box(self.meeting, step.key)
        opened = [one for one in open_rounds([self.meeting.pk]) if one.purpose == Purpose.STEP]
        texts = self.row.get("slips", {}).get(step.key, [])
        for seat, text in zip(self.seats.values(), texts, strict=False):
            assert box is not None
            assert seat.person_id is not None
            hand_in(holder=seat.person_id, opened=opened[0], box=box, text=text)

    def _check_in(self, step: Step) -> None:
        for key, word in self.row.get("says", {}).get(step.key, []):
            actions.check_in(by=self.seats[key], meeting=self.meeting, step=step.key, word=word)

    def _look_back(self, step: Step) -> None:
        for effect in self.row.get("effects", []):
            actions.note_effect(
                by=self.leader,
                meeting=self.meeting,
                step=step.key,
                try_out=self.stage.try_outs[effect["try_out"]],
                seen=Seen(effect["seen"]),
                text=effect["text"],
            )

    def _draw(self, step: Step) -> None:
        for seat, number in zip(self.seats.values(), NUMBERS, strict=False):
            actions.press_number(by=seat, meeting=self.meeting, step=step.key, number=number)
        actions.draw(by=self.leader, meeting=self.meeting, step=step.key)
        for seat in self.seats.values():
            with suppress(Refused):  # two of them were drawn to read it first
                actions.confirm_drawn(by=seat, meeting=self.meeting, step=step.key)

    def _decide(self, step: Step) -> None:
        for one in self.row.get("decide", []):
            made = actions.decide(
                by=self.seats[one["by"]],
                meeting=self.meeting,
                step=step.key,
                kind=TryOutKind(one["kind"]),
                text=one["text"],
                owner=self.stage.person(one, "owner"),
                due_on=clock.today() + timedelta(days=one["due"]),
                expectation=one.get("expectation", ""),
            )
            if isinstance(made, TryOut):
                self.stage.try_outs[one["key"]] = made
                put_effects_on_timeline(self.stage, one)

    def _harvest(self, step: Step) -> None:
        for key, level, text in self.row.get("harvest", []):
            actions.harvest(by=self.seats[key], meeting=self.meeting, step=step.key, text=text, level=Level(level))
