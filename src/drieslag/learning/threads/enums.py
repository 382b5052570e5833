"""States and kinds of threads; a state machine is one dict from state to the states that may follow."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Origin(models.TextChoices):
    """Where a practice question came from."""

    PERSON = "person", _("brought in by somebody")
    MEETING = "meeting", _("from a meeting")
    JAR = "jar", _("from the question jar")
    COMPLAINT = "complaint", _("from a complaint")
    SURVEY = "survey", _("from a survey")
    TRAINING = "training", _("from a training")
    CASE = "case", _("from a case")
    TEAM = "team", _("from another team")
    HELP = "help", _("from a help request")


class ThreadState(models.TextChoices):
    """Whether a thread is alive. Its phase is no state: that follows from what happened (kernel.cycle)."""

    OPEN = "open", _("open")
    ASIDE = "aside", _("laid aside")
    CLOSED = "closed", _("round")
    WITHDRAWN = "withdrawn", _("taken back")
    JOINED = "joined", _("joined with another question")


THREAD_STATES: dict[ThreadState, frozenset[ThreadState]] = {
    ThreadState.OPEN: frozenset({ThreadState.ASIDE, ThreadState.CLOSED, ThreadState.WITHDRAWN, ThreadState.JOINED}),
    ThreadState.ASIDE: frozenset({ThreadState.OPEN, ThreadState.WITHDRAWN, ThreadState.JOINED}),
    ThreadState.CLOSED: frozenset(),
    ThreadState.WITHDRAWN: frozenset({ThreadState.OPEN}),
    ThreadState.JOINED: frozenset({ThreadState.OPEN}),
}


class Level(models.TextChoices):
    """What kind of learning an insight is."""

    SINGLE = "single", _("single loop")
    DOUBLE = "double", _("double loop")
    TRIPLE = "triple", _("triple loop")


class TryOutKind(models.TextChoices):
    """An action is done; an experiment is done to see what happens."""

    ACTION = "action", _("action")
    EXPERIMENT = "experiment", _("experiment")


class TryOutState(models.TextChoices):
    """Where a try-out is."""

    RUNNING = "running", _("being tried")
    LOOKED_BACK = "looked_back", _("looked back on")
    STOPPED = "stopped", _("stopped")


TRY_OUT_STATES: dict[TryOutState, frozenset[TryOutState]] = {
    TryOutState.RUNNING: frozenset({TryOutState.LOOKED_BACK, TryOutState.STOPPED}),
    TryOutState.LOOKED_BACK: frozenset({TryOutState.RUNNING}),
    TryOutState.STOPPED: frozenset({TryOutState.RUNNING}),
}


class Seen(models.TextChoices):
    """Whether what was hoped for was seen. A fact about a try-out, never about who tried."""

    YES = "yes", _("It worked")
    BIT = "bit", _("A bit")
    NO = "no", _("It did not work")


class Next(models.TextChoices):
    """What looking back leads to."""

    GO_ON = "go_on", _("Go on")
    ADAPT = "adapt", _("Adapt it and try again")
    STOP = "stop", _("Stop")


class HandOverState(models.TextChoices):
    """Where handing a question to another team stands."""

    OFFERED = "offered", _("offered")
    TAKEN = "taken", _("taken over")
    GIVEN_BACK = "given_back", _("given back")
    RECALLED = "recalled", _("taken back")


HAND_OVER_STATES: dict[HandOverState, frozenset[HandOverState]] = {
    HandOverState.OFFERED: frozenset({HandOverState.TAKEN, HandOverState.GIVEN_BACK, HandOverState.RECALLED}),
    HandOverState.TAKEN: frozenset(),
    HandOverState.GIVEN_BACK: frozenset({HandOverState.OFFERED}),
    HandOverState.RECALLED: frozenset({HandOverState.OFFERED}),
}
