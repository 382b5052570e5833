"""What a team agreed to come back to, and the moments that follow from it.

For calendars: an agreement that RECURS is one series (UID of the agreement, RRULE from `kernel.cadence.rrule`), its
`Occurrence` rows are the moments that are known or were changed, `original_on` is their RECURRENCE-ID. A moment with
`extra` lies outside the series (an agreement of AT_LEAST has only such ones, and a made-up moment after a given-up one
is one): it is an event by itself, with the UID of the occurrence.
"""

from datetime import datetime, timedelta
from typing import ClassVar

from django.db import models
from django.db.models import Q

from drieslag.core.models import TenantModel
from drieslag.learning.meetings.models import Meeting
from drieslag.learning.rhythm.enums import Kind, Reason, Shape, Share, State, Unit
from drieslag.people.models import Team
from drieslag.privacy.fields import EncryptedTextField

NAME_MAX = 60
PLACE_MAX = 140
LEAST_MINUTES, MOST_MINUTES = 5, 480
HOURS = 24  # of work in a week, unless the team says otherwise
CAP = 8  # % of working time that defaults may ask, unless the organisation says otherwise


class Agreement(TenantModel):
    """One thing that a team comes back to: on a fixed day, or at least once in so many weeks.

    Changing it "from then on" ends it and makes the next one, which points back; `sequence` counts changes of the
    whole series.
    """

    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="agreements")
    kind = models.CharField(max_length=16, choices=Kind)
    name = EncryptedTextField(default="")  # its own name; empty: the kind's
    format_code = models.CharField(max_length=12, blank=True)
    minutes = models.PositiveSmallIntegerField()
    shape = models.CharField(max_length=8, choices=Shape)
    every = models.PositiveSmallIntegerField(default=1)
    unit = models.CharField(max_length=5, choices=Unit, default=Unit.WEEK)
    weekday = models.PositiveSmallIntegerField(null=True)  # 0 is Monday
    nth = models.SmallIntegerField(null=True)  # of the month: 1 to 4, or -1 for the last
    at = models.TimeField(null=True)  # on the clock in Amsterdam
    starts_on = models.DateField()
    until = models.DateField(null=True)  # the last day on which it can be; before the first when it never began
    at_least_weeks = models.PositiveSmallIntegerField(null=True)
    place = EncryptedTextField(default="")
    holder = models.UUIDField(null=True)  # the person who sees to it that it goes on
    sequence = models.PositiveIntegerField(default=0)
    agreed_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    quiet_until = models.DateField(null=True)  # “not now” was said to a proposal
    previous = models.ForeignKey("self", null=True, on_delete=models.SET_NULL, related_name="next")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(shape=Shape.RECURS, weekday__isnull=False, at__isnull=False, at_least_weeks=None)
                | Q(shape=Shape.AT_LEAST, weekday=None, nth=None, at_least_weeks__gt=0),
                name="agreement_shape",
            ),
            models.CheckConstraint(
                condition=Q(shape=Shape.AT_LEAST) | Q(unit=Unit.WEEK, nth=None) | Q(unit=Unit.MONTH, nth__isnull=False),
                name="agreement_nth",
            ),
            models.CheckConstraint(
                condition=(Q(weekday=None) | Q(weekday__lte=6))
                & (Q(nth=None) | Q(nth=-1) | Q(nth__gte=1, nth__lte=4))
                & Q(every__gte=1),
                name="agreement_recurrence",
            ),
            models.CheckConstraint(condition=Q(minutes__gte=LEAST_MINUTES), name="agreement_minutes"),
        ]
        indexes: ClassVar = [models.Index(fields=["organisation", "team"], name="agreement_team")]

    def __str__(self) -> str:
        return f"{self.kind}, {self.shape}"

    @property
    def title(self) -> str:
        """What the team calls it."""
        return self.name or str(Kind(self.kind).label)

    @property
    def is_going(self) -> bool:
        """Whether it still holds."""
        return self.ended_at is None


class Occurrence(TenantModel):
    """One moment of an agreement: planned up to three months ahead, or changed by somebody."""

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="occurrences")
    original_on = models.DateField()  # the day on which the recurrence has it; of an extra one the first chosen day
    starts_at = models.DateTimeField()
    state = models.CharField(max_length=8, choices=State, default=State.PLANNED)
    moved = models.BooleanField(default=False)  # begins at another moment than the recurrence says
    extra = models.BooleanField(default=False)  # lies outside the recurrence
    reason = models.CharField(max_length=8, choices=Reason, blank=True)
    meeting = models.ForeignKey(Meeting, null=True, on_delete=models.SET_NULL, related_name="+")
    format_code = models.CharField(max_length=12, blank=True)  # another one than the agreement's, for this time
    minutes = models.PositiveSmallIntegerField(null=True)  # another length than the agreement's, for this time
    sequence = models.PositiveIntegerField(default=0)
    settled_at = models.DateTimeField(null=True)
    before_move_at = models.DateTimeField(null=True)  # to undo the last moving

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["agreement", "original_on"], name="occurrence_once_a_day"),
            models.CheckConstraint(
                condition=Q(state=State.GIVEN_UP) & ~Q(reason="") | ~Q(state=State.GIVEN_UP) & Q(reason=""),
                name="occurrence_reason",
            ),
            models.CheckConstraint(
                condition=Q(state=State.PLANNED, settled_at=None)
                | (~Q(state=State.PLANNED) & Q(settled_at__isnull=False)),
                name="occurrence_settled_at",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["organisation", "starts_at"], name="occurrence_when"),
            models.Index(fields=["organisation", "meeting"], name="occurrence_meeting"),
        ]

    def __str__(self) -> str:
        return f"{self.state} moment"

    @property
    def lasts(self) -> int:
        """How many minutes it takes."""
        return self.minutes or self.agreement.minutes

    @property
    def is_untouched(self) -> bool:
        """Whether nothing was said of it and it stands where it stood, so that nothing is left to undo."""
        met = self.meeting is not None and self.meeting.closed_at is not None
        return self.state == State.PLANNED and self.before_move_at is None and not met

    @property
    def ends_at(self) -> datetime:
        """When it is over."""
        return self.starts_at + timedelta(minutes=self.lasts)

    @property
    def format(self) -> str:
        """The code of the format that fits it, or nothing."""
        return self.format_code or self.agreement.format_code


class WorkingTime(TenantModel):
    """How many hours somebody of this team works in a week, for the sum of the rhythm. Of the team, not of people."""

    team = models.OneToOneField(Team, on_delete=models.CASCADE, related_name="+")
    hours = models.PositiveSmallIntegerField(default=HOURS)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(hours__gte=1, hours__lte=60), name="working_time_hours")
        ]

    def __str__(self) -> str:
        return f"{self.hours} hours a week"


class Cap(TenantModel):
    """How much of working time the organisation lets defaults ask, in percent; one row an organisation."""

    percent = models.PositiveSmallIntegerField(default=CAP)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation"], name="cap_once"),
            models.CheckConstraint(condition=Q(percent__gte=1, percent__lte=50), name="cap_percent"),
        ]

    def __str__(self) -> str:
        return f"at most {self.percent} %"


class Frozen(TenantModel):
    """How many of a team had an intervision within six weeks, as it was on one Monday, and only as a word.

    Made once a week for all teams, from eight members on, so that two looks on one day show the same and nobody's own
    press can be read from the difference.
    """

    grants: ClassVar[str] = "select, insert, delete"

    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="+")
    week_on = models.DateField()
    share = models.CharField(max_length=4, choices=Share)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["team", "week_on"], name="frozen_once_a_week")]

    def __str__(self) -> str:
        return self.share
