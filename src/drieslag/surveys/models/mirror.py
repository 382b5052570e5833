"""With whom somebody shares what came out of their mirror, and what they expected to read in it."""

from typing import ClassVar

from django.db import models

from drieslag.core.models import TenantModel
from drieslag.privacy.fields import EncryptedTextField
from drieslag.surveys.models.rounds import Round


class MirrorShare(TenantModel):
    """That the subject of a mirror lets one person look at its figures. Withdrawn by deleting it."""

    grants: ClassVar[str] = "select, insert, delete"

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="shares")
    person = models.UUIDField()
    shared_on = models.DateField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["round", "person"], name="mirror_share_once")]

    def __str__(self) -> str:
        return "shared mirror"


class Expectation(TenantModel):
    """What whom a mirror is about thinks that others will write: words by the key of the question. Theirs alone, and
    without a time, so that nothing but the words is kept.
    """

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="+")
    person = models.UUIDField()
    words = EncryptedTextField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["round", "person"], name="mirror_expectation_once")]

    def __str__(self) -> str:
        return "expectation"
