# ruff: noqa: A002 — `round` is the word of the trade
"""Asking a round again whose keys were lost: what was handed in cannot be opened by anybody any more."""

from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from drieslag.core import clock
from drieslag.core.verdict import Refused, require
from drieslag.people.models import Person
from drieslag.surveys.actions.rounds import locked, make_round, stop_round
from drieslag.surveys.enums import TAKING, Asked, RoundKind
from drieslag.surveys.models import Round
from drieslag.surveys.queries.rounds import is_lost
from drieslag.surveys.rules.rounds import LONGEST, may_manage, teams_of

LEAST = timedelta(days=14)


def ask_again(*, by: Person, round_id: UUID) -> Round:
    """Stop a round that lost its keys, and make the same one anew, of the same teams or people, not open yet."""
    with transaction.atomic():
        found = locked(round_id)
        require(may_manage(by, found))
        if found.kind != RoundKind.SURVEY or not is_lost(found):
            raise Refused(_("This round has its keys. It need not be asked again."))
        persons = [key for key in found.invitees.values_list("person", flat=True) if key is not None]
        codes = found.invitees.filter(person=None).count()
        if found.state in TAKING:
            stop_round(by=by, round_id=round_id)
        return make_round(
            by=by,
            instrument_code=found.instrument_code,
            title=found.title,
            mode=found.mode,
            teams=_teams(found),
            persons=persons if found.asked == Asked.PEOPLE else (),
            closes_at=clock.now() + _length(found),
            team_first_days=found.team_first_days,
            codes=codes,
        )


def _teams(round: Round) -> list[UUID] | None:
    """The teams as `make_round` wants them: None for the whole organisation."""
    if round.asked == Asked.TEAMS:
        return teams_of(round)
    return None if round.asked == Asked.ORGANISATION else []


def _length(round: Round) -> timedelta:
    asked = round.closes_at - (round.opened_at or round.made_at)
    return min(max(asked, LEAST), LONGEST - timedelta(minutes=1))
