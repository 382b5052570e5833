"""What helps somebody to hold on to a goal, how the goal is for them, and what they do for the first time. It stands
apart from goals and activities, so that telling one of those to somebody never touches it.
"""

from typing import ClassVar

from django.db import models

from drieslag.core.models import TenantModel
from drieslag.development.plans.enums import Newness, Skill, Zone
from drieslag.development.plans.models.goals import Activity, Goal
from drieslag.privacy.fields import EncryptedTextField


class GoalAside(TenantModel):
    """What stands beside a goal for its owner alone: it is never shared with the goal, and comes in no portfolio."""

    goal = models.OneToOneField(Goal, on_delete=models.CASCADE, related_name="aside")
    owner = models.UUIDField()
    if_then = EncryptedTextField(default="")  # when this happens, then I do that
    setback = EncryptedTextField(default="")  # what I do when it did not work out
    lets_go = EncryptedTextField(default="")  # what I no longer do
    zone = EncryptedTextField(default=Zone.UNSAID.value)
    skill = EncryptedTextField(default=Skill.UNSAID.value)
    brought_me = EncryptedTextField(default="")  # asked when one looks back on a goal that goes with one of the team
    brought_team = EncryptedTextField(default="")

    class Meta:
        indexes: ClassVar = [models.Index(fields=["organisation", "owner"], name="goal_aside_owner")]

    def __str__(self) -> str:
        return "beside a goal"


class ActivityAside(TenantModel):
    """Whether somebody does a thing for the first time, for oneself alone. That a row is there says nothing of it."""

    activity = models.OneToOneField(Activity, on_delete=models.CASCADE, related_name="aside")
    owner = models.UUIDField()
    newness = EncryptedTextField(default=Newness.KNOWN.value)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["organisation", "owner"], name="activity_aside_owner")]

    def __str__(self) -> str:
        return "beside an activity"
