"""The tables of talks. A talk is about its owner and belongs to its two people alone; all words in it are encrypted.

Persons stand in the talk alone: what is prepared, agreed and answered names a side of it.
"""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from drieslag.core.models import TenantModel
from drieslag.development.talks.enums import ReplyKind, Side, TalkKind, TalkState, Whom
from drieslag.learning.support.enums import Room
from drieslag.privacy.fields import EncryptedTextField

PLACE_MAX = 80
ABOUT_MAX = 300
WORDS_MAX = 1500
LINE_MAX = 300
SENTENCE_MAX = 600
MOST_LINES = 6
DECK_MAX = 60
SOURCE_MAX = 200
CARD_MAX = 200
HEADING_MAX = 60


class Talk(TenantModel):
    """A talk about somebody's growth, with one other. `other` is empty once that person was erased."""

    owner = models.UUIDField()
    other = models.UUIDField(null=True)
    kind = models.CharField(max_length=12, choices=TalkKind)
    state = models.CharField(max_length=10, choices=TalkState, default=TalkState.ASKED)
    begun_by = models.CharField(max_length=5, choices=Side)  # who asked for it, and wrote `about`
    asked_by = models.CharField(max_length=5, choices=Side)  # who proposed the moment; the other accepts it
    planned_at = models.DateTimeField()
    place = EncryptedTextField(default="")
    about = EncryptedTextField(default="")
    cards = EncryptedTextField(default="[]")  # those that lie on the table, with own words (table.py)
    # Numbers of versions of the agreements: the latest, the latest that was answered, the latest that both signed.
    agreed_number = models.PositiveSmallIntegerField(default=0)
    replied_number = models.PositiveSmallIntegerField(default=0)
    confirmed_number = models.PositiveSmallIntegerField(default=0)
    closed_on = models.DateField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(other=None) | ~Q(other=F("owner")), name="talk_of_two"),
            models.CheckConstraint(
                condition=Q(state=TalkState.CLOSED, closed_on__isnull=False)
                | (~Q(state=TalkState.CLOSED) & Q(closed_on=None)),
                name="talk_closed_on",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_number__lte=F("replied_number"), replied_number__lte=F("agreed_number")),
                name="talk_numbers",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["organisation", "owner"], name="talk_owner"),
            models.Index(fields=["organisation", "other"], name="talk_other"),
        ]

    def __str__(self) -> str:
        return f"{self.state} {self.kind} talk"


class Preparation(TenantModel):
    """What one of the two prepared. The owner's is the owner's alone until laid open; what the other keeps about the
    owner is open from that moment on, and the database holds that too.
    """

    talk = models.ForeignKey(Talk, on_delete=models.CASCADE, related_name="preparations")
    side = models.CharField(max_length=5, choices=Side)
    answers = EncryptedTextField()  # words by the key of the question (script.PREPARED)
    opened_on = models.DateField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["talk", "side"], name="talk_preparation_once"),
            models.CheckConstraint(
                condition=~Q(side=Side.OTHER) | Q(opened_on__isnull=False), name="talk_preparation_of_other_is_open"
            ),
        ]

    def __str__(self) -> str:
        return f"preparation of the {self.side}"


class Agreement(TenantModel):
    """One version of what was agreed. The owner alone writes it, and signs it by that, on `made_on`."""

    talk = models.ForeignKey(Talk, on_delete=models.CASCADE, related_name="agreements")
    number = models.PositiveSmallIntegerField()
    lines = EncryptedTextField()  # who does what, by when (agreed.py)
    help = EncryptedTextField(default="")
    evidence = EncryptedTextField(default="")
    made_on = models.DateField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["talk", "number"], name="talk_agreement_number")]

    def __str__(self) -> str:
        return f"agreements, version {self.number}"


class Reply(TenantModel):
    """What the other did with a version: signed it, or answered with a sentence. Who that is, the talk says."""

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="replies")
    kind = models.CharField(max_length=9, choices=ReplyKind)
    sentence = EncryptedTextField(default="")
    said_on = models.DateField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["agreement", "kind"], name="talk_reply_once")]

    def __str__(self) -> str:
        return f"{self.kind} agreements"


class Deck(TenantModel):
    """Cards of the organisation's own. They are for all colleagues, so no person stands in them; whose questions they
    are, `source` says. One that was withdrawn is offered no longer.
    """

    name = models.CharField(max_length=DECK_MAX)
    source = models.CharField(max_length=SOURCE_MAX)
    withdrawn_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.name


class DeckCard(TenantModel):
    """A card of such a deck. Other words are another `version`, so that its key says which words lie on a table."""

    deck = models.ForeignKey(Deck, on_delete=models.CASCADE, related_name="cards")
    place = models.PositiveSmallIntegerField()
    version = models.PositiveIntegerField(default=1)
    text = models.CharField(max_length=CARD_MAX)
    heading = models.CharField(max_length=HEADING_MAX, blank=True)
    dimension = models.CharField(max_length=10, choices=Room, blank=True)
    whom = models.CharField(max_length=8, choices=Whom, default=Whom.EVERYONE)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["deck", "text"], name="deck_card_once"),
            models.CheckConstraint(condition=Q(version__gte=1), name="deck_card_version_from_one"),
        ]

    def __str__(self) -> str:
        return self.text
