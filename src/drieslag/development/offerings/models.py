"""What colleagues offer each other, who signed up for it, and what somebody keeps of having been there.

An offering is the organisation's. A sign-up stands under somebody's name, for the hosts, and goes 30 days after. Who
came is kept nowhere but in a private row of each one's own.
"""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from drieslag.core.models import TenantModel
from drieslag.development.offerings.enums import Kind, Standing, State, Where
from drieslag.privacy.fields import EncryptedTextField

TITLE_MAX = 120
WORDS_MAX = 1000
LINE_MAX = 300
LINK_MAX = 300
MOST_SEATS = 500
MOST_MOMENTS = 12
MOST_MATERIALS = 20
MOST_A_QUARTER = 90


class Offering(TenantModel):
    """A training, an activity or a visit. `taken` counts the seats that are taken: never more than there are.

    `theme_*` name a theme of a framework, where one was chosen; `training_id` is the training of learning.spread that a
    held training became, for plans after it.
    """

    kind = models.CharField(max_length=8, choices=Kind)
    state = models.CharField(max_length=9, choices=State, default=State.PLANNED)
    title = EncryptedTextField()
    what_for = EncryptedTextField()
    ask = EncryptedTextField(default="")  # what one brings, or the question with which a visitor comes
    where = models.CharField(max_length=6, choices=Where, default=Where.ON_THE_SPOT)
    place = EncryptedTextField(default="")
    link = EncryptedTextField(default="")  # where one meets online, or the course itself: elsewhere
    is_live = models.BooleanField(default=True)  # sound and picture of everybody, at the same time
    seats = models.PositiveSmallIntegerField(null=True)
    taken = models.PositiveSmallIntegerField(default=0)
    theme_code = models.CharField(max_length=40, blank=True)
    theme_version = models.PositiveIntegerField(null=True)
    theme_key = models.CharField(max_length=60, blank=True)
    maker = models.UUIDField(null=True)
    made_at = models.DateTimeField()
    first_at = models.DateTimeField()
    last_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)  # held or called off
    training_id = models.UUIDField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(seats=None) | Q(taken__lte=F("seats")), name="offering_seats"),
            models.CheckConstraint(condition=Q(seats=None) | Q(seats__gte=1), name="offering_has_a_seat"),
            models.CheckConstraint(condition=Q(first_at__lt=F("last_at")), name="offering_first_before_last"),
            models.CheckConstraint(
                condition=Q(state=State.PLANNED, ended_at=None) | (~Q(state=State.PLANNED) & Q(ended_at__isnull=False)),
                name="offering_ended_at",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["organisation", "last_at"], name="offering_last")]

    def __str__(self) -> str:
        return f"{self.kind}: {self.state}"


class Moment(TenantModel):
    """One day of an offering. What is a break does not count as learning."""

    offering = models.ForeignKey(Offering, on_delete=models.CASCADE, related_name="moments")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    break_minutes = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(starts_at__lt=F("ends_at")), name="offering_moment_has_length"),
            models.UniqueConstraint(fields=["offering", "starts_at"], name="offering_moment_once"),
        ]
        indexes: ClassVar = [models.Index(fields=["organisation", "starts_at"], name="offering_moment_starts")]

    def __str__(self) -> str:
        return f"moment of {self.minutes} minutes"

    @property
    def minutes(self) -> int:
        """How long it lasts, with its breaks."""
        return round((self.ends_at - self.starts_at).total_seconds() / 60)

    @property
    def net_minutes(self) -> int:
        """How long one learns: without the breaks."""
        return max(0, self.minutes - self.break_minutes)


class Host(TenantModel):
    """Who gives it, or lets others look."""

    offering = models.ForeignKey(Offering, on_delete=models.CASCADE, related_name="hosts")
    person = models.UUIDField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["offering", "person"], name="offering_host_once")]
        indexes: ClassVar = [models.Index(fields=["organisation", "person"], name="offering_host_person")]

    def __str__(self) -> str:
        return "host"


class Material(TenantModel):
    """A short text or a link that goes with an offering, and for which goal it is."""

    offering = models.ForeignKey(Offering, on_delete=models.CASCADE, related_name="materials")
    title = EncryptedTextField()
    goal = EncryptedTextField(default="")
    text = EncryptedTextField(default="")
    link = EncryptedTextField(default="")
    by = models.UUIDField(null=True)

    def __str__(self) -> str:
        return "material"


class Seat(TenantModel):
    """That somebody signed up, with a seat or waiting for one, in the order of asking. It goes 30 days after."""

    offering = models.ForeignKey(Offering, on_delete=models.CASCADE, related_name="sign_ups")
    person = models.UUIDField()
    standing = models.CharField(max_length=7, choices=Standing)
    asked_at = models.DateTimeField()
    moved_up_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["offering", "person"], name="offering_seat_once")]
        indexes: ClassVar = [models.Index(fields=["organisation", "person"], name="offering_seat_person")]

    def __str__(self) -> str:
        return f"sign-up: {self.standing}"


class TakenPart(TenantModel):
    """A private row in which its owner says “I was there”. Which offering is in the encrypted text, so that no list can
    be made; its key is random, for one that tells the time would tell the day.
    """

    owner = models.UUIDField()
    text = EncryptedTextField()  # offerings.taken: what, when, how long, how

    class Meta:
        indexes: ClassVar = [models.Index(fields=["organisation", "owner"], name="taken_part_owner")]

    def __str__(self) -> str:
        return "taken part"


class Trainer(TenantModel):
    """What an internal trainer can give, and how often in a quarter: said by the trainer."""

    person = models.UUIDField()
    gives = EncryptedTextField(default="")
    a_quarter = models.PositiveSmallIntegerField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["organisation", "person"], name="trainer_once")]

    def __str__(self) -> str:
        return "trainer"
