"""States and kinds of what travels between teams; a state machine is one dict from state to the states that follow."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class OfferKind(models.TextChoices):
    """Both are worth telling: what works, and what a team tried that did not."""

    WORKS = "works", _("This works for us")
    DID_NOT = "did_not", _("This did not work for us")


class AmbassadorState(models.TextChoices):
    """Where being an ambassador stands: one is asked, and answers in one press."""

    OFFERED = "offered", _("asked")
    ACCEPTED = "accepted", _("carries it")
    DECLINED = "declined", _("does not fit now")
    ENDED = "ended", _("ended")


AMBASSADOR_STATES: dict[AmbassadorState, frozenset[AmbassadorState]] = {
    AmbassadorState.OFFERED: frozenset({AmbassadorState.ACCEPTED, AmbassadorState.DECLINED, AmbassadorState.ENDED}),
    AmbassadorState.ACCEPTED: frozenset({AmbassadorState.ENDED}),
    AmbassadorState.DECLINED: frozenset(),
    AmbassadorState.ENDED: frozenset(),
}


class Stage(models.TextChoices):
    """The round that an ambassador goes with a new way of working."""

    DEEPEN = "deepen", _("Study it")
    TRY = "try", _("Try it yourself, at least twice")
    TELL = "tell", _("Tell it in a team meeting, in ten minutes")
    COLLEAGUES = "colleagues", _("Colleagues try it")
    HARVEST = "harvest", _("Gather what it brought")


class NoteKind(models.TextChoices):
    """What people put in a theme."""

    QUESTION = "question", _("a question beforehand")
    KNOWLEDGE = "knowledge", _("knowledge")
    HARVEST = "harvest", _("what we learned")


class Week(models.IntegerChoices):
    """When one looks back on a transfer plan, in weeks after it began."""

    TWO = 2
    SIX = 6
    TWELVE = 12
