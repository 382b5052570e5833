"""Consents of works councils, looks at what was shared, and erasures that a restored backup must do again."""

from typing import ClassVar

from django.db import models

from drieslag.core.models import TenantModel
from drieslag.privacy.anonymous.models import Box, Issue, Ready, Round, Slip, Spent
from drieslag.privacy.fields import EncryptedTextField


class ConsentScope(models.TextChoices):
    """What stays off until a recorded consent names it (trust.md, Works council)."""

    CONFIDENTIAL_ROUNDS = "confidential_rounds"
    FEEDBACK_BEYOND_SUBJECT = "feedback_beyond_subject"
    ATTENDANCE_SERIES = "attendance_series"
    TIMES_OF_ACTS = "times_of_acts"
    ACTORS_IN_EXPORT = "actors_in_export"
    LEADER_SEES_PLANS = "leader_sees_plans"


class ConsentBody(models.TextChoices):
    """Who gave the consent."""

    WORKS_COUNCIL = "works_council"
    STAFF_REPRESENTATION = "staff_representation"
    STAFF_MEETING = "staff_meeting"
    NO_BODY = "no_body"


class Consent(TenantModel):
    """A recorded consent, for a scope, in a version of the visibility rules. A widened rule asks again."""

    grants: ClassVar[str] = "select, insert, update (ended_on)"

    scope = models.CharField(max_length=30, choices=ConsentScope)
    body = models.CharField(max_length=24, choices=ConsentBody)
    rules_version = models.PositiveIntegerField()
    given_on = models.DateField()
    ended_on = models.DateField(null=True)
    document = models.CharField(max_length=200)
    reason = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~models.Q(body=ConsentBody.NO_BODY) | ~models.Q(reason=""), name="consent_no_body_has_reason"
            ),
            models.CheckConstraint(
                condition=models.Q(ended_on=None) | models.Q(ended_on__gte=models.F("given_on")),
                name="consent_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.scope} ({self.body})"


class Look(TenantModel):
    """One look of a person at what another shared; the owner reads these, nobody else does."""

    grants: ClassVar[str] = "select, insert, delete"

    owner = models.UUIDField()
    viewer = models.UUIDField()
    object_kind = models.CharField(max_length=30)
    object_id = models.UUIDField()
    day = models.DateField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation", "viewer", "object_id", "day"], name="look_once_a_day")
        ]
        indexes: ClassVar = [models.Index(fields=["organisation", "owner", "day"], name="look_owner")]

    def __str__(self) -> str:
        return f"look at {self.object_kind}"


class Erasure(TenantModel):
    """That a person was erased, so that a backup from before can be erased again. Holds nothing but the key and the
    moment.
    """

    grants: ClassVar[str] = "select, insert"

    person = models.UUIDField()
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"erasure of {self.at:%Y-%m-%d}"


__all__ = [
    "Box",
    "Consent",
    "ConsentBody",
    "ConsentScope",
    "EncryptedTextField",
    "Erasure",
    "Issue",
    "Look",
    "Ready",
    "Round",
    "Slip",
    "Spent",
]
