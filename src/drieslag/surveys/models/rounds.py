"""Rounds: who is asked what, in which report groups. Nothing here says who answered."""

from datetime import datetime, timedelta
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from drieslag.core.models import TenantModel
from drieslag.people.models import Team
from drieslag.privacy.fields import EncryptedTextField
from drieslag.surveys.enums import MODES, Asked, Relation, RoundKind, RoundState, Texts
from drieslag.surveys.models.instruments import CODE_MAX

NAME_MAX = 80
TITLE_MAX = 120


class Series(TenantModel):
    """A pulse: the same round, asked again every so many weeks. `plan` is what the next one is made from."""

    instrument_code = models.CharField(max_length=CODE_MAX)
    title = EncryptedTextField()
    plan = models.JSONField()
    every_weeks = models.PositiveSmallIntegerField()
    next_on = models.DateField()
    made_by = models.UUIDField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(every_weeks__range=(1, 52)), name="series_every_weeks")
        ]

    def __str__(self) -> str:
        return f"pulse {self.instrument_code}"


class Round(TenantModel):
    """One asking (meting) of an instrument, whose text it keeps: what was asked never changes.

    `subject` is whom a mirror is about. `reader_role` reads the answers of a confidential round, `reader` those of an
    open one. The team sees its result first, for `team_first_days`.
    """

    series = models.ForeignKey(Series, null=True, on_delete=models.SET_NULL, related_name="rounds")
    kind = models.CharField(max_length=10, choices=RoundKind, default=RoundKind.SURVEY)
    asked = models.CharField(max_length=8, choices=Asked, default=Asked.TEAMS)
    instrument_code = models.CharField(max_length=CODE_MAX)
    instrument_version = models.PositiveIntegerField()
    instrument = models.TextField()  # the YAML that is asked
    title = EncryptedTextField()
    mode = models.CharField(max_length=12, choices=MODES)
    reader_role = models.CharField(max_length=20, blank=True)
    reader = models.UUIDField(null=True)
    subject = models.UUIDField(null=True)
    made_by = models.UUIDField(null=True)
    made_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=RoundState, default=RoundState.DRAFT)
    opened_at = models.DateTimeField(null=True)
    closes_at = models.DateTimeField()  # from then on no tokens are given; answers are taken for another day
    closed_at = models.DateTimeField(null=True)
    reminded_on = models.DateField(null=True)
    team_first_days = models.PositiveSmallIntegerField(default=7)
    lost = models.BooleanField(default=False)  # stopped, because its keys were gone: it has to be asked again
    raw_erased_at = models.DateTimeField(null=True)
    shareable = models.BooleanField(default=False)  # a mirror, of which everybody was told that it may be shared

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=(Q(state=RoundState.CLOSED) & Q(closed_at__isnull=False))
                | (~Q(state=RoundState.CLOSED) & Q(closed_at=None)),
                name="round_closed_at",
            ),
            models.CheckConstraint(
                condition=Q(opened_at=None) | Q(closes_at__gt=F("opened_at")), name="round_closes_after_opening"
            ),
            models.CheckConstraint(
                condition=Q(state__in=[RoundState.DRAFT, RoundState.PREPARING, RoundState.STOPPED])
                | Q(opened_at__isnull=False),
                name="round_opened_at",
            ),
            models.CheckConstraint(
                condition=(Q(kind=RoundKind.MIRROR) & Q(subject__isnull=False))
                | (Q(kind=RoundKind.SURVEY) & Q(subject=None)),
                name="round_mirror_has_subject",
            ),
            models.CheckConstraint(condition=Q(team_first_days__lte=90), name="round_team_first_days"),
        ]
        indexes: ClassVar = [models.Index(fields=["organisation", "state"], name="survey_round_state")]

    def __str__(self) -> str:
        return f"{self.state} round"

    @property
    def team_first_until(self) -> datetime | None:
        """Until when only the team itself sees its result; nothing before it is closed."""
        return self.closed_at + timedelta(days=self.team_first_days) if self.closed_at else None


class Group(TenantModel):
    """A report group of a round: a team, a relation in a mirror, or the whole (without parent).

    `members` are those in the group itself, its subgroups apart. Its members hold the key of `keyed_in` (itself when it
    is large enough; nothing when even the whole is too small). At closing `counted_in` says with whom its answers are
    read, and a group that counts for itself gets `answers` and `size`: how many answered of how many, all who are
    counted in it together. `enough` is told while it is open, at most once a day.
    """

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="groups")
    parent = models.ForeignKey("self", null=True, on_delete=models.CASCADE, related_name="parts")
    team = models.ForeignKey(Team, null=True, on_delete=models.SET_NULL, related_name="+")
    relation = models.CharField(max_length=10, choices=Relation, blank=True)
    name = models.CharField(max_length=NAME_MAX)
    members = models.PositiveIntegerField(default=0)
    keyed_in = models.ForeignKey("self", null=True, on_delete=models.SET_NULL, related_name="+")
    counted_in = models.ForeignKey("self", null=True, on_delete=models.SET_NULL, related_name="+")
    enough = models.BooleanField(null=True)
    answers = models.PositiveIntegerField(null=True)
    size = models.PositiveIntegerField(null=True)
    texts = models.CharField(max_length=12, choices=Texts, default=Texts.SHUT)
    texts_by = models.UUIDField(null=True)  # who looks over what the team wrote, for the team

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["round", "team"], condition=Q(team__isnull=False), name="survey_group_team_once"
            ),
            models.UniqueConstraint(
                fields=["round", "relation"], condition=~Q(relation=""), name="survey_group_relation_once"
            ),
        ]

    def __str__(self) -> str:
        return "report group"


class Invitee(TenantModel):
    """Somebody who is asked. It says that they may answer, never that they did; it goes when the round is closed.

    `person` is empty for whoever comes with a code on paper: then its own key holds the token. `named` answers under
    the own name (a confidential or open round; the leader and oneself in a mirror).
    """

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="invitees")
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="invitees")
    person = models.UUIDField(null=True)
    named = models.BooleanField(default=False)
    told = models.BooleanField(default=False)  # the invitation was mailed

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["round", "person"], condition=Q(person__isnull=False), name="survey_invitee_once"
            )
        ]
        indexes: ClassVar = [models.Index(fields=["organisation", "person"], name="survey_invitee_person")]

    def __str__(self) -> str:
        return "invitee"


class Minimum(TenantModel):
    """An organisation's own, higher minimums; the kernel's stand where it says nothing."""

    mean = models.PositiveSmallIntegerField()
    distribution = models.PositiveSmallIntegerField()
    relation = models.PositiveSmallIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation"], name="survey_minimum_one"),
            models.CheckConstraint(
                condition=Q(mean__gte=5) & Q(distribution__gte=8) & Q(relation__gte=4), name="survey_minimum_upward"
            ),
        ]

    def __str__(self) -> str:
        return "minimums"
