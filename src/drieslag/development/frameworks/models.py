"""Frameworks of an organisation's own, the versions that are in use, and the role that somebody takes.

A version never changes. Goals, self-evaluations and roles name its code, its number and a key in it, so that they keep
their meaning whatever comes after.
"""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from drieslag.core.models import TenantModel

CODE_START = "T-"
CODE_MAX = 16
KEY_MAX = 60


class OwnFramework(TenantModel):
    """A framework that the organisation writes. The draft is what is being written; versions are what people use.

    `based_on` is the code of the library's framework of which it is a changed copy.
    """

    code = models.CharField(max_length=CODE_MAX)
    made_by = models.UUIDField(null=True)
    based_on = models.CharField(max_length=CODE_MAX, blank=True)
    draft = models.JSONField()
    removed = models.JSONField(null=True)  # what was taken out last, so that it can come back
    published = models.PositiveIntegerField(default=0)  # number of the newest version
    changed_at = models.DateTimeField(db_default=Now())
    retired_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["organisation", "code"], name="own_framework_code")]

    def __str__(self) -> str:
        return self.code

    @property
    def slug(self) -> str:
        """Its address."""
        return self.code.lower()


class FrameworkVersion(TenantModel):
    """One text that people work with. It never changes.

    One of the library is kept here too once the organisation uses it: the program's next release may say it otherwise.
    """

    framework = models.ForeignKey(OwnFramework, null=True, on_delete=models.CASCADE, related_name="versions")
    code = models.CharField(max_length=CODE_MAX)
    number = models.PositiveIntegerField()
    text = models.TextField()
    by = models.UUIDField(null=True)
    published_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation", "code", "number"], name="framework_version_number"),
            models.CheckConstraint(condition=Q(number__gte=1), name="framework_version_from_one"),
        ]

    def __str__(self) -> str:
        return f"version {self.number}"


class FrameworkInUse(TenantModel):
    """Which version of a framework the organisation works with, from when until when."""

    code = models.CharField(max_length=CODE_MAX)
    version = models.PositiveIntegerField()
    since = models.DateField()
    until = models.DateField(null=True)
    by = models.UUIDField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["organisation", "code"], condition=Q(until=None), name="framework_in_use_once"
            ),
            models.CheckConstraint(condition=Q(until=None) | Q(until__gte=F("since")), name="framework_in_use_until"),
        ]

    def __str__(self) -> str:
        return f"{self.code} in use"


class TakenRole(TenantModel):
    """The role in a framework that somebody chose, for their own sight. Another role ends this one by its date."""

    owner = models.UUIDField()
    code = models.CharField(max_length=CODE_MAX)
    version = models.PositiveIntegerField()
    role = models.CharField(max_length=KEY_MAX)
    since = models.DateField()
    until = models.DateField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["organisation", "owner"], condition=Q(until=None), name="taken_role_one_now"
            ),
            models.CheckConstraint(condition=Q(until=None) | Q(until__gte=F("since")), name="taken_role_until"),
        ]

    def __str__(self) -> str:
        return "taken role"
