"""States and kinds of rounds; a state machine is one dict from state to the states that may follow."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from drieslag.kernel.instrument import Mode

MODES = ((Mode.ANONYMOUS, _("anonymous")), (Mode.CONFIDENTIAL, _("confidential")), (Mode.OPEN, _("open")))


class RoundKind(models.TextChoices):
    """What a round asks about."""

    SURVEY = "survey", _("survey")  # how it is here
    MIRROR = "mirror", _("mirror")  # one person's own work: a 360


class Asked(models.TextChoices):
    """Whom a round asks."""

    ORGANISATION = "whole", _("the whole organisation")
    TEAMS = "teams", _("teams")
    PEOPLE = "people", _("a list of people")


class RoundState(models.TextChoices):
    """Where a round is. Its keys are made while it is prepared; late answers are taken for a day after the end."""

    DRAFT = "draft", _("being prepared")
    PREPARING = "preparing", _("its keys are being made")
    OPEN = "open", _("open")
    LATE = "late", _("closing")
    CLOSED = "closed", _("closed")
    STOPPED = "stopped", _("stopped")


ROUND_STATES: dict[RoundState, frozenset[RoundState]] = {
    RoundState.DRAFT: frozenset({RoundState.PREPARING, RoundState.STOPPED}),
    RoundState.PREPARING: frozenset({RoundState.OPEN, RoundState.STOPPED}),
    RoundState.OPEN: frozenset({RoundState.LATE, RoundState.STOPPED}),
    RoundState.LATE: frozenset({RoundState.CLOSED, RoundState.STOPPED}),
    RoundState.CLOSED: frozenset(),
    RoundState.STOPPED: frozenset(),
}
TAKING = frozenset({RoundState.OPEN, RoundState.LATE})


class Relation(models.TextChoices):
    """How somebody stands to the person whom a mirror is about."""

    COLLEAGUE = "colleague", _("colleagues")
    REPORT = "report", _("whom I lead")
    PARTNER = "partner", _("partners in other organisations")
    RESIDENT = "resident", _("residents")
    LEADER = "leader", _("my leader")  # answers under the own name, and is told so
    SELF = "self", _("myself")


NAMED_RELATIONS = frozenset({Relation.LEADER, Relation.SELF})


class Texts(models.TextChoices):
    """What happens to what people wrote in their own words, once a round is closed."""

    SHUT = "shut", _("nobody has read it")
    LOOKED_OVER = "looked_over", _("somebody of the team is looking it over")
    LAID_OPEN = "laid_open", _("the team reads it")


class About(models.TextChoices):
    """What a frozen record is of."""

    ITEM = "item"
    SCALE = "scale"
