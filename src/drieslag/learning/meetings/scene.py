"""What every action in a meeting begins and goes on with: the locked row, its history, and one more event."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from drieslag.core import clock
from drieslag.core.verdict import NotFound, Refused, require
from drieslag.journal.actions import Value, record
from drieslag.journal.verbs import Verb
from drieslag.kernel import moves, script
from drieslag.kernel.format import Format, Keeps, Step
from drieslag.kernel.script import State
from drieslag.learning.meetings.guarded import writing
from drieslag.learning.meetings.models import Meeting, MeetingEvent, Participant
from drieslag.learning.meetings.pinned import NAMES, NOBODY, format_of, payload_of, state_of
from drieslag.learning.meetings.reasons import TextRefused, sentence
from drieslag.learning.meetings.rules import may_facilitate, may_take_part
from drieslag.live.topics import announce

# What a statement says of each event; turns and groups are nobody's business afterwards.
VERBS = {
    moves.Started: Verb.STARTED,
    moves.Moved: Verb.MOVED,
    moves.Paused: Verb.PAUSED,
    moves.Resumed: Verb.RESUMED,
    moves.TimeAdded: Verb.EXTENDED,
    moves.HandedOver: Verb.HANDED_OVER,
    moves.TakenOver: Verb.TOOK_OVER,
    moves.GivenBack: Verb.GAVE_BACK,
    moves.Opened: Verb.OPENED,
    moves.Drawn: Verb.DREW,
    moves.Closed: Verb.ENDED,
}


@dataclass
class Scene:
    """A meeting whose row is locked: nobody else changes it until the transaction ends."""

    meeting: Meeting
    format: Format
    state: State
    now: datetime = field(default_factory=clock.now)

    @property
    def step(self) -> Step:
        """The step that runs."""
        return self.format.step(self.state.step)

    def seat(self, by: Participant) -> Participant:
        """Return the seat as it is now. Raises NotFound when it was erased, Refused when it takes no part."""
        seat = Participant.objects.select_related("person", "meeting__team").filter(pk=by.pk).first()
        if seat is None or seat.meeting_id != self.meeting.pk:
            raise NotFound
        seat.meeting = self.meeting
        require(may_take_part(seat, self.meeting))
        return seat

    def facilitator(self, by: Participant) -> Participant:
        """Return the seat of whoever leads. Raises Refused for anybody else."""
        seat = self.seat(by)
        require(may_facilitate(seat, self.meeting))
        return seat

    def step_named(self, key: str) -> Step:
        """Return a step of the format. Raises Refused when there is none of that key."""
        with text_refused():
            return self.format.steps[script.position(self.format, key)]

    def happen(self, event: moves.Event, by: UUID | None = None) -> bool:
        """Write the event if it is legal; False when another press did just before. Raises Refused with a reason."""
        try:
            script.check(self.format, self.state, event)
        except moves.AlreadyMoved:
            return False
        except moves.IllegalMove as illegal:
            raise Refused(sentence(illegal)) from illegal
        self.state = script.apply(self.format, self.state, event)
        self.format = script.as_it_runs(self.format, self.state)
        last = MeetingEvent.objects.filter(meeting=self.meeting).aggregate(last=Max("seq"))["last"] or 0
        with writing():
            MeetingEvent.objects.create(
                organisation_id=self.meeting.organisation_id,
                meeting=self.meeting,
                seq=last + 1,
                kind=NAMES[type(event)],
                payload=payload_of(event),
                at=event.at,
            )
        self._mirror()
        if verb := VERBS.get(type(event)):
            self.record(verb, by, {"step": self.state.step})
        return True

    def _mirror(self) -> None:
        """Repeat on the row what lists need; a closed meeting's row is written by closing."""
        row = self.meeting
        was = (row.phase, row.step, row.facilitator_id)
        if self.state.phase is not script.Phase.CLOSED:
            row.phase, row.step = self.state.phase.value, self.state.step
            # Whoever was erased while leading leads no more; nobody's key is no person's, and somebody takes over.
            row.facilitator_id = None if self.state.facilitator == NOBODY else self.state.facilitator
        if was != (row.phase, row.step, row.facilitator_id):
            row.save(update_fields=["phase", "step", "facilitator", "started_at", "script"])

    def record(self, verb: Verb, by: UUID | None, context: dict[str, Value] | None = None) -> None:
        """Write a statement about this meeting; without actor where the format keeps outcomes alone."""
        actor = by if self.format.keeps is Keeps.ALL or verb is not Verb.CONTRIBUTED else None
        record(
            verb=verb,
            object_kind="meeting",
            object_id=self.meeting.pk,
            by=actor,
            place=self.meeting.team_id,
            context=context or {},
        )

    def announce(self) -> int:
        """Say that the meeting changed; return the new version, for rows that are sent by version."""
        return announce(self.meeting.topic)

    def announce_presence(self) -> None:
        """Say that counts or presence changed."""
        announce(self.meeting.presence_topic, slow=True)

    def announce_writing(self, step_key: str) -> int:
        """Say that something was written: to all where it shows at once, as a count where the cards are closed."""
        if script.is_open(self.format, self.state, step_key):
            return self.announce()
        self.announce_presence()
        return 0


@contextmanager
def on_stage(meeting: Meeting) -> Iterator[Scene]:
    """Open the transaction, lock the meeting and read its history."""
    with transaction.atomic():
        row = Meeting.objects.select_for_update(of=("self",)).select_related("team").filter(pk=meeting.pk).first()
        if row is None:
            raise NotFound
        state = state_of(row)
        yield Scene(row, script.as_it_runs(format_of(row), state), state)


@contextmanager
def text_refused() -> Iterator[None]:
    """Turn what the kernel refuses into the sentence for whoever typed it."""
    try:
        yield
    except moves.IllegalMove as illegal:
        raise TextRefused(illegal) from illegal
