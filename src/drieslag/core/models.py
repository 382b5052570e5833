"""Organisations, doors and the base of everything that belongs to one organisation."""

from typing import Any, ClassVar

from django.db import IntegrityError, models
from django.db.models.functions import Now
from psycopg.errors import UniqueViolation

from drieslag.core.ids import new_id
from drieslag.core.verdict import KeyTaken


class Organisation(models.Model):
    """One tenant. Row-level security keeps every other table's rows to the organisation that the transaction names."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    name = models.CharField(max_length=120)
    slug = models.SlugField(max_length=60, unique=True)
    theme = models.CharField(max_length=40, blank=True)
    created_at = models.DateTimeField(db_default=Now())

    def __str__(self) -> str:
        return self.name


class Installation(models.Model):
    """What kind of database this is. `is_demo` is written when it is made and by nothing later."""

    id = models.BooleanField(primary_key=True, default=True)
    is_demo = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [models.CheckConstraint(condition=models.Q(id=True), name="installation_one_row")]

    def __str__(self) -> str:
        return "demo" if self.is_demo else "installation"


class DoorKind(models.TextChoices):
    """What a secret opens."""

    JOIN = "join"  # a meeting, by its join code
    GUEST = "guest"  # a guest's seat, by the cookie
    SETUP = "setup"  # the first organisation of an empty installation
    ANONYMOUS = "anonymous"  # a round, by its public key
    INVITATION = "invitation"  # an account's first sign-in
    CALENDAR = "calendar"  # a calendar feed, by its secret address
    NOTICES = "notices"  # switching a kind of mail off, by the link in it
    PORTFOLIO = "portfolio"  # a portfolio, for whoever has the address that its owner gave
    ANSWER = "answer"  # one invitation to answer, for somebody without an account; the code travels in a fragment


class Door(models.Model):
    """A secret that leads to an organisation before any row of it can be read. Only the secret's hash is kept.

    This table lies outside row-level security: that is what it is for.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    kind = models.CharField(max_length=12, choices=DoorKind)
    secret_hash = models.BinaryField(max_length=32)
    organisation = models.ForeignKey(Organisation, null=True, on_delete=models.CASCADE, related_name="+")
    target = models.UUIDField(null=True)
    opens_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["kind", "secret_hash"], name="door_kind_secret_hash"),
            models.CheckConstraint(
                condition=models.Q(kind=DoorKind.SETUP) | models.Q(organisation__isnull=False),
                name="door_leads_somewhere",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["target"], name="door_target")]

    def __str__(self) -> str:
        return f"{self.kind} door"


class TenantModel(models.Model):
    """A row of one organisation. `core.tenancy.guard` gives its table the policy, the grants and the composite keys."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")

    # What the application role may do with the rows. A table that only grows leaves out `update` and `delete`.
    grants: ClassVar[str] = "select, insert, update, delete"

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save the row. Raises KeyTaken where another row has its key: one that came with a form can be that of a row
        which lies in another organisation, so that looking for it found nothing.
        """
        try:
            super().save(*args, **kwargs)
        except IntegrityError as error:
            if _is_key_taken(error):
                raise KeyTaken from error
            raise


def _is_key_taken(error: IntegrityError) -> bool:
    """Return whether another row has the primary key; a sweep sees to it that each of their constraints is so named."""
    cause = error.__cause__
    return isinstance(cause, UniqueViolation) and (cause.diag.constraint_name or "").endswith("_pkey")
