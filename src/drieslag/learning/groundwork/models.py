"""Found room, changes, goals of a group and lessons from mistakes. What people wrote is encrypted."""

from typing import ClassVar
from uuid import uuid4

from django.db import models
from django.db.models import F, Q

from drieslag.core.models import TenantModel
from drieslag.kernel.disclosure import MINIMUMS
from drieslag.learning.groundwork.enums import ChangeState, Side, Theme
from drieslag.learning.threads.enums import Level
from drieslag.people.models import Team
from drieslag.privacy.fields import EncryptedTextField

LINE_MAX = 140
STORY_MAX = 600
CAP_DEFAULT = 3
CAP_MAX = 9


class FoundRoom(TenantModel):
    """Somewhere there turned out to be more room than people thought. The whole organisation reads it."""

    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="+")
    theme = models.CharField(max_length=14, choices=Theme)
    title = EncryptedTextField()
    thought = EncryptedTextField()
    found = EncryptedTextField()
    rule = EncryptedTextField(default="")
    by = models.UUIDField(null=True)
    noted_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["organisation", "noted_at"], name="found_room_noted")]

    def __str__(self) -> str:
        return f"room {self.theme}"


class Change(TenantModel):
    """Something that a team does in another way from now on: what it lets go of, and what it builds."""

    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="+")
    title = EncryptedTextField()
    why = EncryptedTextField(default="")
    state = models.CharField(max_length=8, choices=ChangeState, default=ChangeState.RUNNING)
    by = models.UUIDField(null=True)
    begun_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state=ChangeState.RUNNING, ended_at=None)
                | (~Q(state=ChangeState.RUNNING) & Q(ended_at__isnull=False)),
                name="change_ended_at",
            )
        ]
        indexes: ClassVar = [models.Index(fields=["organisation", "team", "begun_at"], name="change_team")]

    def __str__(self) -> str:
        return f"{self.state} change"


class ChangeLine(TenantModel):
    """One thing that a team lets go of or builds."""

    change = models.ForeignKey(Change, on_delete=models.CASCADE, related_name="lines")
    side = models.CharField(max_length=6, choices=Side)
    text = EncryptedTextField()
    done = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.side


class ChangeCap(TenantModel):
    """How much a team changes at the same time at most; without a row, the default."""

    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="+")
    most = models.PositiveSmallIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["team"], name="change_cap_team"),
            models.CheckConstraint(condition=Q(most__gte=1, most__lte=CAP_MAX), name="change_cap_most"),
        ]

    def __str__(self) -> str:
        return str(self.most)


class Goal(TenantModel):
    """What a part of the group wants to be able to do: counted before and after, by showing hands."""

    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="+")
    text = EncryptedTextField()
    percent = models.PositiveSmallIntegerField()
    due_on = models.DateField()
    by = models.UUIDField(null=True)
    begun_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(percent__gte=10, percent__lte=100), name="goal_percent")
        ]
        indexes: ClassVar = [models.Index(fields=["organisation", "team", "begun_at"], name="goal_team")]

    def __str__(self) -> str:
        return f"goal of {self.percent} %"


class GoalCount(TenantModel):
    """How many of how many could do it on a day; never who."""

    goal = models.ForeignKey(Goal, on_delete=models.CASCADE, related_name="counts")
    able = models.PositiveSmallIntegerField()
    people = models.PositiveSmallIntegerField()
    counted_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(able__lte=F("people")), name="goal_count_able"),
            models.CheckConstraint(condition=Q(people__gte=MINIMUMS.private_acts), name="goal_count_people"),
        ]

    def __str__(self) -> str:
        return f"{self.able}/{self.people}"


class Lesson(TenantModel):
    """What a team learned from something that went wrong.

    There is no person in it: no writer, no moment but the day, no statement. It leaves the team in no export.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="+")
    happened = EncryptedTextField()
    made_possible = EncryptedTextField()
    next_time = EncryptedTextField()
    level = models.CharField(max_length=8, choices=Level)
    noted_on = models.DateField()
    removed_on = models.DateField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["organisation", "team", "noted_on"], name="lesson_team")]

    def __str__(self) -> str:
        return "lesson"
