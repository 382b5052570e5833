"""Money and hours for learning: budgets, and what people ask of them. Amounts are whole cents and whole minutes.

`committed_*` is what was granted and not given back, or what it really cost. The database itself keeps it from going
above the budget. Words of a request are encrypted; when somebody is erased, amounts and days stay, without words.
"""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from drieslag.core.models import TenantModel
from drieslag.development.budgets.enums import OF_A_PERSON, Kind, Purpose, State
from drieslag.people.models import Team
from drieslag.privacy.fields import EncryptedTextField

NAME_MAX = 120
WHAT_MAX = 600
REASON_MAX = 600
HELD = (State.GRANTED, State.SPENT)


class Budget(TenantModel):
    """What a person, a team or the holder of a domain can spend in a period."""

    kind = models.CharField(max_length=8, choices=Kind)
    owner = models.UUIDField(null=True)  # whose it is, or who holds the domain; empty after erasure
    team = models.ForeignKey(Team, null=True, on_delete=models.CASCADE, related_name="+")
    name = EncryptedTextField(default="")  # of a domain
    starts_on = models.DateField()
    ends_on = models.DateField()
    cents = models.BigIntegerField()
    minutes = models.IntegerField(default=0)
    committed_cents = models.BigIntegerField(default=0)
    committed_minutes = models.IntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(committed_cents__gte=0, committed_cents__lte=F("cents")), name="budget_cents_left"
            ),
            models.CheckConstraint(
                condition=Q(committed_minutes__gte=0, committed_minutes__lte=F("minutes")), name="budget_minutes_left"
            ),
            models.CheckConstraint(condition=Q(starts_on__lte=F("ends_on")), name="budget_period"),
            models.CheckConstraint(
                condition=Q(kind=Kind.TEAM, team__isnull=False, owner=None) | (~Q(kind=Kind.TEAM) & Q(team=None)),
                name="budget_of_whom",
            ),
            models.UniqueConstraint(
                fields=["organisation", "kind", "owner", "starts_on"],
                condition=Q(kind__in=sorted(OF_A_PERSON)),
                name="budget_once_a_person",
            ),
            models.UniqueConstraint(
                fields=["team", "starts_on"], condition=Q(kind=Kind.TEAM), name="budget_once_a_team"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["organisation", "owner"], name="budget_owner")]

    def __str__(self) -> str:
        return f"{self.kind} budget"

    @property
    def cents_left(self) -> int:
        """What was neither granted nor spent."""
        return self.cents - self.committed_cents

    @property
    def minutes_left(self) -> int:
        """The time that was neither granted nor spent."""
        return self.minutes - self.committed_minutes


class Request(TenantModel):
    """What somebody asks of a budget, in own words, and what was decided."""

    budget = models.ForeignKey(Budget, on_delete=models.CASCADE, related_name="requests")
    asker = models.UUIDField(null=True)
    what = EncryptedTextField()
    goal_id = models.UUIDField(null=True)
    purpose = models.CharField(max_length=8, choices=Purpose)
    state = models.CharField(max_length=10, choices=State, default=State.ASKED)
    cents = models.BigIntegerField()
    minutes = models.IntegerField(default=0)
    granted_cents = models.BigIntegerField(null=True)
    granted_minutes = models.IntegerField(null=True)
    spent_cents = models.BigIntegerField(null=True)
    spent_minutes = models.IntegerField(null=True)
    reason = EncryptedTextField(default="")
    decider = models.UUIDField(null=True)
    asked_on = models.DateField()
    decided_on = models.DateField(null=True)
    spent_on = models.DateField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(cents__gte=0, minutes__gte=0) & (Q(cents__gt=0) | Q(minutes__gt=0)),
                name="request_asks_something",
            ),
            # A check lets pass what is neither true nor false, so “not empty” is said apart.
            models.CheckConstraint(
                condition=Q(state__in=HELD, granted_cents__isnull=False, granted_minutes__isnull=False)
                & Q(granted_cents__gte=0, granted_minutes__gte=0)
                | (~Q(state__in=HELD) & Q(granted_cents=None, granted_minutes=None)),
                name="request_granted",
            ),
            models.CheckConstraint(
                condition=Q(state=State.SPENT, spent_cents__gte=0, spent_minutes__gte=0, spent_on__isnull=False)
                & Q(spent_cents__isnull=False, spent_minutes__isnull=False)
                | (~Q(state=State.SPENT) & Q(spent_cents=None, spent_minutes=None, spent_on=None)),
                name="request_spent",
            ),
            models.CheckConstraint(
                condition=Q(spent_cents=None)
                | Q(spent_cents__lte=F("granted_cents"), spent_minutes__lte=F("granted_minutes")),
                name="request_spent_within",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["organisation", "asker"], name="request_asker"),
            models.Index(fields=["organisation", "state"], name="request_state"),
        ]

    def __str__(self) -> str:
        return f"request: {self.state}"

    @property
    def held(self) -> tuple[int, int]:
        """The cents and minutes that this request takes of its budget now."""
        if self.state == State.SPENT:
            return self.spent_cents or 0, self.spent_minutes or 0
        if self.state == State.GRANTED:
            return self.granted_cents or 0, self.granted_minutes or 0
        return 0, 0


class Voice(TenantModel):
    """What a member of the team says of a request of the team's budget, under the own name, until it is decided."""

    request = models.ForeignKey(Request, on_delete=models.CASCADE, related_name="voices")
    person = models.UUIDField()
    agrees = models.BooleanField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["request", "person"], name="voice_once")]
        indexes: ClassVar = [models.Index(fields=["organisation", "person"], name="voice_person")]

    def __str__(self) -> str:
        return "voice"


class PersonalSum(TenantModel):
    """What was granted of all personal budgets of a kind, as it stood on the first of a month. There is no person in
    it. It stays until the number of people differs by three, so that two looks never tell of one.

    `since` is the first day of the earliest of these budgets: with new budgets a new sum begins.
    """

    grants: ClassVar[str] = "select, insert, delete"

    kind = models.CharField(max_length=8, choices=Kind)
    since = models.DateField()
    on = models.DateField()
    cents = models.BigIntegerField()
    minutes = models.BigIntegerField()
    people = models.PositiveIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation", "kind", "since"], name="personal_sum_once"),
            models.CheckConstraint(condition=Q(people__gte=5), name="personal_sum_enough"),
        ]

    def __str__(self) -> str:
        return f"sum of {self.kind} budgets"
