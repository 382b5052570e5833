"""Buddies, help that a team asks, the tally of a meeting, what one leaves behind, and what one takes part in.

What people wrote is encrypted. Nothing here says who spoke with whom when, who tapped what, or why somebody leaves.
"""

from datetime import timedelta
from typing import ClassVar
from uuid import uuid4

from django.db import models
from django.db.models import F, Q

from drieslag.core import clock
from drieslag.core.models import TenantModel
from drieslag.learning.support.enums import Asked, HelpState, ItemKind, PairState, Room, WordKind
from drieslag.people.models import Person, Team
from drieslag.privacy.fields import EncryptedTextField

HELP_MAX = 1200
HELP_SHORT_MAX = 400
WORD_MAX = 800
ITEM_MAX = 500
TITLE_MAX = 140
WEEKS = 2
TALK_MINUTES = 30
HALF_HOUR = timedelta(minutes=30)


def _moment_of(state: str, field: str, name: str) -> models.CheckConstraint:
    """The moment is there exactly while the row is in the state."""
    return models.CheckConstraint(
        condition=Q(state=state, **{f"{field}__isnull": False}) | (~Q(state=state) & Q(**{field: None})), name=name
    )


class Pair(TenantModel):
    """Two fixed buddies of a team, or three. A proposal first: it becomes real once each of them wants it."""

    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="+")
    state = models.CharField(max_length=10, choices=PairState, default=PairState.PROPOSED)
    every_weeks = models.PositiveSmallIntegerField(default=WEEKS)
    proposed_on = models.DateField()
    starts_on = models.DateField(null=True)
    ends_on = models.DateField()
    ended_on = models.DateField(null=True)

    class Meta:
        constraints: ClassVar = [
            _moment_of(PairState.ENDED, "ended_on", "pair_ended_on"),
            models.CheckConstraint(
                condition=~Q(state=PairState.AGREED) | Q(starts_on__isnull=False), name="pair_starts_on"
            ),
            models.CheckConstraint(condition=Q(every_weeks__gte=1, every_weeks__lte=12), name="pair_every_weeks"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["organisation", "team"], condition=~Q(state=PairState.ENDED), name="pair_team")
        ]

    def __str__(self) -> str:
        return f"{self.state} buddies"


class PairSeat(TenantModel):
    """Somebody in a pair. `agreed` and `wants_change` are that person's own and go when the pair ends."""

    pair = models.ForeignKey(Pair, on_delete=models.CASCADE, related_name="seats")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    agreed = models.BooleanField(default=False)
    wants_change = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["pair", "person"], name="pair_seat_once")]

    def __str__(self) -> str:
        return "seat of a buddy"


class PairTalk(TenantModel):
    """That buddies spoke on a day: the date and no more. Seen by the two alone."""

    grants: ClassVar[str] = "select, insert, delete"

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)  # a key of ours would tell the hour
    pair = models.ForeignKey(Pair, on_delete=models.CASCADE, related_name="talks")
    held_on = models.DateField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["pair", "held_on"], name="pair_talk_once_a_day")]

    def __str__(self) -> str:
        return "talk of buddies"


class BuddyWish(TenantModel):
    """What somebody wishes about buddies in a team. Nobody else sees it."""

    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    no_buddy = models.BooleanField(default=False)
    across_lead = models.BooleanField(default=False)  # a leader with a member, only when both wish it

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["team", "person"], name="buddy_wish_once")]

    def __str__(self) -> str:
        return "wish about a buddy"


class HelpRequest(TenantModel):
    """What a team runs into, and what it asks of somebody outside. The request is the invitation to read it."""

    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="+")
    running_into = EncryptedTextField()
    tried = EncryptedTextField(default="")
    asking = EncryptedTextField()
    decide_ourselves = EncryptedTextField(default="")
    look_back_on = models.DateField()
    asked_kind = models.CharField(max_length=6, choices=Asked)
    asked_person = models.UUIDField(null=True)
    asked_team = models.ForeignKey(Team, null=True, on_delete=models.SET_NULL, related_name="+")
    state = models.CharField(max_length=10, choices=HelpState, default=HelpState.CONCEPT)
    wants_advice = models.BooleanField(default=False)
    talk_on = models.DateField(null=True)
    thread_id = models.UUIDField(null=True)
    opened_by = models.UUIDField(null=True)
    opened_at = models.DateTimeField()
    asked_at = models.DateTimeField(null=True)
    rounded_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            _moment_of(HelpState.ROUNDED, "rounded_at", "help_rounded_at"),
            models.CheckConstraint(
                condition=Q(state=HelpState.CONCEPT, asked_at=None)
                | (~Q(state=HelpState.CONCEPT) & Q(asked_at__isnull=False)),
                name="help_asked_at",
            ),
            models.CheckConstraint(condition=Q(asked_person=None) | Q(asked_kind=Asked.COACH), name="help_of_a_coach"),
            models.CheckConstraint(condition=Q(asked_team=None) | Q(asked_kind=Asked.TEAM), name="help_of_a_team"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["organisation", "team"], name="help_team"),
            models.Index(fields=["organisation", "asked_person"], name="help_asked_person"),
        ]

    def __str__(self) -> str:
        return f"{self.state} request for help"


