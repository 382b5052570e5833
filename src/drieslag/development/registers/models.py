"""What somebody keeps for a professional register: for that person alone, and encrypted."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from drieslag.core.models import TenantModel
from drieslag.development.registers.enums import Answer
from drieslag.privacy.fields import EncryptedTextField

TITLE_MAX = 160
WORDS_MAX = 4000
MOST_ENTRIES = 600
MOST_ASKED = 12


class RegisterFile(TenantModel):
    """One period in one register, by the rules of a version. `own` holds what its owner looked up at the register."""

    owner = models.UUIDField()
    code = models.CharField(max_length=16)
    version = models.PositiveSmallIntegerField()
    first = models.DateField()
    last = models.DateField()
    registered_until = models.DateField(null=True)
    own = EncryptedTextField(default="")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation", "owner", "code", "first"], name="register_file_once"),
            models.CheckConstraint(condition=Q(last__gt=F("first")), name="register_file_period"),
        ]

    def __str__(self) -> str:
        return f"file of {self.code}"


class Series(TenantModel):
    """Gatherings that belong together, such as a year of intervision: a register asks one text about them."""

    owner = models.UUIDField()
    file = models.ForeignKey(RegisterFile, on_delete=models.CASCADE, related_name="series")
    text = EncryptedTextField()  # noted.Told

    class Meta:
        indexes: ClassVar = [models.Index(fields=["organisation", "owner"], name="series_owner")]

    def __str__(self) -> str:
        return "series"


class Entry(TenantModel):
    """One activity. When and how long stands in the encrypted text alone; its key is random and tells no day."""

    owner = models.UUIDField()
    file = models.ForeignKey(RegisterFile, on_delete=models.CASCADE, related_name="entries")
    series = models.ForeignKey(Series, null=True, on_delete=models.CASCADE, related_name="entries")
    text = EncryptedTextField()  # noted.Noted

    class Meta:
        indexes: ClassVar = [models.Index(fields=["organisation", "owner"], name="entry_owner")]

    def __str__(self) -> str:
        return "entry"


class Confirmation(TenantModel):
    """That a participant was asked to confirm the owner's statement of one gathering, and what that one said. Only
    where a works council consented (trust.md).
    """

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="confirmations")
    owner = models.UUIDField()
    person = models.UUIDField()
    state = models.CharField(max_length=10, choices=Answer, default=Answer.ASKED)
    answered_on = models.DateField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["entry", "person"], name="confirmation_once"),
            models.CheckConstraint(condition=~Q(person=F("owner")), name="confirmation_of_another"),
            models.CheckConstraint(
                condition=Q(state=Answer.ASKED, answered_on=None)
                | (~Q(state=Answer.ASKED) & Q(answered_on__isnull=False)),
                name="confirmation_answered",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["organisation", "person"], name="confirmation_person")]

    def __str__(self) -> str:
        return f"confirmation: {self.state}"
