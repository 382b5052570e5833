"""The tables of competence: formative moments, self-declarations with views, and three facts about reserved tasks.

All words are encrypted. There is no score, no level and no standing in any column.
"""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from drieslag.core.models import TenantModel
from drieslag.development.competence.enums import Fact, FeedbackState, FilmPlace, MomentKind, ViewState
from drieslag.development.competence.terms import LONGEST_MONTHS
from drieslag.privacy.fields import EncryptedTextField

LINE_MAX = 300
WORDS_MAX = 1500
LINK_MAX = 300
NAME_MAX = 120
NUMBER_MAX = 60
THEME_MAX = 60
MOST_MONTHS = 120
TWO = 2


class Moment(TenantModel):
    """Somebody tries something out, and may let a colleague look. Done as often as one likes; `earlier` says of which
    this is another time.
    """

    owner = models.UUIDField()
    kind = models.CharField(max_length=11, choices=MomentKind)
    task = EncryptedTextField()
    prediction = EncryptedTextField(default="")
    tried_on = models.DateField(null=True)
    next = EncryptedTextField(default="")
    note = EncryptedTextField(default="")
    goal_id = models.UUIDField(null=True)
    theme_code = models.CharField(max_length=THEME_MAX, blank=True)
    theme_version = models.PositiveIntegerField(null=True)
    theme_key = models.CharField(max_length=THEME_MAX, blank=True)
    earlier = models.ForeignKey("self", null=True, on_delete=models.SET_NULL, related_name="later")
    film = models.CharField(max_length=5, choices=FilmPlace, blank=True)
    link = EncryptedTextField(default="")  # forgotten after fourteen days
    link_until = models.DateField(null=True)
    made_on = models.DateField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(kind=MomentKind.FILM) | Q(film="", link_until=None), name="moment_film"),
            models.CheckConstraint(
                condition=Q(theme_code="", theme_version=None, theme_key="")
                | (~Q(theme_code="") & ~Q(theme_key="") & Q(theme_version__isnull=False)),
                name="moment_theme",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["organisation", "owner"], name="moment_owner")]

    def __str__(self) -> str:
        return f"moment: {self.kind}"


class Feedback(TenantModel):
    """A colleague was asked by name to look, and what that colleague wrote to the owner alone; `may_show` once the
    colleague agreed that the owner shows it in a portfolio.
    """

    moment = models.ForeignKey(Moment, on_delete=models.CASCADE, related_name="feedback")
    person = models.UUIDField()
    state = models.CharField(max_length=8, choices=FeedbackState, default=FeedbackState.ASKED)
    saw = EncryptedTextField(default="")
    effect = EncryptedTextField(default="")
    idea = EncryptedTextField(default="")
    may_show = models.BooleanField(default=False, db_default=False)
    asked_on = models.DateField()
    given_on = models.DateField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["moment", "person"], name="feedback_once"),
            models.CheckConstraint(
                condition=Q(state=FeedbackState.GIVEN, given_on__isnull=False)
                | (~Q(state=FeedbackState.GIVEN) & Q(given_on=None)),
                name="feedback_given_on",
            ),
            models.CheckConstraint(condition=Q(may_show=False) | Q(state=FeedbackState.GIVEN), name="feedback_shown"),
        ]
        indexes: ClassVar = [models.Index(fields=["organisation", "person"], name="feedback_person")]

    def __str__(self) -> str:
        return f"feedback: {self.state}"


class ReservedTask(TenantModel):
    """Something that not everybody may do, as the organisation defines it. How long each fact holds at most, in months;
    a qualification may hold without end.
    """

    name = EncryptedTextField()
    why = EncryptedTextField()
    qualifies = EncryptedTextField()
    qualified_months = models.PositiveSmallIntegerField(null=True)
    competent_months = models.PositiveSmallIntegerField(default=12)
    deployable_months = models.PositiveSmallIntegerField(default=12)
    ended_on = models.DateField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(competent_months__gte=1, competent_months__lte=LONGEST_MONTHS), name="task_competent"
            ),
            models.CheckConstraint(
                condition=Q(deployable_months__gte=1, deployable_months__lte=MOST_MONTHS), name="task_deployable"
            ),
            models.CheckConstraint(
                condition=Q(qualified_months=None) | Q(qualified_months__gte=1, qualified_months__lte=MOST_MONTHS),
                name="task_qualified",
            ),
        ]

    def __str__(self) -> str:
        return "reserved task"


