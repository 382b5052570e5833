"""Threads and what happened to them. What people wrote is encrypted; where a thread is follows from its rows."""

from typing import ClassVar
from uuid import UUID

from django.db import models
from django.db.models import Q

from drieslag.core.models import TenantModel
from drieslag.learning.threads.enums import Level, Origin, Seen, ThreadState, TryOutKind, TryOutState
from drieslag.people.models import Team
from drieslag.privacy.fields import EncryptedTextField

TITLE_MAX = 140
STORY_MAX = 4000
INSIGHT_MAX = 600
TRY_OUT_MAX = 400
EXPECTATION_MAX = 400
EFFECT_MAX = 1000
SHARED_WITH_MAX = 140


def _moment_of(state: ThreadState, field: str) -> models.CheckConstraint:
    """The moment is there exactly while the thread is in the state."""
    return models.CheckConstraint(
        condition=Q(state=state, **{f"{field}__isnull": False}) | (~Q(state=state) & Q(**{field: None})),
        name=f"thread_{field}",
    )


class Thread(TenantModel):
    """A practice question of a team, followed until something changed.

    `opened_by` is empty when it was brought in without a name: then nobody's key is kept, here or in the journal.
    """

    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="threads")
    title = EncryptedTextField()
    story = EncryptedTextField()
    shared_with = EncryptedTextField(default="")
    opened_by = models.UUIDField(null=True)
    opened_at = models.DateTimeField()
    origin = models.CharField(max_length=10, choices=Origin)
    tough = models.BooleanField(default=False)
    state = models.CharField(max_length=10, choices=ThreadState, default=ThreadState.OPEN)
    edited_at = models.DateTimeField(null=True)
    aside_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            _moment_of(ThreadState.ASIDE, "aside_at"),
            _moment_of(ThreadState.CLOSED, "closed_at"),
            _moment_of(ThreadState.WITHDRAWN, "withdrawn_at"),
        ]
        indexes: ClassVar = [models.Index(fields=["organisation", "team", "opened_at"], name="thread_team")]

    def __str__(self) -> str:
        return f"{self.state} thread"

    def is_opened_by(self, person: UUID) -> bool:
        """Whether this person brought it in, under their own name."""
        return self.opened_by == person


class Exploration(TenantModel):
    """A meeting was held about a thread. It keeps how many were there, never who."""

    grants: ClassVar[str] = "select, insert, update (people), delete"

    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="+")
    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="explorations")
    meeting_id = models.UUIDField()
    format_code = models.CharField(max_length=12, blank=True)
    people = models.PositiveSmallIntegerField(null=True)
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["thread", "meeting_id"], name="exploration_once")]
        indexes: ClassVar = [models.Index(fields=["organisation", "team"], name="exploration_team")]

    def __str__(self) -> str:
        return "exploration"


class Insight(TenantModel):
    """What a team came to see. Without a thread when it came out of a meeting about something else."""

    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="+")
    thread = models.ForeignKey(Thread, null=True, on_delete=models.CASCADE, related_name="insights")
    text = EncryptedTextField()
    level = models.CharField(max_length=8, choices=Level)
    meeting_id = models.UUIDField(null=True)
    by = models.UUIDField(null=True)
    noted_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["organisation", "team"], name="insight_team"),
            models.Index(fields=["organisation", "meeting_id"], name="insight_meeting"),
        ]

    def __str__(self) -> str:
        return f"{self.level} loop insight"


class TryOut(TenantModel):
    """Something small that is done differently until the day to look back. Without an owner it is the whole team's."""

    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="+")
    thread = models.ForeignKey(Thread, null=True, on_delete=models.CASCADE, related_name="try_outs")
    kind = models.CharField(max_length=12, choices=TryOutKind)
    text = EncryptedTextField()
    expectation = EncryptedTextField(default="")
    owner = models.UUIDField(null=True)
    due_on = models.DateField()
    state = models.CharField(max_length=12, choices=TryOutState, default=TryOutState.RUNNING)
    meeting_id = models.UUIDField(null=True)
    begun_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state=TryOutState.RUNNING, ended_at=None)
                | (~Q(state=TryOutState.RUNNING) & Q(ended_at__isnull=False)),
                name="try_out_ended_at",
            )
        ]
        indexes: ClassVar = [
            models.Index(fields=["organisation", "team", "due_on"], name="try_out_team"),
            models.Index(
                fields=["organisation", "owner"], condition=Q(state=TryOutState.RUNNING), name="try_out_owner_running"
            ),
            models.Index(fields=["organisation", "meeting_id"], name="try_out_meeting"),
        ]

    def __str__(self) -> str:
        return f"{self.state} {self.kind}"


class Effect(TenantModel):
    """What was seen when one looked back on a try-out."""

    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="+")
    try_out = models.ForeignKey(TryOut, on_delete=models.CASCADE, related_name="effects")
    seen = models.CharField(max_length=3, choices=Seen)
    text = EncryptedTextField(default="")
    meeting_id = models.UUIDField(null=True)
    by = models.UUIDField(null=True)
    noted_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["try_out", "meeting_id"], condition=Q(meeting_id__isnull=False), name="effect_once_a_meeting"
            )
        ]
        indexes: ClassVar = [
            models.Index(fields=["organisation", "team"], name="effect_team"),
            models.Index(fields=["organisation", "meeting_id"], name="effect_meeting"),
        ]

    def __str__(self) -> str:
        return f"effect: {self.seen}"
