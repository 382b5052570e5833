"""The store of anonymous acts. Six tables, and what each must not hold matters as much as what it does.

No table here has a time, a serial or a uuid7 on a row that a person caused, and nothing joins a token to a person or,
where a token brings many slips, a slip to a token. See docs/decisions/0005.
"""

import uuid
from typing import ClassVar

from django.db import models

from drieslag.core.models import TenantModel
from drieslag.privacy.anonymous.enums import BoxState, Purpose, RoundState, Taking

HASH_BYTES = 32


class StoreModel(TenantModel):
    """A row of the store: its key is random, so that it does not tell when it was made."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)

    class Meta:
        abstract = True


class Round(StoreModel):
    """A signing key, never changed, and whom it serves: those whom `holders.may_hold` names for purpose and scope."""

    grants: ClassVar[str] = "select, insert, update (state, takes_until), delete"

    purpose = models.CharField(max_length=10, choices=Purpose)
    scope = models.UUIDField()
    part = models.CharField(max_length=60, blank=True)
    state = models.CharField(max_length=10, choices=RoundState, default=RoundState.OPEN)
    modulus = models.BinaryField()
    fingerprint = models.CharField(max_length=64)
    takes_until = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation", "fingerprint"], name="anonymous_round_key_used_once"),
            models.CheckConstraint(
                condition=~models.Q(state=RoundState.CLOSING) | models.Q(takes_until__isnull=False),
                name="anonymous_round_closing_has_end",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["organisation", "scope"], name="anonymous_round_scope")]

    def __str__(self) -> str:
        return f"{self.purpose} round"


class Box(StoreModel):
    """A sealing key and what it is for: a step, a jar's slips since it was last emptied, the answers of a group."""

    grants: ClassVar[str] = "select, insert, update (state), delete"

    purpose = models.CharField(max_length=10, choices=Purpose)
    scope = models.UUIDField()
    part = models.CharField(max_length=60, blank=True)
    taking = models.CharField(max_length=4, choices=Taking)
    max_length = models.PositiveIntegerField()
    max_each = models.PositiveIntegerField(default=0)
    public_key = models.BinaryField()
    state = models.CharField(max_length=10, choices=BoxState, default=BoxState.SHUT)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["organisation", "purpose", "scope", "part"],
                condition=models.Q(state=BoxState.SHUT),
                name="anonymous_box_one_shut",
            )
        ]

    def __str__(self) -> str:
        return f"{self.purpose} box"


class Issue(StoreModel):
    """That a holder got a token, and for which blinded message: all that a second press is judged by. Not when."""

    grants: ClassVar[str] = "select, insert, delete"

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="+")
    holder = models.UUIDField()
    blinded_hash = models.BinaryField(max_length=HASH_BYTES)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation", "round", "holder"], name="anonymous_issue_once_a_holder")
        ]

    def __str__(self) -> str:
        return "issue"


class Spent(StoreModel):
    """That a token brought its one slip to a box. The hash is of token and box, so it matches in no other table."""

    grants: ClassVar[str] = "select, insert, delete"

    box = models.ForeignKey(Box, on_delete=models.CASCADE, related_name="+")
    token_hash = models.BinaryField(max_length=HASH_BYTES)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation", "box", "token_hash"], name="anonymous_spent_once_a_box")
        ]

    def __str__(self) -> str:
        return "spent token"


class Ready(StoreModel):
    """That somebody is ready with a step: counted, never named. Hashed like Spent, under a word of its own."""

    grants: ClassVar[str] = "select, insert, delete"

    box = models.ForeignKey(Box, on_delete=models.CASCADE, related_name="+")
    token_hash = models.BinaryField(max_length=HASH_BYTES)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation", "box", "token_hash"], name="anonymous_ready_once_a_box")
        ]

    def __str__(self) -> str:
        return "ready"


class Slip(StoreModel):
    """A sealed text, and the hash of the secret with which its writer changes it while the box is shut."""

    grants: ClassVar[str] = "select, insert, update (sealed), delete"

    box = models.ForeignKey(Box, on_delete=models.CASCADE, related_name="+")
    sealed = models.BinaryField()
    change_hash = models.BinaryField(max_length=HASH_BYTES)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation", "box", "change_hash"], name="anonymous_slip_change_hash")
        ]

    def __str__(self) -> str:
        return "slip"


STORE: tuple[type[StoreModel], ...] = (Issue, Spent, Ready, Slip)
