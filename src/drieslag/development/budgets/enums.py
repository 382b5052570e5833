"""Kinds of budgets and states of what is asked of them; a state machine is one dict from state to what may follow."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """Whose budget it is, and by that who decides."""

    PERSONAL = "personal", _("career budget")
    CHOICE = "choice", _("individual choice budget")
    TEAM = "team", _("team budget")
    DOMAIN = "domain", _("budget of a domain")


OF_A_PERSON = frozenset({Kind.PERSONAL, Kind.CHOICE})


class Purpose(models.TextChoices):
    """What it is for: what the function asks, or somebody's own growing."""

    FUNCTION = "function", _("training that the function asks")
    GROWING = "growing", _("personal development")


class State(models.TextChoices):
    """Where a request stands."""

    ASKED = "asked", _("asked")
    GRANTED = "granted", _("granted")
    REFUSED = "refused", _("refused")
    WITHDRAWN = "withdrawn", _("withdrawn")
    SPENT = "spent", _("spent")
    TAKEN_BACK = "taken_back", _("given back")


STATES: dict[State, frozenset[State]] = {
    State.ASKED: frozenset({State.GRANTED, State.REFUSED, State.WITHDRAWN}),
    State.GRANTED: frozenset({State.SPENT, State.TAKEN_BACK}),
    State.REFUSED: frozenset({State.ASKED}),
    State.WITHDRAWN: frozenset({State.ASKED}),
    State.SPENT: frozenset({State.GRANTED}),
    State.TAKEN_BACK: frozenset({State.ASKED}),
}
