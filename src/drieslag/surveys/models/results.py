"""What may be said of a closed round: frozen records, copies let go to others, and the meeting in which it is read."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from drieslag.core.models import TenantModel
from drieslag.learning.meetings.models import Meeting
from drieslag.surveys.enums import About
from drieslag.surveys.models.answers import KEY_MAX
from drieslag.surveys.models.rounds import Group, Round


class Record(TenantModel):
    """The frozen figure of one item or scale for one report group. Written once, at closing; pages read nothing else.

    `n` of `size` people answered. `counts` is what may be shown of how they answered, as `[[keys], number]`: classes
    that were merged, options, or places; a number of none stands for what may not be told. `withheld` is the reason for
    which nothing is shown, of `kernel.disclosure.Reason`; `one_class` the only word that is said when all answered
    alike. `variance` serves the interval and later comparisons and is never shown.
    """

    grants: ClassVar[str] = "select, insert, delete"

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="records")
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="records")
    about = models.CharField(max_length=5, choices=About)
    of = models.CharField(max_length=KEY_MAX)
    n = models.PositiveIntegerField(null=True)
    size = models.PositiveIntegerField()
    mean = models.FloatField(null=True)
    variance = models.FloatField(null=True)
    low = models.FloatField(null=True)
    high = models.FloatField(null=True)
    counts = models.JSONField(null=True)
    one_class = models.CharField(max_length=10, blank=True)
    withheld = models.CharField(max_length=20, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["group", "about", "of"], name="record_once"),
            models.CheckConstraint(
                condition=Q(withheld="")
                | Q(mean=None, variance=None, low=None, high=None, counts__isnull=True, n=None),
                name="record_withheld_holds_nothing",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["organisation", "round"], name="record_round")]

    def __str__(self) -> str:
        return f"record of {self.of}"


class ReleasedResult(TenantModel):
    """A frozen copy of a round's result for a municipality, made and checked once, withdrawn by deleting it."""

    grants: ClassVar[str] = "select, insert, update (made_by), delete"

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="released")
    title = models.CharField(max_length=140)
    made_by = models.UUIDField(null=True)
    released_at = models.DateTimeField()
    result = models.JSONField()

    def __str__(self) -> str:
        return "released result"


class Discussion(TenantModel):
    """The meeting in which a group reads its result together."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="discussions")
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["group", "meeting"], name="discussion_once")]

    def __str__(self) -> str:
        return "discussion"
