"""Goals in own words, what one does for them, and a line a week. All of it is its owner's alone."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from drieslag.core.models import TenantModel
from drieslag.development.plans.enums import GoalState, LearningWay, Newness, Origin, Wish
from drieslag.privacy.fields import EncryptedTextField

LINE_MAX = 300
TEXT_MAX = 2000
MOST_ACTIVE = 3
MOST_ACTIVE_EVER = 5
FRIDAY = 4
SUNDAY = 6


class PlanSetting(TenantModel):
    """How somebody wants to work at goals: how many at once, until when only to apply what was learned, and on which
    day of the week a line about them is asked.

    This row is the lock on somebody's goals: with it held, nobody counts them at the same time.
    """

    owner = models.UUIDField()
    most_active = models.PositiveSmallIntegerField(default=MOST_ACTIVE)
    applying_until = models.DateField(null=True)
    week_day = models.PositiveSmallIntegerField(default=FRIDAY, db_default=FRIDAY)  # Monday is 0

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation", "owner"], name="plan_setting_once"),
            models.CheckConstraint(
                condition=Q(most_active__gte=1) & Q(most_active__lte=MOST_ACTIVE_EVER), name="plan_setting_most"
            ),
            models.CheckConstraint(condition=Q(week_day__lte=SUNDAY), name="plan_setting_week_day"),
        ]

    def __str__(self) -> str:
        return "setting of a plan"


class Goal(TenantModel):
    """Something that somebody wants to be able to do, and what residents notice of it.

    The theme is kept by its words' address (framework, version, key), so that a later version never changes its
    meaning. Looking back asks what changed, for whom and how one knows; there is no mark.
    """

    owner = models.UUIDField()
    text = EncryptedTextField()
    for_residents = EncryptedTextField()
    wish = models.CharField(max_length=12, choices=Wish, default=Wish.MINE)
    seen_by = EncryptedTextField(default="")
    this_week = EncryptedTextField(default="")
    paired = EncryptedTextField(default="")  # the goal of the team that this one goes with
    state = models.CharField(max_length=8, choices=GoalState, default=GoalState.ACTIVE)
    theme_code = models.CharField(max_length=60, default="", blank=True)
    theme_version = models.PositiveIntegerField(null=True)
    theme_key = models.CharField(max_length=60, default="", blank=True)
    thread_id = models.UUIDField(null=True)
    planning = models.BooleanField(default=False, db_default=False)  # the plan in ten minutes was begun, and not ended
    made_at = models.DateTimeField()
    look_back_on = models.DateField()
    ended_on = models.DateField(null=True)
    changed = EncryptedTextField(default="")
    changed_for = EncryptedTextField(default="")
    known_by = EncryptedTextField(default="")
    reason = EncryptedTextField(default="")  # why it was put away, if somebody wants to keep that

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(theme_code="", theme_key="", theme_version=None)
                | (~Q(theme_code="") & ~Q(theme_key="") & Q(theme_version__isnull=False)),
                name="goal_theme_whole",
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None, state__in=[GoalState.ACTIVE, GoalState.RESTING])
                | Q(ended_on__isnull=False, state__in=[GoalState.DONE, GoalState.DROPPED]),
                name="goal_ended",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["organisation", "owner", "state"], name="goal_owner_state"),
            models.Index(fields=["organisation", "theme_code", "theme_key"], name="goal_theme"),
        ]

    def __str__(self) -> str:
        return f"{self.state} goal"

    @property
    def is_open(self) -> bool:
        """Whether it was not ended."""
        return self.ended_on is None

    @property
    def is_active(self) -> bool:
        """Whether its owner works at it now."""
        return self.state == GoalState.ACTIVE


class Activity(TenantModel):
    """Something that somebody does for a goal: in own words, or chosen from what is there already."""

    goal = models.ForeignKey(Goal, on_delete=models.CASCADE, related_name="activities")
    owner = models.UUIDField()
    text = EncryptedTextField()
    way = models.CharField(max_length=8, choices=LearningWay, default=LearningWay.DOING)
    origin_kind = models.CharField(max_length=8, choices=Origin, default=Origin.OWN, blank=True)
    origin_id = models.UUIDField(null=True)
    origin_key = models.CharField(max_length=200, default="", blank=True)  # of a line's step, which has no row
    on = models.DateField(null=True)
    done_on = models.DateField(null=True)
    brought = EncryptedTextField(default="")
    made_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["organisation", "owner"], name="plan_activity_owner")]

    def __str__(self) -> str:
        return "activity for a goal"

    @property
    def is_new(self) -> bool:
        """Whether its owner does it for the first time; read with what stands beside it."""
        there = getattr(self, "aside", None)
        return there is not None and there.newness == Newness.NEW


class GoalNote(TenantModel):
    """One line about a goal in one week. Also the answer is encrypted: how often somebody did something is nobody's."""

    goal = models.ForeignKey(Goal, on_delete=models.CASCADE, related_name="notes")
    owner = models.UUIDField()
    week = models.DateField()  # its Monday
    on = models.DateField()
    answer = EncryptedTextField()
    text = EncryptedTextField(default="")

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["goal", "week"], name="goal_note_once")]
        indexes: ClassVar = [models.Index(fields=["organisation", "owner", "on"], name="goal_note_owner")]

    def __str__(self) -> str:
        return "line about a goal"
