"""States and kinds of what a team keeps; a state machine is one dict from state to the states that may follow."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Theme(models.TextChoices):
    """Where room was found."""

    LAW = "law", _("in the law")
    NEIGHBOURHOOD = "neighbourhood", _("in the neighbourhood")
    NETWORK = "network", _("with partners")
    ORGANISATION = "organisation", _("in our own organisation")


class ChangeState(models.TextChoices):
    """Whether a change still asks something of people."""

    RUNNING = "running", _("under way")
    SETTLED = "settled", _("ordinary by now")
    STOPPED = "stopped", _("stopped")


CHANGE_STATES: dict[ChangeState, frozenset[ChangeState]] = {
    ChangeState.RUNNING: frozenset({ChangeState.SETTLED, ChangeState.STOPPED}),
    ChangeState.SETTLED: frozenset({ChangeState.RUNNING}),
    ChangeState.STOPPED: frozenset({ChangeState.RUNNING}),
}


class Side(models.TextChoices):
    """The two lists of a change."""

    LET_GO = "let_go", _("What we let go of")
    BUILD = "build", _("What we build")
