"""How the pages call what happens to names, and where a round is."""

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from drieslag.kernel.instrument import Mode
from drieslag.surveys.enums import RoundState

type Said = str | Promise

MODE_NAMES: Final[Mapping[Mode, Said]] = {
    Mode.ANONYMOUS: _("Anonymous"),
    Mode.CONFIDENTIAL: _("Confidential"),
    Mode.OPEN: _("With name"),
}
MODE_LINES: Final[Mapping[Mode, Said]] = {
    Mode.ANONYMOUS: _(
        "Nobody can tell who answered what, the administrator included. What comes out is told of groups, never of one "
        "person."
    ),
    Mode.CONFIDENTIAL: _("One role reads the answers with names. Everybody can see who looked."),
    Mode.OPEN: _("You read the answers with names. That is told before the first question."),
}
MODE_SIGHTS: Final[Mapping[Mode, str]] = {
    Mode.ANONYMOUS: "anonymous",
    Mode.CONFIDENTIAL: "named",
    Mode.OPEN: "named",
}
STATE_NAMES: Final[Mapping[RoundState, Said]] = {
    RoundState.DRAFT: _("Not opened yet"),
    RoundState.PREPARING: _("Its keys are being made"),
    RoundState.OPEN: _("Open"),
    RoundState.LATE: _("Closing"),
    RoundState.CLOSED: _("Closed"),
    RoundState.STOPPED: _("Stopped"),
}
ENOUGH: Final[Mapping[bool | None, Said]] = {
    True: _("Enough answers to show something"),
    False: _("Not enough answers yet"),
    None: _("Tomorrow stands here whether there are enough answers"),
}
EVERY: Final[Mapping[int, Said]] = {
    1: _("every week"),
    2: _("every two weeks"),
    4: _("every four weeks"),
    6: _("every six weeks"),
    8: _("every eight weeks"),
    13: _("every quarter"),
    26: _("every half year"),
    52: _("every year"),
}


def often(weeks: int) -> Said:
    """Return how often something comes back, also where no form offers it (any more)."""
    return EVERY.get(weeks) or ngettext("every %(n)d week", "every %(n)d weeks", weeks) % {"n": weeks}
