"""How often each topic changed."""

from typing import ClassVar

from django.db import models

from drieslag.core.models import TenantModel


class TopicVersion(TenantModel):
    """The number of a topic's last change. No time stands beside it: when something happened is the journal's to
    say.
    """

    name = models.CharField(max_length=120)
    version = models.BigIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation", "name"], name="topicversion_name"),
            models.CheckConstraint(condition=models.Q(version__gt=0), name="topicversion_counts_up"),
        ]

    def __str__(self) -> str:
        return self.name
