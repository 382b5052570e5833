"""Asking somebody to carry an offer to other teams, and that one's answer."""

from datetime import date

from django.db import transaction

from drieslag.core import clock
from drieslag.core.verdict import require
from drieslag.journal.verbs import Verb
from drieslag.learning.spread.enums import AmbassadorState, Stage
from drieslag.learning.spread.models import Ambassador, Offer
from drieslag.learning.spread.rules import may_answer, may_move_stage, may_name
from drieslag.learning.threads.actions.writing import tell
from drieslag.people.models import Person

CURRENT = (AmbassadorState.OFFERED, AmbassadorState.ACCEPTED)


def name_ambassador(*, by: Person, offer: Offer, person: Person, until: date) -> Ambassador:
    """Ask somebody of the team to carry an offer until a day. Who was asked before is let go; the same again stays."""
    with transaction.atomic():
        now = Offer.objects.select_for_update(of=("self",)).select_related("team").get(pk=offer.pk)
        require(may_name(by, now, person))
        before = Ambassador.objects.select_for_update().filter(offer=now, state__in=CURRENT).first()
        if before and before.person == person.pk and before.until == until:
            return before
        if before:
            _into(before, AmbassadorState.ENDED)
        made = Ambassador.objects.create(
            organisation_id=now.organisation_id, offer=now, person=person.pk, until=until, asked_at=clock.now()
        )
        tell(verb=Verb.NAMED, kind="offer", key=now.pk, by=by, team_id=now.team_id, ambassador=made.pk)
        if person.pk == by.pk:
            _into(made, AmbassadorState.ACCEPTED)
    return made


def answer(*, by: Person, ambassador: Ambassador, state: AmbassadorState) -> Ambassador:
    """Say yes or no to being asked, or end it. Saying the same twice changes nothing. A no keeps no name."""
    with transaction.atomic():
        now = _locked(ambassador)
        if now.state == state:
            return now
        require(may_answer(by, now, state))
        _into(now, state)
        told_by = None if state == AmbassadorState.DECLINED else by  # the journal keeps no name of a no either
        tell(verb=Verb.ANSWERED, kind="ambassador", key=now.pk, by=told_by, team_id=now.offer.team_id, state=state)
    return now


def move_stage(*, by: Person, ambassador: Ambassador, stage: Stage) -> Ambassador:
    """Say where one is with carrying it: studying, trying, telling, colleagues trying, gathering."""
    with transaction.atomic():
        now = _locked(ambassador)
        require(may_move_stage(by, now))
        now.stage = stage
        now.save(update_fields=["stage"])
        tell(verb=Verb.CHANGED, kind="ambassador", key=now.pk, by=by, team_id=now.offer.team_id, stage=stage)
    return now


def _locked(ambassador: Ambassador) -> Ambassador:
    found = Ambassador.objects.select_for_update(of=("self",)).select_related("offer__team")
    return found.get(pk=ambassador.pk)


def _into(ambassador: Ambassador, state: AmbassadorState) -> None:
    ambassador.state = state
    if state == AmbassadorState.DECLINED:
        ambassador.person = None
    ambassador.save(update_fields=["state", "person"])
