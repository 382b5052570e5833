"""Formats of an organisation's own, their versions, what was let go to others, and whose materials may be used."""

from typing import ClassVar
from uuid import uuid4

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from drieslag.core.models import TenantModel
from drieslag.people.models import Team

CODE_START = "X-"
CODE_MAX = 8
DOCUMENT_MAX = 140


class OwnFormat(TenantModel):
    """A format that a team or the organisation writes. The draft is what is being written; only versions are used."""

    code = models.CharField(max_length=CODE_MAX)
    team = models.ForeignKey(Team, null=True, on_delete=models.CASCADE, related_name="+")  # none: the organisation's
    made_by = models.UUIDField(null=True)
    draft = models.JSONField()
    removed = models.JSONField(null=True)  # the step that was taken out last, so that it can come back
    published = models.PositiveIntegerField(default=0)  # number of the version that is used now
    changed_at = models.DateTimeField(db_default=Now())
    retired_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["organisation", "code"], name="own_format_code")]

    def __str__(self) -> str:
        return self.code

    @property
    def slug(self) -> str:
        """Its address."""
        return self.code.lower()

    @property
    def is_used(self) -> bool:
        """Whether meetings can be planned with it."""
        return self.published > 0 and self.retired_at is None


class FormatVersion(TenantModel):
    """One published text of an own format. It never changes; `released` is the key of its copy for others."""

    format = models.ForeignKey(OwnFormat, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    text = models.TextField()
    by = models.UUIDField(null=True)
    published_at = models.DateTimeField()
    released = models.UUIDField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["format", "number"], name="format_version_number"),
            models.CheckConstraint(condition=Q(number__gte=1), name="format_version_from_one"),
        ]

    def __str__(self) -> str:
        return f"version {self.number}"


class MaterialConsent(TenantModel):
    """Who agreed that the organisation uses materials that are not its own."""

    format_code = models.CharField(max_length=12)
    whose = models.CharField(max_length=DOCUMENT_MAX)
    given_on = models.DateField()
    document = models.CharField(max_length=DOCUMENT_MAX)
    by = models.UUIDField(null=True)
    noted_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["organisation", "format_code"], condition=Q(ended_at=None), name="material_consent_once"
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(ended_at__gte=F("noted_at")), name="material_consent_ends_later"
            ),
        ]

    def __str__(self) -> str:
        return f"consent for {self.format_code}"


class ReleasedFormat(models.Model):
    """A frozen copy of a format for every organisation of the installation.

    It lies outside row-level security on purpose and holds nothing but the text, and the organisation's name where
    that agreed to it: no key leads from here to an organisation. Which copy is whose is known on the inside alone.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    text = models.TextField()
    made_known_as = models.CharField(max_length=120, blank=True)
    released_on = models.DateField()

    def __str__(self) -> str:
        return "released format"
