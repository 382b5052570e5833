"""What anonymous acts are for, and the states that rounds and boxes go through."""

from django.db import models


class Purpose(models.TextChoices):
    """What a round is opened for; `scope` is the key of that thing."""

    STEP = "step"  # the anonymous steps of one meeting
    JAR = "jar"  # a team's question jar, a week at a time
    SURVEY = "survey"  # a round of a questionnaire, for one report group


class RoundState(models.TextChoices):
    """A round gives tokens while it is open, only takes them while it closes, and keeps nothing once it is closed."""

    OPEN = "open"
    CLOSING = "closing"
    CLOSED = "closed"


ROUND_STATES = {
    RoundState.OPEN: {RoundState.CLOSING, RoundState.CLOSED},
    RoundState.CLOSING: {RoundState.CLOSED},
    RoundState.CLOSED: set[RoundState](),
}


class BoxState(models.TextChoices):
    """A box is closed to every reader until it is opened, once, for all."""

    SHUT = "shut"
    OPENED = "opened"


BOX_STATES = {BoxState.SHUT: {BoxState.OPENED}, BoxState.OPENED: set[BoxState]()}


class Taking(models.TextChoices):
    """How many slips one token brings to one box."""

    ONCE = "once"  # an answer, a vote, a question of the week: the token is spent
    MANY = "many"  # what comes to mind during a step: which token brought which slip is not kept
