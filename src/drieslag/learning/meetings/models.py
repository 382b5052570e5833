"""Meetings, what happened in them, who is in the room, and what they write. What people wrote is encrypted."""

from typing import ClassVar
from uuid import UUID

from django.db import models
from django.db.models import Q

from drieslag.core.models import TenantModel
from drieslag.kernel.moves import CloseReason
from drieslag.learning.meetings.enums import LIVE_PHASES, PRESENT, MeetingPhase, SeatState
from drieslag.learning.meetings.guarded import Guarded
from drieslag.learning.threads.models import Thread
from drieslag.people.models import Person, Team
from drieslag.privacy.fields import EncryptedTextField

KEY_MAX = 40


def _exactly_in(phases: Q, field: str) -> models.CheckConstraint:
    """The moment is there exactly in these phases."""
    here, nowhere = Q(**{f"{field}__isnull": False}), Q(**{f"{field}__isnull": True})
    return models.CheckConstraint(condition=(phases & here) | (~phases & nowhere), name=f"meeting_{field}")


def _live() -> Q:
    return Q(phase__in=[MeetingPhase.RUNNING, MeetingPhase.PAUSED])


class Meeting(TenantModel):
    """A team coming together with a format. From its start it runs on its own copy of the script.

    `phase`, `step` and `facilitator` repeat what the events say, so that lists need not fold them.
    """

    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="meetings")
    thread = models.ForeignKey(Thread, null=True, on_delete=models.SET_NULL, related_name="meetings")
    format_code = models.CharField(max_length=12)
    format_version = models.PositiveIntegerField()
    sitting = models.PositiveSmallIntegerField(default=0)  # which of a format's several meetings; 0 when it has one
    on_paper = models.BooleanField(default=False)  # held without this program, and written down afterwards
    script = models.TextField(blank=True)  # the YAML that it runs on; empty until it starts
    title = EncryptedTextField(default="")
    place = EncryptedTextField(default="")
    material_kind = models.CharField(max_length=20, blank=True)  # what lies on the table, of a part above this one
    material_id = models.UUIDField(null=True)
    planned_at = models.DateTimeField()
    minutes = models.PositiveSmallIntegerField()
    facilitator = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    presenter = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    phase = models.CharField(max_length=10, choices=MeetingPhase, default=MeetingPhase.PLANNED)
    step = models.CharField(max_length=KEY_MAX, blank=True)
    started_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    cancelled_at = models.DateTimeField(null=True)
    close_reason = models.CharField(max_length=10, choices=[(r.value, r.value) for r in CloseReason], blank=True)
    participants_count = models.PositiveSmallIntegerField(null=True)  # all that is kept of who was there
    join_code = EncryptedTextField(default="")  # shown in invitation and room; its hash is a door; gone at closing
    facilitator_seen_at = models.DateTimeField(null=True)  # the beat; gone at closing

    class Meta:
        constraints: ClassVar = [
            _exactly_in(Q(phase=MeetingPhase.CLOSED), "closed_at"),
            _exactly_in(Q(phase=MeetingPhase.CANCELLED), "cancelled_at"),
            _exactly_in(_live() | Q(phase=MeetingPhase.CLOSED), "started_at"),
            _exactly_in(Q(phase=MeetingPhase.CLOSED), "participants_count"),
            models.CheckConstraint(
                condition=Q(closed_at=None) | Q(closed_at__gte=models.F("started_at")), name="meeting_ends_after_start"
            ),
            models.CheckConstraint(
                condition=(Q(phase=MeetingPhase.CLOSED) & ~Q(close_reason=""))
                | (~Q(phase=MeetingPhase.CLOSED) & Q(close_reason="")),
                name="meeting_close_reason",
            ),
            models.CheckConstraint(
                condition=(Q(material_kind="") & Q(material_id=None))
                | (~Q(material_kind="") & Q(material_id__isnull=False)),
                name="meeting_material_whole",
            ),
            models.CheckConstraint(condition=Q(script="") ^ Q(started_at__isnull=False), name="meeting_script_pinned"),
            models.CheckConstraint(condition=Q(facilitator_seen_at=None) | _live(), name="meeting_beat_while_live"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["organisation", "team", "planned_at"], name="meeting_team"),
            models.Index(fields=["organisation", "phase"], condition=_live(), name="meeting_live"),
        ]

    def __str__(self) -> str:
        return f"{self.phase} meeting"

    @property
    def is_live(self) -> bool:
        """Whether people are together in it now."""
        return self.phase in LIVE_PHASES

    @property
    def own_thread(self) -> Thread | None:
        """What it is about, as long as that is its own team's: what another team made of it since is not shown here."""
        return self.thread if self.thread is not None and self.thread.team_id == self.team_id else None

    @property
    def join_code_shown(self) -> str:
        """The code as it is read aloud: three and three."""
        return f"{self.join_code[:3]} {self.join_code[3:]}".strip()

    @property
    def topic(self) -> str:
        """The live topic of all that changes in it."""
        return f"meeting:{self.pk}"

    @property
    def presence_topic(self) -> str:
        """The live topic of who is there and how many are ready."""
        return f"meeting:{self.pk}:presence"


class MeetingEvent(TenantModel, Guarded):
    """One thing that happened, in order: keys and enumerated values, never text. A trigger refuses changes."""

    grants: ClassVar[str] = "select, insert, update (payload), delete"

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="events")
    seq = models.PositiveIntegerField()
    kind = models.CharField(max_length=20)
    payload = models.JSONField(default=dict)
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["meeting", "seq"], name="meeting_event_seq")]

    def __str__(self) -> str:
        return f"{self.seq} {self.kind}"


