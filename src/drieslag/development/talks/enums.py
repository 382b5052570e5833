"""Kinds, sides and states of talks; the state machine is one dict from state to the states that follow."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class TalkKind(models.TextChoices):
    """What kind of talk it is; each has questions of its own (script.py)."""

    COACHING = "coaching", _("coaching talk")
    GOOD = "good", _("good talk about your work")
    EXPECTATIONS = "expectations", _("talk about what you expect of each other")


class Side(models.TextChoices):
    """The two people of a talk: whose growth it is about, and who talks along."""

    OWNER = "owner"
    OTHER = "other"


class TalkState(models.TextChoices):
    """Where a talk stands."""

    ASKED = "asked", _("asked")
    PLANNED = "planned", _("planned")
    DECLINED = "declined", _("does not fit now")
    CALLED_OFF = "called_off", _("called off")
    CLOSED = "closed", _("closed")


TALK_STATES: dict[TalkState, frozenset[TalkState]] = {
    TalkState.ASKED: frozenset({TalkState.ASKED, TalkState.PLANNED, TalkState.DECLINED, TalkState.CALLED_OFF}),
    TalkState.PLANNED: frozenset({TalkState.ASKED, TalkState.CALLED_OFF, TalkState.CLOSED}),
    TalkState.DECLINED: frozenset(),
    TalkState.CALLED_OFF: frozenset(),
    TalkState.CLOSED: frozenset(),
}

# A talk that is still going to be, or still can be.
AHEAD = (TalkState.ASKED, TalkState.PLANNED)


class ReplyKind(models.TextChoices):
    """What the other does with agreements: signs them, or answers with a sentence."""

    CONFIRMED = "confirmed", _("confirmed")
    SENTENCE = "sentence", _("answered with a sentence")


class Who(models.TextChoices):
    """Who does what was agreed."""

    OWNER = "owner"
    OTHER = "other"
    BOTH = "both"


class Whom(models.TextChoices):
    """Who puts the question of a card."""

    EVERYONE = "everyone", _("for everyone")
    LEADER = "leader", _("for who leads the talk")
