"""How somebody sees themselves: on the themes of a role, and who they are in their work. Their owner's alone.

A row says that somebody wrote something of a theme, and never what: words and standing are one encrypted text.
"""

from typing import ClassVar

from django.db import models

from drieslag.core.models import TenantModel
from drieslag.development.evaluations.enums import Heading
from drieslag.development.evaluations.seeing import Seen
from drieslag.privacy.fields import EncryptedTextField

KEY_MAX = 60
WORDS_MAX = 1000
FIELD_MAX = 1500


class Evaluation(TenantModel):
    """A self-evaluation: on the themes of one role, in one version, which stays when a newer one comes."""

    owner = models.UUIDField()
    code = models.CharField(max_length=16)
    version = models.PositiveIntegerField()
    role = models.CharField(max_length=KEY_MAX)
    begun_on = models.DateField()
    finished_on = models.DateField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["organisation", "owner"], condition=models.Q(finished_on=None), name="evaluation_one_open"
            )
        ]
        indexes: ClassVar = [models.Index(fields=["organisation", "owner"], name="evaluation_owner")]

    def __str__(self) -> str:
        return "self-evaluation"

    @property
    def is_open(self) -> bool:
        """Whether its owner is still at it."""
        return self.finished_on is None


class ThemeView(TenantModel):
    """What somebody says of one theme in a self-evaluation. Shared per theme, never as a whole."""

    evaluation = models.ForeignKey(Evaluation, on_delete=models.CASCADE, related_name="views")
    owner = models.UUIDField()
    theme = models.CharField(max_length=KEY_MAX)
    said = EncryptedTextField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["evaluation", "theme"], name="view_once_a_theme")]
        indexes: ClassVar = [models.Index(fields=["organisation", "owner"], name="view_owner")]

    def __str__(self) -> str:
        return "view of a theme"

    @property
    def seen(self) -> Seen:
        """What was said."""
        return Seen.from_text(self.said)


class ProfileField(TenantModel):
    """What somebody wrote under one heading of who they are in their work. A row each, so that each is shared apart."""

    owner = models.UUIDField()
    heading = models.CharField(max_length=10, choices=Heading)
    said = EncryptedTextField()
    changed_on = models.DateField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation", "owner", "heading"], name="profile_once_a_heading")
        ]

    def __str__(self) -> str:
        return "field of a profile"
