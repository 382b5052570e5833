"""Threads and what happened to them. What people wrote is encrypted; where a thread is follows from its rows."""

from typing import ClassVar
from uuid import UUID

from django.db import models
from django.db.models import Q

from drieslag.core.models import TenantModel
from drieslag.learning.threads.enums import (
    HandOverState,
    Level,
    Next,
    Origin,
    Seen,
    ThreadState,
    TryOutKind,
    TryOutState,
)
from drieslag.learning.threads.texts import LaterText
from drieslag.people.models import Team
from drieslag.privacy.fields import EncryptedTextField

TITLE_MAX = 140
STORY_MAX = 4000
INSIGHT_MAX = 600
TRY_OUT_MAX = 400
EXPECTATION_MAX = 400
EFFECT_MAX = 1000
SHARED_WITH_MAX = 140
PICTURE_MAX = 400
PLAN_MAX = 200
WHY_MAX = 400
LESSON_MAX = 600


def _moment_of(state: ThreadState, field: str) -> models.CheckConstraint:
    """The moment is there exactly while the thread is in the state."""
    return models.CheckConstraint(
        condition=Q(state=state, **{f"{field}__isnull": False}) | (~Q(state=state) & Q(**{field: None})),
        name=f"thread_{field}",
    )


LONG_TEXTS = (
    "story",
    "shared_with",
    "needs",
    "wants",
    "demands",
    "competence",
)  # what a list of threads can do without


class Thread(TenantModel):
    """A practice question of a team, followed until something changed.

    `opened_by` is empty when it was brought in without a name: then nobody's key is kept, here or in the journal.
    `source_id` is the key of what it came from, in the part that `origin` names. The four pictures say what is going
    on with residents. A thread with `both_sides` is worked on with thinking and doing, and closed with both.
    """

    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="threads")
    title = EncryptedTextField()
    story = EncryptedTextField()
    shared_with = EncryptedTextField(default="")
    opened_by = models.UUIDField(null=True)
    opened_at = models.DateTimeField()
    origin = models.CharField(max_length=10, choices=Origin)
    source_id = models.UUIDField(null=True)
    needs = LaterText()
    wants = LaterText()
    demands = LaterText()
    competence = LaterText()
    both_sides = models.BooleanField(default=False)
    split_from = models.ForeignKey("self", null=True, on_delete=models.SET_NULL, related_name="split_off")
    split_at = models.DateTimeField(null=True)
    joined_into = models.ForeignKey("self", null=True, on_delete=models.CASCADE, related_name="joined")
    tough = models.BooleanField(default=False)
    state = models.CharField(max_length=10, choices=ThreadState, default=ThreadState.OPEN)
    edited_at = models.DateTimeField(null=True)
    aside_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    joined_at = models.DateTimeField(null=True)
    handed_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            _moment_of(ThreadState.ASIDE, "aside_at"),
            _moment_of(ThreadState.CLOSED, "closed_at"),
            _moment_of(ThreadState.WITHDRAWN, "withdrawn_at"),
            _moment_of(ThreadState.JOINED, "joined_at"),
            _moment_of(ThreadState.JOINED, "joined_into"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["organisation", "team", "opened_at"], name="thread_team"),
            models.Index(
                fields=["organisation", "origin", "source_id"],
                condition=Q(source_id__isnull=False),
                name="thread_source",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.state} thread"

    def is_opened_by(self, person: UUID) -> bool:
        """Whether this person brought it in, under their own name."""
        return self.opened_by == person