class Participant(TenantModel):
    """A seat in the room, of a person or of a guest. A person's seat is erased at closing, a guest's 30 days after."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="seats")
    person = models.ForeignKey(Person, null=True, on_delete=models.CASCADE, related_name="+")
    guest_name = EncryptedTextField(default="")
    state = models.CharField(max_length=8, choices=SeatState)
    role = models.CharField(max_length=KEY_MAX, default="participant")
    ready_step = models.CharField(max_length=KEY_MAX, blank=True)
    confirmed_step = models.CharField(max_length=KEY_MAX, blank=True)  # read the drawn question first, and lets it be

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["meeting", "person"], name="seat_once_a_person"),
        ]

    def __str__(self) -> str:
        return f"{self.state} seat"

    @property
    def is_guest(self) -> bool:
        """Whether someone without an account sits here."""
        return self.person_id is None

    @property
    def is_present(self) -> bool:
        """Whether the person takes part now (or is away for a moment)."""
        return self.state in PRESENT

    def is_of(self, person_id: UUID | None) -> bool:
        """Whether this person sits here."""
        return person_id is not None and self.person_id == person_id


class Contribution(TenantModel, Guarded):
    """Something that someone wrote in a step. An anonymous one has no seat or person, and a key without a time."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="contributions")
    step_key = models.CharField(max_length=KEY_MAX)
    field_key = models.CharField(max_length=KEY_MAX, blank=True)
    seat = models.ForeignKey(Participant, null=True, on_delete=models.SET_NULL, related_name="contributions")
    person = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    anonymous = models.BooleanField(default=False)
    text = EncryptedTextField()
    group = models.PositiveSmallIntegerField(null=True)
    client_key = models.UUIDField(null=True)  # the device's own, so that a second sending is the first one
    mark = models.BinaryField(max_length=32, null=True)  # by it the writer of an anonymous slip can take it back
    made_version = models.BigIntegerField(
        default=0
    )  # the topic's version when it was written, and when it last changed
    changed_version = models.BigIntegerField(default=0)
    withdrawn_at = models.DateTimeField(null=True)
    hidden_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["meeting", "seat", "client_key"], name="contribution_sent_once"),
            models.CheckConstraint(
                condition=Q(anonymous=False) | Q(seat=None, person=None, client_key=None),
                name="contribution_anonymous_is_nobodys",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["organisation", "meeting", "step_key"], name="contribution_step")]

    def __str__(self) -> str:
        return "contribution"


class Vote(TenantModel):
    """The dots of one seat on one card or option, with name. Erased at closing; the report keeps counts."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="votes")
    step_key = models.CharField(max_length=KEY_MAX)
    seat = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="votes")
    target = models.ForeignKey(Contribution, null=True, on_delete=models.CASCADE, related_name="votes")
    option_key = models.CharField(max_length=KEY_MAX, blank=True)
    dots = models.PositiveSmallIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["meeting", "step_key", "seat", "target", "option_key"],
                nulls_distinct=False,
                name="vote_once_a_thing",
            ),
            models.CheckConstraint(condition=Q(target__isnull=False) ^ ~Q(option_key=""), name="vote_for_one_thing"),
        ]

    def __str__(self) -> str:
        return f"{self.dots} dots"


class Rating(TenantModel):
    """One value of one seat on one scale, with name. Erased at closing; the report keeps what may be shown."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="ratings")
    step_key = models.CharField(max_length=KEY_MAX)
    seat = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="ratings")
    scale_key = models.CharField(max_length=KEY_MAX)
    value = models.SmallIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["meeting", "step_key", "seat", "scale_key"], name="rating_once_a_scale")
        ]

    def __str__(self) -> str:
        return "rating"


class Tally(TenantModel):
    """What an anonymous vote or rating came to: frozen when its step opened, and only what may be shown."""

    grants: ClassVar[str] = "select, insert, delete"

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="tallies")
    step_key = models.CharField(max_length=KEY_MAX)
    data = models.JSONField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["meeting", "step_key"], name="tally_once_a_step")]

    def __str__(self) -> str:
        return "tally"


class DrawNumber(TenantModel):
    """The number that a participant pressed for a blind draw. Erased at closing; the seed stays with the draw."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="draw_numbers")
    step_key = models.CharField(max_length=KEY_MAX)
    seat = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="+")
    number = models.BigIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["meeting", "step_key", "seat"], name="draw_number_once_a_seat"),
            models.CheckConstraint(condition=Q(number__gte=0), name="draw_number_not_negative"),
        ]

    def __str__(self) -> str:
        return "draw number"


class JarSlip(TenantModel):
    """A question in a team's jar, after the box was emptied: never shown unless drawn. Its key and nonce are random.

    `batch_on` is the day on which its box was emptied: all that is known of when it was written.
    """

    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="+")
    text = EncryptedTextField()
    nonce = models.BinaryField(max_length=32)
    mark = models.BinaryField(max_length=32)
    batch_on = models.DateField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["organisation", "team"], name="jar_slip_team")]

    def __str__(self) -> str:
        return "slip in a jar"


class Attendance(TenantModel):
    """A private row in which its owner says “I was there”. Where is in the encrypted text, so no list can be made.

    Its key is random: one that tells the time would tell the meeting.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    text = EncryptedTextField()

    def __str__(self) -> str:
        return "attendance"


class Report(TenantModel):
    """What is kept of a meeting, made once, at closing."""

    grants: ClassVar[str] = "select, insert, update (data), delete"

    meeting = models.OneToOneField(Meeting, on_delete=models.CASCADE, related_name="report")
    data = EncryptedTextField()
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return "report"


class ReportReader(TenantModel):
    """Someone who may read the report of a meeting that only its participants may read."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="readers")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["report", "person"], name="report_reader_once")]

    def __str__(self) -> str:
        return "report reader"
