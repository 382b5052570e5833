"""Kinds and states of what colleagues offer; a state machine is one dict from state to the states that follow."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """What is offered. A formal training is one of several forms."""

    TRAINING = "training", _("training")
    ACTIVITY = "activity", _("activity")
    VISIT = "visit", _("look over the shoulder")


class Where(models.TextChoices):
    """Where one meets."""

    ON_THE_SPOT = "spot", _("on the spot")
    ONLINE = "online", _("online")


class State(models.TextChoices):
    """Where an offering stands."""

    PLANNED = "planned", _("planned")
    CANCELLED = "cancelled", _("called off")
    HELD = "held", _("held")


STATES: dict[State, frozenset[State]] = {
    State.PLANNED: frozenset({State.CANCELLED, State.HELD}),
    State.CANCELLED: frozenset({State.PLANNED}),
    State.HELD: frozenset(),
}


class Standing(models.TextChoices):
    """How somebody signed up: with a seat, or waiting for one."""

    SEATED = "seated", _("you have a seat")
    WAITING = "waiting", _("on the waiting list")
