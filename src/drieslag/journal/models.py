"""The journal: one append-only table of statements that hold keys and enumerated values, never text or a name."""

from typing import ClassVar

from django.db import models

from drieslag.core.ids import new_id
from drieslag.core.models import TenantModel
from drieslag.journal.verbs import Verb


class Actor(TenantModel):
    """The pseudonymous key under which one person acts in one organisation's journal. Erasing a person removes this
    row.
    """

    person = models.UUIDField()
    key = models.UUIDField(default=new_id, editable=False)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["organisation", "person"], name="actor_person")]

    def __str__(self) -> str:
        return str(self.key)


class Statement(TenantModel):
    """Actor, verb, object, context and time. A trigger refuses any change but the actor becoming null."""

    grants: ClassVar[str] = "select, insert, update (actor)"

    seq = models.BigIntegerField(
        db_default=models.Func(models.Value("journal_statement_seq"), function="nextval"), editable=False
    )
    at = models.DateTimeField()
    actor = models.UUIDField(null=True)
    verb = models.CharField(max_length=20, choices=Verb)
    object_kind = models.CharField(max_length=30)
    object_id = models.UUIDField()
    place = models.UUIDField(null=True)  # the team, thread or meeting in which it happened
    context = models.JSONField(default=dict)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["organisation", "place", "seq"], name="statement_place"),
            models.Index(fields=["organisation", "object_id", "seq"], name="statement_object"),
            models.Index(fields=["organisation", "actor", "at"], name="statement_actor"),
        ]

    def __str__(self) -> str:
        return f"{self.verb} {self.object_kind}"