class HelpWord(TenantModel):
    """A question of whoever was asked, the team's answer to it, or advice once the team wished for it."""

    request = models.ForeignKey(HelpRequest, on_delete=models.CASCADE, related_name="words")
    kind = models.CharField(max_length=8, choices=WordKind)
    question = models.ForeignKey("self", null=True, on_delete=models.CASCADE, related_name="answers")
    text = EncryptedTextField()
    by = models.UUIDField(null=True)
    said_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["question"], condition=Q(question__isnull=False), name="help_word_one_answer"
            ),
            models.CheckConstraint(
                condition=Q(kind=WordKind.ANSWER, question__isnull=False)
                | (~Q(kind=WordKind.ANSWER) & Q(question=None)),
                name="help_word_answers",
            ),
        ]

    def __str__(self) -> str:
        return self.kind


class Tally(TenantModel):
    """What a meeting made room for, counted without persons. Frozen figures stay; what each gave goes."""

    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="+")
    meeting_id = models.UUIDField(unique=True)
    opened_at = models.DateTimeField()
    frozen_at = models.DateTimeField(null=True)
    figures = models.JSONField(null=True)  # what may be shown of the four sliders, as disclosure allowed it

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(frozen_at=None, figures__isnull=True) | Q(frozen_at__isnull=False, figures__isnull=False),
                name="tally_frozen_at",
            )
        ]
        indexes: ClassVar = [models.Index(fields=["organisation", "team"], name="tally_team")]

    def __str__(self) -> str:
        return "tally of a meeting"

    @property
    def part_now(self) -> int:
        """Which half hour it is since the counting began, from 0."""
        return max(0, int((clock.now() - self.opened_at) / HALF_HOUR))


class TallyPart(TenantModel):
    """The taps of one half hour, and where it was silent."""

    tally = models.ForeignKey(Tally, on_delete=models.CASCADE, related_name="parts")
    number = models.PositiveSmallIntegerField()
    dialogue = models.PositiveIntegerField(default=0)
    reflecting = models.PositiveIntegerField(default=0)
    future = models.PositiveIntegerField(default=0)
    organising = models.PositiveIntegerField(default=0)
    silent = models.CharField(max_length=10, choices=Room, blank=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["tally", "number"], name="tally_part_once")]

    def __str__(self) -> str:
        return "half an hour of a tally"


class TallySlider(TenantModel):
    """The four sliders of one person, until the figures are frozen: then every row goes."""

    tally = models.ForeignKey(Tally, on_delete=models.CASCADE, related_name="sliders")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    values = EncryptedTextField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["tally", "person"], name="tally_slider_once")]

    def __str__(self) -> str:
        return "sliders of one person"


class Departure(TenantModel):
    """What somebody passes on when leaving a team. The leaver's own, then a colleague's, then the team's."""

    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    colleague = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    last_day = models.DateField(null=True)
    began_on = models.DateField()
    shared_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["team", "person"], name="departure_once"),
            models.CheckConstraint(
                condition=Q(colleague=None) | ~Q(colleague=F("person")), name="departure_with_another"
            ),
        ]

    def __str__(self) -> str:
        return "list of somebody who leaves"


class DepartureItem(TenantModel):
    """One line of such a list."""

    departure = models.ForeignKey(Departure, on_delete=models.CASCADE, related_name="items")
    kind = models.CharField(max_length=10, choices=ItemKind)
    text = EncryptedTextField()
    passed_to = models.UUIDField(null=True)
    passed_on = models.BooleanField(default=False)
    insight_id = models.UUIDField(null=True)
    by = models.UUIDField(null=True)
    noted_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.kind


class Undertaking(TenantModel):
    """Something that is to begin, with those who say beforehand what they put into it."""

    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="+")
    title = EncryptedTextField()
    try_out_id = models.UUIDField(null=True)
    opened_by = models.UUIDField(null=True)
    opened_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["try_out_id"], condition=Q(try_out_id__isnull=False), name="undertaking_try_out_once"
            )
        ]
        indexes: ClassVar = [models.Index(fields=["organisation", "team"], name="undertaking_team")]

    def __str__(self) -> str:
        return "undertaking"


class Commitment(TenantModel):
    """That somebody takes part: so much time, until then. Withdrawn at any time, and then it is gone."""

    undertaking = models.ForeignKey(Undertaking, on_delete=models.CASCADE, related_name="commitments")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    minutes_a_week = models.PositiveSmallIntegerField()
    until = models.DateField()
    said_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["undertaking", "person"], name="commitment_once")]

    def __str__(self) -> str:
        return "commitment"
