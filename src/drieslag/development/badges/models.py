"""Badges of their owners, and what an issuer keeps in public: keys, what badges are for, and which stand no longer."""

from typing import ClassVar

from django.db import models

from drieslag.core.models import TenantModel
from drieslag.development.badges.enums import Ended
from drieslag.privacy.fields import EncryptedTextField

NAME_MAX = 120
REASON_MAX = 600
PLACES = 131_072  # the smallest list that the standard allows: large enough for a place to tell nothing


class IssuerKey(TenantModel):
    """The public half of a key with which the organisation signs. Kept for good: old badges are checked with it.

    The other half lies in the key folder (keyring.py), never here.
    """

    grants: ClassVar[str] = "select, insert, update (retired_on)"

    number = models.PositiveSmallIntegerField()
    public = models.CharField(max_length=80)
    since = models.DateField()
    retired_on = models.DateField(null=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["organisation", "number"], name="issuer_key_number")]

    def __str__(self) -> str:
        return f"key {self.number}"


class Achievement(TenantModel):
    """What a badge is for, as anybody may read it; found by a digest of its words, so that they never change under a
    badge. Nothing in it is of a person.
    """

    grants: ClassVar[str] = "select, insert"

    code = models.CharField(max_length=16)
    name = models.CharField(max_length=200)
    description = models.TextField()
    criteria = models.TextField()
    language = models.CharField(max_length=5)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["organisation", "code"], name="achievement_code")]

    def __str__(self) -> str:
        return self.name


class Place(TenantModel):
    """A place in the public list of badges that stand no longer. It outlives its badge and knows nothing of anybody."""

    grants: ClassVar[str] = "select, insert, update (revoked_on)"

    number = models.PositiveIntegerField()
    revoked_on = models.DateField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation", "number"], name="place_number"),
            models.CheckConstraint(condition=models.Q(number__lt=PLACES), name="place_in_list"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["organisation"], name="place_revoked", condition=models.Q(revoked_on__isnull=False))
        ]

    def __str__(self) -> str:
        return f"place {self.number}"


class Badge(TenantModel):
    """A signed credential of its owner, about one declaration. The public list knows its place and nothing else."""

    owner = models.UUIDField()
    about = models.UUIDField()
    place = models.OneToOneField(Place, on_delete=models.PROTECT, related_name="+")
    title = EncryptedTextField()
    name = EncryptedTextField()
    credential = EncryptedTextField()
    issued_on = models.DateField()
    valid_until = models.DateField()
    ended_on = models.DateField(null=True)
    ended_by = models.CharField(max_length=12, choices=Ended, blank=True)
    reason = EncryptedTextField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["organisation", "about"], condition=models.Q(ended_on=None), name="badge_once_at_a_time"
            ),
            models.CheckConstraint(
                condition=models.Q(ended_on=None, ended_by="")
                | (models.Q(ended_on__isnull=False) & ~models.Q(ended_by="")),
                name="badge_ended_by_somebody",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["organisation", "owner"], name="badge_owner")]

    def __str__(self) -> str:
        return f"badge {self.pk}"
