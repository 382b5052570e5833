"""How a badge is told to whom it is shared with, and in a portfolio."""

from collections.abc import Collection
from uuid import UUID

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from drieslag.development.badges import queries
from drieslag.development.badges.queries import State
from drieslag.development.sharing.enums import Kind
from drieslag.development.sharing.things import Told


def state_words(state: State) -> str:
    """Say how a badge stands."""
    return {
        State.STANDS: _("stands"),
        State.EXPIRED: _("past its last day"),
        State.WITHDRAWN: _("revoked"),
    }[state]


def tell(owner: UUID, keys: Collection[UUID] | None) -> list[Told]:
    """Tell somebody's badges: for what, in which name, until when."""
    found = []
    for one in queries.mine(owner, keys):
        until = date_format(one.badge.valid_until)
        lines = (
            (_("In the name of"), one.badge.name),
            (_("Until"), until),
            (_("How it stands"), state_words(one.state)),
        )
        found.append(Told(Kind.BADGE, one.badge.pk, one.badge.title, one.badge.issued_on, lines, "badges:one"))
    return found
