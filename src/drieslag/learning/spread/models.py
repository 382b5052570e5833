"""What travels between teams, the theme of a month, and what people do with a training.

An offer and its adoptions are the teams' own words, frozen when they were offered; no person stands in them. A transfer
plan is its owner's. All that people wrote is encrypted.
"""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from drieslag.core.models import TenantModel
from drieslag.kernel.format import Preference
from drieslag.learning.spread.enums import AmbassadorState, NoteKind, OfferKind, Stage, Week
from drieslag.learning.threads.enums import Seen
from drieslag.people.models import Team
from drieslag.privacy.fields import EncryptedTextField

TITLE_MAX = 120
WORDS_MAX = 1000
LINE_MAX = 300
NOTE_MAX = 600
PLACE_MAX = 80
LINK_MAX = 300
MOST_TRIED = 99


class Offer(TenantModel):
    """What a team lets others take over: a copy without persons, that goes on when its thread changes.

    `thread_id` or `try_out_id` says where it came from, for its own team alone.
    """

    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="+")
    thread_id = models.UUIDField(null=True)
    try_out_id = models.UUIDField(null=True)
    kind = models.CharField(max_length=8, choices=OfferKind)
    title = EncryptedTextField()
    what = EncryptedTextField()
    needed = EncryptedTextField(default="")
    came = EncryptedTextField()
    offered_at = models.DateTimeField()
    edited_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["organisation", "offered_at"], name="offer_at"),
            models.Index(fields=["organisation", "team"], name="offer_team"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} offer"


class Ambassador(TenantModel):
    """Somebody of the team who carries an offer to others, for a term. Who declines or is erased stands here no more:
    then the team carries it.
    """

    offer = models.ForeignKey(Offer, on_delete=models.CASCADE, related_name="ambassadors")
    person = models.UUIDField(null=True)
    state = models.CharField(max_length=8, choices=AmbassadorState, default=AmbassadorState.OFFERED)
    stage = models.CharField(max_length=10, choices=Stage, default=Stage.DEEPEN)
    asked_at = models.DateTimeField()
    until = models.DateField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["offer"],
                condition=Q(state__in=[AmbassadorState.OFFERED, AmbassadorState.ACCEPTED]),
                name="ambassador_one_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(person__isnull=False) | Q(state__in=[AmbassadorState.DECLINED, AmbassadorState.ENDED]),
                name="ambassador_has_person",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["organisation", "person"], name="ambassador_person")]

    def __str__(self) -> str:
        return f"ambassador: {self.state}"


class Adoption(TenantModel):
    """Another team took an offer over, as a try-out of its own. What it saw stands here only once it shares that."""

    offer = models.ForeignKey(Offer, on_delete=models.CASCADE, related_name="adoptions")
    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="+")
    try_out_id = models.UUIDField()
    differently = EncryptedTextField(default="")
    adopted_at = models.DateTimeField()
    seen = models.CharField(max_length=3, choices=Seen, blank=True)
    told = EncryptedTextField(default="")
    told_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["offer", "team"], name="adoption_once_a_team"),
            models.CheckConstraint(
                condition=Q(told_at=None, seen="") | (Q(told_at__isnull=False) & ~Q(seen="")), name="adoption_told_at"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["organisation", "team"], name="adoption_team")]

    def __str__(self) -> str:
        return "adoption"


class Theme(TenantModel):
    """What several teams look at together for a month."""

    title = EncryptedTextField()
    question = EncryptedTextField()
    month = models.DateField()  # its first day
    maker = models.UUIDField(null=True)
    made_at = models.DateTimeField()
    harvest = EncryptedTextField(default="")
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [models.CheckConstraint(condition=Q(month__day=1), name="theme_month_first_day")]
        indexes: ClassVar = [models.Index(fields=["organisation", "month"], name="theme_month")]

    def __str__(self) -> str:
        return f"theme of {self.month:%Y-%m}"


