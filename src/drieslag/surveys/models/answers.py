"""Answers. Closed ones have no author anywhere; named ones are encrypted and go with their person."""

import uuid
from typing import ClassVar

from django.db import models

from drieslag.core.models import TenantModel
from drieslag.privacy.fields import EncryptedTextField
from drieslag.surveys.models.rounds import Group, Round

KEY_MAX = 40


class ClosedModel(TenantModel):
    """A row that nobody is behind: its key is random, and it has no time and no order."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)

    class Meta:
        abstract = True


class ClosedAnswer(ClosedModel):
    """One response to a closed round, without its texts: JSON of item and answer. Goes after six months."""

    grants: ClassVar[str] = "select, insert, delete"

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="+")
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="+")
    answers = EncryptedTextField()

    def __str__(self) -> str:
        return "closed answer"


class ClosedText(ClosedModel):
    """What somebody wrote in answer to one item, apart from everything else that they answered."""

    grants: ClassVar[str] = "select, insert, update (hidden), delete"

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="+")
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="+")
    item = models.CharField(max_length=KEY_MAX)
    text = EncryptedTextField()
    hidden = models.BooleanField(default=False)  # by whoever looked it over for the team

    def __str__(self) -> str:
        return "closed text"


class NamedAnswer(TenantModel):
    """The answers of somebody who answers under the own name; a draft until they are handed in."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="+")
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="+")
    person = models.UUIDField()
    answers = EncryptedTextField()
    handed_in_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["round", "person"], name="named_answer_once")]

    def __str__(self) -> str:
        return "named answer"
