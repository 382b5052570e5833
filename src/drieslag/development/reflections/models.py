"""Notes to oneself, and looking back on them. Only their owner reads them, unless one is shared by name.

Besides the owner and the day everything is encrypted, the marks of a note as well: by them one could count.
"""

from typing import ClassVar

from django.db import models

from drieslag.core.models import TenantModel
from drieslag.development.reflections.enums import Span
from drieslag.development.reflections.marks import Marks
from drieslag.privacy.fields import EncryptedTextField

TEXT_MAX = 4000
WORDS_MAX = 400
CLOSING_MAX = 1000


class Reflection(TenantModel):
    """A note of two minutes."""

    owner = models.UUIDField()
    written_on = models.DateField()
    text = EncryptedTextField()
    said = EncryptedTextField()  # the marks, as marks.py writes them

    class Meta:
        indexes: ClassVar = [models.Index(fields=["organisation", "owner", "written_on"], name="reflection_owner")]

    def __str__(self) -> str:
        return "reflection"

    @property
    def marks(self) -> Marks:
        """How it is marked."""
        return Marks.from_text(self.said)


class LookBack(TenantModel):
    """What somebody keeps of a week or a quarter: proposals in own words, those put away, and a closing sentence."""

    owner = models.UUIDField()
    span = models.CharField(max_length=7, choices=Span)
    begins_on = models.DateField()
    said = EncryptedTextField()  # as looking.py writes it

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation", "owner", "span", "begins_on"], name="look_back_once")
        ]

    def __str__(self) -> str:
        return f"look back on a {self.span}"


class ReflectionSetting(TenantModel):
    """That somebody wants no line on Today after a meeting or a try-out."""

    owner = models.UUIDField()
    asks = models.BooleanField(default=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["organisation", "owner"], name="reflection_setting")]

    def __str__(self) -> str:
        return "setting of reflections"
