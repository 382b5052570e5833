"""The report of a meeting: what was frozen at closing, and what was written as far as the reader may see it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from drieslag.core.verdict import Verdict, require
from drieslag.kernel import script
from drieslag.kernel.format import Format, Readers, Text
from drieslag.kernel.script import State
from drieslag.kernel.visibility import Viewer
from drieslag.learning.meetings.models import Contribution, Meeting, Report
from drieslag.learning.meetings.pinned import format_of, history
from drieslag.learning.meetings.queries.attendance import was_there
from drieslag.learning.meetings.queries.rows import Eyes, Item, items, name_of
from drieslag.learning.meetings.rules import may_confirm_attendance, may_read_report
from drieslag.people.models import Person
from drieslag.people.queries import names


@dataclass(frozen=True)
class ReportStep:
    """A step as it went."""

    key: str
    title: Text
    planned_seconds: int
    used_seconds: int
    reached: bool
    items: tuple[Item, ...]
    tally: Mapping[str, Any]


@dataclass(frozen=True)
class ReportTryOut:
    """A try-out that was agreed on."""

    id: UUID
    kind: str
    text: str
    expectation: str
    owner: str  # empty: the whole team
    due_on: str


@dataclass(frozen=True)
class ReportPage:
    """Everything on a report's page."""

    meeting: Meeting
    format: Format
    state: State
    steps: tuple[ReportStep, ...]
    people: int
    planned_seconds: int
    used_seconds: int
    insights: tuple[Mapping[str, str], ...]
    try_outs: tuple[ReportTryOut, ...]
    effects: tuple[Mapping[str, str], ...]
    inside: tuple[Mapping[str, str], ...]  # outcomes that stay with the participants
    may_confirm: Verdict
    was_there: bool


def report(person: Person, meeting: Meeting) -> ReportPage:
    """Return the report for this reader. Raises Refused for one who may see the meeting, but not this."""
    require(may_read_report(person, meeting))
    data: dict[str, Any] = json.loads(Report.objects.get(meeting=meeting).data)
    plain = format_of(meeting)
    state = script.fold(plain, history(meeting))
    format_ = script.as_it_runs(plain, state)
    outcomes = data["outcomes"]
    rows = list(Contribution.objects.filter(meeting=meeting).order_by("pk"))
    owners = {UUID(one["owner"]) for one in outcomes["try_outs"] if one["owner"]}
    known: dict[UUID, str] = names(owners | {row.person_id for row in rows if row.person_id})
    guests = meeting.seats.select_related("person").filter(pk__in={row.seat_id for row in rows if row.seat_id})
    known |= {seat.pk: name_of(seat) for seat in guests}
    viewer = Viewer.PARTICIPANT if format_.readers is Readers.PARTICIPANTS else Viewer.OUTSIDER
    eyes = Eyes(viewer, format_, state, person=person.pk)
    steps = tuple(_step(one, rows, eyes, known, data["tallies"]) for one in data["steps"])
    return ReportPage(
        meeting=meeting,
        format=format_,
        state=state,
        steps=steps,
        people=meeting.participants_count or 0,
        planned_seconds=sum(one.planned_seconds for one in steps),
        used_seconds=sum(one.used_seconds for one in steps),
        insights=tuple(outcomes["insights"]),
        try_outs=tuple(_try_out(one, known) for one in outcomes["try_outs"]),
        effects=tuple(outcomes["effects"]),
        inside=tuple(outcomes["inside"]),
        may_confirm=may_confirm_attendance(person, meeting),
        was_there=was_there(person, meeting),
    )


def _step(
    one: dict[str, Any], rows: list[Contribution], eyes: Eyes, known: Mapping[UUID, str], tallies: dict[str, Any]
) -> ReportStep:
    return ReportStep(
        key=one["key"],
        title=Text(**one["title"]),
        planned_seconds=one["planned"] + one["added"],
        used_seconds=one["used"],
        reached=one["reached"],
        items=items((row for row in rows if row.step_key == one["key"]), eyes, known, {}),
        tally=tallies.get(one["key"], {}),
    )


def _try_out(one: dict[str, Any], known: Mapping[UUID, str]) -> ReportTryOut:
    owner = known.get(UUID(one["owner"]), "") if one["owner"] else ""
    return ReportTryOut(UUID(one["id"]), one["kind"], one["text"], one["expectation"], owner, one["due_on"])
