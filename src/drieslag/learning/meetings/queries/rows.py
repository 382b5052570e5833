"""The rows of a meeting's pages, and making them from what was read."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from drieslag.core.verdict import Verdict
from drieslag.kernel import script
from drieslag.kernel.format import Format, Text
from drieslag.kernel.script import State
from drieslag.kernel.visibility import Facts, Moment, Seeing, Viewer, see
from drieslag.learning.meetings.enums import SeatState
from drieslag.learning.meetings.models import Contribution, Participant
from drieslag.privacy.anonymous.models import Box, Round


@dataclass(frozen=True)
class StepRow:
    """One step in the list of all: what was planned and used."""

    key: str
    title: Text
    kind: str
    minutes: int
    added_minutes: int
    used_seconds: int
    state: str  # past, now, coming
    named: bool


@dataclass(frozen=True)
class Item:
    """A contribution as this viewer sees it. Without text it is a closed card, or one that the facilitator hid."""

    id: UUID
    step_key: str
    field_key: str
    text: str
    author: str
    seat_id: UUID | None
    hidden: bool
    mine: bool
    anonymous: bool
    version: int
    dots: int
    group: int | None
    mark_hex: str  # of an anonymous one: by it the writer's own browser knows it

    @property
    def is_card(self) -> bool:
        """Whether it lies face down."""
        return not self.text and not self.hidden


@dataclass(frozen=True)
class SeatRow:
    """Somebody in the room."""

    id: UUID
    person_id: UUID | None
    name: str
    role: str
    state: SeatState
    is_guest: bool
    is_facilitator: bool
    ready: bool


@dataclass(frozen=True)
class TurnRow:
    """A turn: had, now, waits or passed."""

    seat_id: UUID
    name: str
    state: str


@dataclass(frozen=True)
class Drawn:
    """The draw of the step that runs. The hashes are there before the draw; the text once everybody may read it."""

    hashes: tuple[str, ...]
    numbers: tuple[int, ...]
    needed: int
    is_drawn: bool
    is_shown: bool
    text: str
    nonce: str  # hex; with the text it gives the drawn hash
    reader_ids: tuple[UUID, ...]


@dataclass(frozen=True)
class Slips:
    """The box of an anonymous step that runs, or why there is none."""

    round: Round | None
    box: Box | None
    ready: int
    may_open: Verdict


def name_of(seat: Participant) -> str:
    """Return the name that the others see."""
    return seat.person.name if seat.person is not None else seat.guest_name or ""


def step_rows(format_: Format, state: State, now: datetime) -> tuple[StepRow, ...]:
    """Return all steps with their time."""
    return tuple(
        StepRow(
            key=step.key,
            title=step.title,
            kind=step.kind.value,
            minutes=step.minutes,
            added_minutes=state.added.get(step.key, 0),
            used_seconds=round(script.used_seconds(state, step.key, now)),
            state="now" if step.key == state.step else "past" if step.key in state.reached else "coming",
            named=not step.is_anonymous,
        )
        for step in format_.steps
    )


@dataclass(frozen=True)
class Eyes:
    """Who looks, at what meeting; `seat` makes own contributions one's own."""

    viewer: Viewer
    format: Format
    state: State
    seat: UUID | None = None
    person: UUID | None = None

    def is_mine(self, row: Contribution) -> bool:
        """Whether whoever looks wrote it."""
        by_seat = self.seat is not None and row.seat_id == self.seat
        return by_seat or (self.person is not None and row.person_id == self.person)

    def see(self, row: Contribution) -> Seeing:
        """Return what these eyes see of it: the one question to kernel.visibility."""
        closed = self.state.phase is script.Phase.CLOSED
        running = row.step_key == self.state.step
        facts = Facts(
            showing=self.format.step(row.step_key).showing,
            opened=row.step_key in self.state.opened or (row.anonymous and not self.is_named_card(row)),
            hidden=row.hidden_at is not None,
            withdrawn=row.withdrawn_at is not None,
            moment=Moment.CLOSED if closed else Moment.RUNNING if running else Moment.OVER,
            readers=self.format.readers,
        )
        return see(Viewer.AUTHOR if self.is_mine(row) else self.viewer, facts)

    def is_named_card(self, row: Contribution) -> bool:
        """Whether somebody's name belongs to it."""
        return row.seat_id is not None or row.person_id is not None


def item(row: Contribution, eyes: Eyes, names: Mapping[UUID, str], dots: Mapping[UUID, int]) -> Item | None:
    """Return the row as these eyes see it; None when there is nothing to see."""
    seen = eyes.see(row)
    if not seen.exists:
        return None
    shows_author = seen.author and not row.anonymous
    author = names.get(row.seat_id or row.person_id or row.pk, "") if shows_author else ""
    return Item(
        id=row.pk,
        step_key=row.step_key,
        field_key=row.field_key,
        text=row.text if seen.text else "",
        author=author,
        seat_id=row.seat_id if shows_author else None,
        hidden=seen.note,
        mine=eyes.is_mine(row),
        anonymous=row.anonymous,
        version=row.changed_version,
        dots=dots.get(row.pk, 0) if seen.text else 0,
        group=row.group,
        mark_hex=bytes(row.mark).hex() if row.mark and seen.text else "",
    )


def items(
    rows: Iterable[Contribution], eyes: Eyes, names: Mapping[UUID, str], dots: Mapping[UUID, int]
) -> tuple[Item, ...]:
    """Return what these eyes see of all."""
    seen = (item(row, eyes, names, dots) for row in rows)
    return tuple(one for one in seen if one is not None)
