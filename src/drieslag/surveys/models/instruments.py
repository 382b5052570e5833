"""Instruments of an organisation's own, in versions, and the permissions that it has for the texts of others."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from drieslag.core.models import TenantModel
from drieslag.people.models import Team

CODE_START = "Q-"
CODE_MAX = 16
DOCUMENT_MAX = 140


class OwnInstrument(TenantModel):
    """An instrument that a team or the organisation writes. The draft is what is being written; versions are asked.

    `based_on` is the code of the library's instrument of which it is a changed copy, or whose texts were filled in.
    """

    code = models.CharField(max_length=CODE_MAX)
    team = models.ForeignKey(Team, null=True, on_delete=models.CASCADE, related_name="+")  # none: the organisation's
    made_by = models.UUIDField(null=True)
    based_on = models.CharField(max_length=CODE_MAX, blank=True)
    draft = models.JSONField()
    removed = models.JSONField(null=True)  # what was taken out last, so that it can come back
    published = models.PositiveIntegerField(default=0)  # number of the version that is asked now
    changed_at = models.DateTimeField(db_default=Now())
    retired_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["organisation", "code"], name="own_instrument_code")]

    def __str__(self) -> str:
        return self.code

    @property
    def slug(self) -> str:
        """Its address."""
        return self.code.lower()

    @property
    def is_used(self) -> bool:
        """Whether it can be asked."""
        return self.published > 0 and self.retired_at is None


class InstrumentVersion(TenantModel):
    """One published text of an own instrument. It never changes."""

    instrument = models.ForeignKey(OwnInstrument, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    text = models.TextField()
    by = models.UUIDField(null=True)
    published_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["instrument", "number"], name="instrument_version_number"),
            models.CheckConstraint(condition=Q(number__gte=1), name="instrument_version_from_one"),
        ]

    def __str__(self) -> str:
        return f"version {self.number}"


class Permission(TenantModel):
    """Who let the organisation use the texts of an instrument that is not free, when, and where that can be read."""

    instrument_code = models.CharField(max_length=CODE_MAX)
    whose = models.CharField(max_length=DOCUMENT_MAX)
    given_on = models.DateField()
    document = models.CharField(max_length=DOCUMENT_MAX)
    by = models.UUIDField(null=True)
    noted_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["organisation", "instrument_code"], condition=Q(ended_at=None), name="permission_once"
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(ended_at__gte=F("noted_at")), name="permission_ends_later"
            ),
        ]

    def __str__(self) -> str:
        return f"permission for {self.instrument_code}"
