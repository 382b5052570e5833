"""What the facilitator has at hand beside the step: the script with minute marks, and the people."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.utils.formats import time_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from drieslag.core import clock
from drieslag.learning.meetings.enums import SeatState
from drieslag.learning.meetings.queries import Room, SeatRow
from drieslag.web.meetings.presenters.formats import say

MINUTE = 60


@dataclass(frozen=True)
class ScriptRow:
    """One step with its minute mark; `used` says how long a step took that is over."""

    key: str
    title: str
    mark: int
    state: str
    note: str


@dataclass(frozen=True)
class PersonRow:
    """Someone in the room, with what can be said of them now."""

    id: UUID
    name: str
    word: str | Promise
    state: str
    icon: str
    is_guest: bool
    is_facilitator: bool
    person_id: UUID | None
    role: str


@dataclass(frozen=True)
class Desk:
    """Script, people and guests who wait."""

    script: tuple[ScriptRow, ...]
    ends: str
    people: tuple[PersonRow, ...]
    waiting: tuple[SeatRow, ...]
    has_turns: bool
    whose_seat: UUID | None
    next_words: str
    roles: tuple[tuple[str, str], ...]
    needs_opening: bool
    needs_groups: bool
    box_missing: bool
    may_open: bool
    can_hand_over: bool


def desk(room: Room) -> Desk:
    """Return the desk of the present moment."""
    step = room.step
    assert step is not None
    whose = next((row.seat_id for row in room.turns if row.state == "now"), None)
    opens = step.opens and step.key not in room.state.opened
    slips = room.slips
    return Desk(
        script=_script(room),
        ends=_ends(room),
        people=tuple(_person(room, seat) for seat in room.seats),
        waiting=room.waiting,
        has_turns=bool(room.turns),
        whose_seat=whose,
        next_words=_waiting_turns(room),
        roles=tuple((role.key, say(role.name)) for role in room.format.roles if role.key != "facilitator"),
        needs_opening=opens and (slips is None or slips.box is not None),
        needs_groups=step.kind.value == "groups" and not room.groups,
        box_missing=opens and slips is not None and slips.box is None,
        may_open=bool(slips.may_open) if slips else False,
        can_hand_over=any(seat.person_id and not seat.is_facilitator for seat in room.seats),
    )


def _script(room: Room) -> tuple[ScriptRow, ...]:
    rows, mark = [], 0
    for step in room.steps:
        rows.append(
            ScriptRow(
                step.key,
                say(step.title),
                mark,
                step.state,
                _note(step.state, step.minutes + step.added_minutes, step.used_seconds),
            )
        )
        mark += step.minutes + step.added_minutes
    return tuple(rows)


def _note(state: str, planned: int, used: int) -> str:
    if state == "past":
        words = ngettext("took %(used)s of %(planned)s minute", "took %(used)s of %(planned)s minutes", planned)
        return words % {"used": max(1, round(used / MINUTE)), "planned": planned}
    return ngettext("%(n)s minute", "%(n)s minutes", planned) % {"n": planned}


def _ends(room: Room) -> str:
    left = max(0, room.seconds_left) + sum((s.minutes + s.added_minutes) * MINUTE for s in room.steps[room.index + 1 :])
    at = (room.now + timedelta(seconds=left)).astimezone(clock.AMSTERDAM)
    return _("Done at about %(time)s") % {"time": time_format(at.time(), "TIME_FORMAT")}


def _person(room: Room, seat: SeatRow) -> PersonRow:
    word, state, sign = _word(room, seat)
    return PersonRow(
        seat.id, seat.name, word, state, sign, seat.is_guest, seat.is_facilitator, seat.person_id, seat.role
    )


def _word(room: Room, seat: SeatRow) -> tuple[str, str, str]:
    """Return what to say of somebody: the turn first, then being away, then being ready."""
    if seat.state == SeatState.AWAY:
        return _("away for a moment"), "away", "coffee"
    turn = next((row.state for row in room.turns if row.seat_id == seat.id), "")
    turns = {
        "had": (_("has had a turn"), "been", "check"),
        "passed": (_("passed"), "been", "check"),
        "now": (_("is having a turn"), "now", ""),
        "waits": (_("waits"), "", ""),
    }
    if turn:
        return turns[turn]
    return (_("is ready"), "been", "check") if seat.ready else ("", "", "")


def _waiting_turns(room: Room) -> str:
    count = sum(row.state == "waits" for row in room.turns)
    if not count:
        return ""
    return ngettext("%(n)s person still to go", "%(n)s people still to go", count) % {"n": count}