class Activity(TenantModel):
    """Something that one can take part in during a theme. Nobody signs up: who came is not kept."""

    theme = models.ForeignKey(Theme, on_delete=models.CASCADE, related_name="activities")
    title = EncryptedTextField()
    on = models.DateField()
    place = EncryptedTextField()
    preference = models.CharField(max_length=14, choices=[(one.value, one.value) for one in Preference])
    maker = models.UUIDField(null=True)
    taken_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["organisation", "theme", "on"], name="activity_theme")]

    def __str__(self) -> str:
        return f"{self.preference} activity"


class ThemeThread(TenantModel):
    """A team lets others see that it works on this question: the title as the team worded it for them, nothing more."""

    theme = models.ForeignKey(Theme, on_delete=models.CASCADE, related_name="threads")
    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="+")
    thread_id = models.UUIDField()
    title = EncryptedTextField()
    linked_at = models.DateTimeField()
    taken_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["theme", "thread_id"], name="theme_thread_once")]
        indexes: ClassVar = [models.Index(fields=["organisation", "team"], name="theme_thread_team")]

    def __str__(self) -> str:
        return "thread of a theme"


class ThemeNote(TenantModel):
    """A question, a piece of knowledge or something learned, put in by somebody or, without a name, by nobody."""

    theme = models.ForeignKey(Theme, on_delete=models.CASCADE, related_name="notes")
    kind = models.CharField(max_length=10, choices=NoteKind)
    text = EncryptedTextField()
    link = EncryptedTextField(default="")
    by = models.UUIDField(null=True)
    noted_at = models.DateTimeField()
    taken_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["organisation", "theme"], name="theme_note_theme"),
            models.Index(fields=["organisation", "by"], name="theme_note_by"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} of a theme"


class Training(TenantModel):
    """A training or course that people of the organisation followed. Who followed it is not kept."""

    title = EncryptedTextField()
    on = models.DateField()
    trainer = models.UUIDField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["organisation", "on"], name="training_on")]

    def __str__(self) -> str:
        return f"training of {self.on:%Y-%m-%d}"


class TransferPlan(TenantModel):
    """What somebody does with a training, in three lines. Its owner's, until shared with named people."""

    training = models.ForeignKey(Training, on_delete=models.CASCADE, related_name="plans")
    owner = models.UUIDField()
    what = EncryptedTextField()
    with_whom = EncryptedTextField()
    when = EncryptedTextField()
    from_on = models.DateField()
    made_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["training", "owner"], name="transfer_plan_once")]
        indexes: ClassVar = [models.Index(fields=["organisation", "owner"], name="transfer_plan_owner")]

    def __str__(self) -> str:
        return "transfer plan"


class PlanShare(TenantModel):
    """The owner lets one named person read the three lines; never what was seen afterwards."""

    plan = models.ForeignKey(TransferPlan, on_delete=models.CASCADE, related_name="shares")
    person = models.UUIDField()
    shared_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["plan", "person"], name="plan_share_once")]
        indexes: ClassVar = [models.Index(fields=["organisation", "person"], name="plan_share_person")]

    def __str__(self) -> str:
        return "share of a plan"


class TransferLook(TenantModel):
    """What somebody saw of the own plan after some weeks. `counted_in` is the figure in which it was counted."""

    plan = models.ForeignKey(TransferPlan, on_delete=models.CASCADE, related_name="looks")
    week = models.PositiveSmallIntegerField(choices=Week)
    answers = EncryptedTextField()  # spread.answers: times tried, what was seen, what is needed, what stuck
    noted_at = models.DateTimeField()
    counted_in = models.PositiveSmallIntegerField(null=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["plan", "week"], name="transfer_look_once")]

    def __str__(self) -> str:
        return f"look after {self.week} weeks"


class TransferFigure(TenantModel):
    """A figure of a training, frozen: from five people, and anew only when three more looked back (figures.py)."""

    grants: ClassVar[str] = "select, insert, delete"

    training = models.ForeignKey(Training, on_delete=models.CASCADE, related_name="figures")
    week = models.PositiveSmallIntegerField(choices=Week)
    number = models.PositiveSmallIntegerField()
    people = models.PositiveSmallIntegerField()
    tried = models.FloatField(null=True)
    stuck = models.PositiveSmallIntegerField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["training", "week", "number"], name="transfer_figure_once")
        ]

    def __str__(self) -> str:
        return f"figure of {self.people} people"