class Declaration(TenantModel):
    """“I declare that I can …, because …”, until a day. `earlier` is the one that it renews."""

    owner = models.UUIDField()
    can = EncryptedTextField()
    because = EncryptedTextField()
    task = models.ForeignKey(ReservedTask, null=True, on_delete=models.RESTRICT, related_name="+")
    theme_code = models.CharField(max_length=THEME_MAX, blank=True)
    theme_version = models.PositiveIntegerField(null=True)
    theme_key = models.CharField(max_length=THEME_MAX, blank=True)
    declared_on = models.DateField()
    until_on = models.DateField()
    withdrawn_on = models.DateField(null=True)
    earlier = models.ForeignKey("self", null=True, on_delete=models.SET_NULL, related_name="later")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(until_on__gte=F("declared_on")), name="declaration_until"),
            models.CheckConstraint(
                condition=Q(withdrawn_on=None) | Q(withdrawn_on__gte=F("declared_on")), name="declaration_withdrawn"
            ),
            models.CheckConstraint(
                condition=Q(theme_code="", theme_version=None, theme_key="")
                | (~Q(theme_code="") & ~Q(theme_key="") & Q(theme_version__isnull=False)),
                name="declaration_theme",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["organisation", "owner"], name="declaration_owner")]

    def __str__(self) -> str:
        return "self-declaration"


class Evidence(TenantModel):
    """One of one's own things, laid under a declaration: the two colleagues read it as it is told (sharing.things)."""

    grants: ClassVar[str] = "select, insert, delete"

    declaration = models.ForeignKey(Declaration, on_delete=models.CASCADE, related_name="evidence")
    owner = models.UUIDField()
    kind = models.CharField(max_length=12)
    object_id = models.UUIDField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["declaration", "object_id"], name="evidence_once")]

    def __str__(self) -> str:
        return f"evidence: {self.kind}"


class View(TenantModel):
    """What a colleague, asked by name, saw of it. Without a person once that one was erased: that it was seen stays."""

    declaration = models.ForeignKey(Declaration, on_delete=models.CASCADE, related_name="views")
    person = models.UUIDField(null=True)
    state = models.CharField(max_length=10, choices=ViewState, default=ViewState.ASKED)
    words = EncryptedTextField(default="")
    asked_on = models.DateField()
    saw_on = models.DateField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["declaration", "person"], name="view_once"),
            models.CheckConstraint(
                condition=Q(state=ViewState.SAW, saw_on__isnull=False) | (~Q(state=ViewState.SAW) & Q(saw_on=None)),
                name="view_saw_on",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["organisation", "person"], name="view_person")]

    def __str__(self) -> str:
        return f"view: {self.state}"


class Qualification(TenantModel):
    """That somebody is qualified, as that person states it. A diploma is a reference here and gives no level."""

    task = models.ForeignKey(ReservedTask, on_delete=models.RESTRICT, related_name="+")
    owner = models.UUIDField()
    evidence = EncryptedTextField()
    number = EncryptedTextField(default="")
    from_on = models.DateField()
    until_on = models.DateField(null=True)
    withdrawn_on = models.DateField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(until_on=None) | Q(until_on__gte=F("from_on")), name="qualification_until"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["organisation", "owner"], name="qualification_owner")]

    def __str__(self) -> str:
        return "qualification"


class Deployment(TenantModel):
    """That somebody is deployable, as a team leader of that person says it, with a sentence; in the person's sight."""

    task = models.ForeignKey(ReservedTask, on_delete=models.RESTRICT, related_name="+")
    owner = models.UUIDField()
    given_by = models.UUIDField(null=True)
    sentence = EncryptedTextField()
    from_on = models.DateField()
    until_on = models.DateField()
    withdrawn_on = models.DateField(null=True)
    reason = EncryptedTextField(default="")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(until_on__gte=F("from_on")), name="deployment_until"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["organisation", "owner"], name="deployment_owner"),
            models.Index(fields=["organisation", "task"], name="deployment_task"),
        ]

    def __str__(self) -> str:
        return "deployable"


class Shown(TenantModel):
    """The owner lets one leader see one fact for one task: that it holds and until when, not what it stands on."""

    grants: ClassVar[str] = "select, insert, delete"

    task = models.ForeignKey(ReservedTask, on_delete=models.CASCADE, related_name="+")
    owner = models.UUIDField()
    person = models.UUIDField()
    fact = models.CharField(max_length=9, choices=Fact)
    shown_on = models.DateField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["task", "owner", "person", "fact"], name="shown_once"),
            models.CheckConstraint(condition=~Q(person=F("owner")), name="shown_to_another"),
        ]
        indexes: ClassVar = [models.Index(fields=["organisation", "person"], name="shown_person")]

    def __str__(self) -> str:
        return f"shown: {self.fact}"
