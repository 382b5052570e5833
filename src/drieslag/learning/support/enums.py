"""States and kinds of support; a state machine is one dict from state to the states that may follow."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class PairState(models.TextChoices):
    """Whether people are each other's buddy. A proposal is known to those in it alone."""

    PROPOSED = "proposed", _("proposed")
    AGREED = "agreed", _("buddies")
    ENDED = "ended", _("ended")


PAIR_STATES: dict[PairState, frozenset[PairState]] = {
    PairState.PROPOSED: frozenset({PairState.AGREED, PairState.ENDED}),
    PairState.AGREED: frozenset({PairState.ENDED}),
    PairState.ENDED: frozenset(),
}


class HelpState(models.TextChoices):
    """Where a team's request for help is. Back in concept, whoever was asked sees it no longer."""

    CONCEPT = "concept", _("concept")
    ASKED = "asked", pgettext_lazy("a request for help", "asked")
    IN_TALK = "in_talk", _("in talk")
    TRYING_OUT = "trying_out", _("trying out")
    ROUNDED = "rounded", _("rounded off by the team")


HELP_STATES: dict[HelpState, frozenset[HelpState]] = {
    HelpState.CONCEPT: frozenset({HelpState.ASKED}),
    HelpState.ASKED: frozenset({HelpState.CONCEPT, HelpState.IN_TALK, HelpState.ROUNDED}),
    HelpState.IN_TALK: frozenset({HelpState.CONCEPT, HelpState.ASKED, HelpState.TRYING_OUT, HelpState.ROUNDED}),
    HelpState.TRYING_OUT: frozenset({HelpState.CONCEPT, HelpState.IN_TALK, HelpState.ROUNDED}),
    HelpState.ROUNDED: frozenset({HelpState.TRYING_OUT}),
}
WITH_THE_ASKED = frozenset({HelpState.ASKED, HelpState.IN_TALK, HelpState.TRYING_OUT})


class Asked(models.TextChoices):
    """Of whom a team asks help."""

    COACH = "coach", _("a learning coach")
    TEAM = "team", _("another team")
    BOARD = "board", _("the board")


class WordKind(models.TextChoices):
    """What is said in answer to a request: questions come first."""

    QUESTION = "question", _("question")
    ANSWER = "answer", _("answer")
    ADVICE = "advice", _("advice")


class Room(models.TextChoices):
    """The four things that a team makes room for in a meeting (Derksen)."""

    DIALOGUE = "dialogue", _("Dialogue")
    REFLECTING = "reflecting", _("Reflecting")
    FUTURE = "future", _("Future")
    ORGANISING = "organising", _("Organising")


class ItemKind(models.TextChoices):
    """What stands on the list of somebody who leaves."""

    KNOWLEDGE = "knowledge", _("what only you know")
    QUESTION = "question", _("a question that stays")
    CONTACT = "contact", _("a contact")
    ASKS = "asks", _("what the team wants to ask")