class Exploration(TenantModel):
    """A meeting was held about a thread. It keeps how many were there, never who.

    `came_from` is the thread that it belonged to before that was split or joined: to undo that.
    """

    grants: ClassVar[str] = "select, insert, update (people, team_id, thread_id, came_from), delete"

    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="+")
    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="explorations")
    meeting_id = models.UUIDField()
    format_code = models.CharField(max_length=12, blank=True)
    people = models.PositiveSmallIntegerField(null=True)
    came_from = models.UUIDField(null=True)
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
    came_from = models.UUIDField(null=True)
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
    """Something small that is done differently until the day to look back. Without an owner it is the whole team's.

    `text` is what we do; an experiment also says what we think and how small it is kept. `follows` is the try-out that
    was adapted to this one; `adopted_from` is the try-out of another team that was taken over.
    """

    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="+")
    thread = models.ForeignKey(Thread, null=True, on_delete=models.CASCADE, related_name="try_outs")
    kind = models.CharField(max_length=12, choices=TryOutKind)
    text = EncryptedTextField()
    thinking = LaterText()
    with_whom = LaterText()
    how_small = LaterText()
    expectation = EncryptedTextField(default="")
    stop_rule = LaterText()
    follows = models.ForeignKey("self", null=True, on_delete=models.SET_NULL, related_name="followed_by")
    adopted_from = models.UUIDField(null=True)
    came_from = models.UUIDField(null=True)
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
    """What was seen when one looked back on a try-out. The last three say what it gave residents, for who asks that."""

    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="+")
    try_out = models.ForeignKey(TryOut, on_delete=models.CASCADE, related_name="effects")
    seen = models.CharField(max_length=3, choices=Seen)
    text = EncryptedTextField(default="")
    surprise = LaterText()
    verdict = models.CharField(max_length=5, choices=Next, blank=True, default="")
    better_life = models.CharField(max_length=3, choices=Seen, blank=True, default="")
    less_costly = models.CharField(max_length=3, choices=Seen, blank=True, default="")
    taking_part = models.CharField(max_length=3, choices=Seen, blank=True, default="")
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


class HandOver(TenantModel):
    """A team offers a question to another, which takes it over or gives it back. `team` is the one that gives."""

    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="+")
    to_team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="+")
    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="hand_overs")
    why = EncryptedTextField(default="")
    state = models.CharField(max_length=10, choices=HandOverState, default=HandOverState.OFFERED)
    by = models.UUIDField(null=True)
    offered_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["thread"], condition=Q(state=HandOverState.OFFERED), name="hand_over_one_offer"
            ),
            models.CheckConstraint(
                condition=Q(state=HandOverState.OFFERED, settled_at=None)
                | (~Q(state=HandOverState.OFFERED) & Q(settled_at__isnull=False)),
                name="hand_over_settled_at",
            ),
            models.CheckConstraint(condition=~Q(team=models.F("to_team")), name="hand_over_elsewhere"),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["organisation", "to_team"], condition=Q(state=HandOverState.OFFERED), name="hand_over_offered"
            )
        ]

    def __str__(self) -> str:
        return f"{self.state} hand-over"


class SharedResult(TenantModel):
    """What a team lets other teams find of a try-out: a copy in words that it chose for them, without persons.

    It goes when the team takes it back. `by` is who pressed; only that person's own data shows it.
    """

    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="+")
    try_out = models.OneToOneField(TryOut, on_delete=models.CASCADE, related_name="shared")
    tried = EncryptedTextField()
    learned = EncryptedTextField()
    seen = models.CharField(max_length=3, choices=Seen)
    by = models.UUIDField(null=True)
    shared_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["organisation", "seen", "shared_at"], name="shared_result_seen")]

    def __str__(self) -> str:
        return f"shared result: {self.seen}"


class LoopFacts(TenantModel):
    """What the journal says of one thread, folded: when it first reached each phase, and what stands. No person in it.

    What a phase took, in seconds until the next one that was reached, is there once it was left; `took` is the whole.
    Kept in the transaction of each act (actions.folding); its key is the thread's. What was taken back or joined with
    another has none.
    """

    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="+")
    thread = models.OneToOneField(Thread, on_delete=models.CASCADE, related_name="loop")
    asked_at = models.DateTimeField()
    explored_at = models.DateTimeField(null=True)
    insight_at = models.DateTimeField(null=True)
    tried_at = models.DateTimeField(null=True)
    looked_back_at = models.DateTimeField(null=True)
    shared_at = models.DateTimeField(null=True)
    question_took = models.IntegerField(null=True)
    exploration_took = models.IntegerField(null=True)
    insight_took = models.IntegerField(null=True)
    try_out_took = models.IntegerField(null=True)
    effect_took = models.IntegerField(null=True)
    took = models.IntegerField(null=True)
    moved_at = models.DateTimeField()
    running = models.PositiveSmallIntegerField(default=0)
    due_on = models.DateField(null=True)
    tough = models.BooleanField(default=False)
    aside = models.BooleanField(default=False)
    singles = models.PositiveSmallIntegerField(default=0)
    doubles = models.PositiveSmallIntegerField(default=0)
    triples = models.PositiveSmallIntegerField(default=0)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["organisation", "team"], name="loop_facts_team")]

    def __str__(self) -> str:
        return "folded facts"
