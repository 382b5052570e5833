"""With whom somebody shares something of their own."""

from typing import ClassVar

from django.db import models

from drieslag.core.models import TenantModel
from drieslag.development.sharing.enums import Kind


class Share(TenantModel):
    """That one named person may read one thing of an owner. Withdrawn by deleting it; never passed on."""

    grants: ClassVar[str] = "select, insert, delete"

    owner = models.UUIDField()
    person = models.UUIDField()
    kind = models.CharField(max_length=12, choices=Kind)
    object_id = models.UUIDField()
    shared_on = models.DateField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation", "object_id", "person"], name="share_once"),
            models.CheckConstraint(condition=~models.Q(person=models.F("owner")), name="share_with_another"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["organisation", "owner"], name="share_owner"),
            models.Index(fields=["organisation", "person"], name="share_person"),
        ]

    def __str__(self) -> str:
        return f"shared {self.kind}"
