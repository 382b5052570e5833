"""Saying before a thing begins what one puts into it. Calm: nobody checks it, and one may withdraw at any time."""

from datetime import date
from uuid import UUID

from django.db import transaction

from drieslag.core import clock
from drieslag.core.ids import new_id
from drieslag.core.verdict import require
from drieslag.journal.verbs import Verb
from drieslag.learning.support.models import TITLE_MAX, Commitment, Undertaking
from drieslag.learning.support.rules import may_remove_undertaking, may_take_part_in
from drieslag.learning.threads.actions.writing import earlier, tell, within
from drieslag.learning.threads.models import TryOut
from drieslag.live.topics import announce
from drieslag.people.models import Person, Team


def open_undertaking(
    *, by: Person, team: Team, title: str, try_out: TryOut | None = None, key: UUID | None = None
) -> Undertaking:
    """Put down what is to begin: under a title, or a try-out of the team. A try-out has one."""
    words = within(" ".join((try_out.text[:TITLE_MAX] if try_out and not title else title).split()), TITLE_MAX)
    with transaction.atomic():
        now = Team.objects.select_for_update().get(pk=team.pk)
        require(may_take_part_in(by, now))
        if try_out is not None and (there := Undertaking.objects.filter(try_out_id=try_out.pk).first()):
            return there
        known = earlier(Undertaking, key)
        if known and (known.team_id, known.title) == (now.pk, words):
            return known
        undertaking = Undertaking.objects.create(
            id=new_id() if known else key or new_id(),
            organisation_id=now.organisation_id,
            team=now,
            title=words,
            try_out_id=try_out.pk if try_out else None,
            opened_by=by.pk,
            opened_at=clock.now(),
        )
        announce(f"team:{now.pk}")
    return undertaking


def take_part(*, by: Person, undertaking: Undertaking, minutes_a_week: int, until: date) -> Commitment:
    """Say that one takes part, for how long a week and until when; again changes it."""
    with transaction.atomic():
        now = _locked(undertaking)
        require(may_take_part_in(by, now.team))
        found, made = Commitment.objects.update_or_create(
            organisation_id=now.organisation_id, undertaking=now, person=by,
            defaults={"minutes_a_week": minutes_a_week, "until": until, "said_at": clock.now()},
        )  # fmt: skip
        if made:
            tell(verb=Verb.AGREED, kind="undertaking", key=now.pk, by=by, team_id=now.team_id)
    return found


def withdraw(*, by: Person, undertaking: Undertaking) -> None:
    """Stop taking part. The row goes; nobody is told."""
    with transaction.atomic():
        now = _locked(undertaking)
        Commitment.objects.filter(undertaking=now, person=by).delete()
        announce(f"team:{now.team_id}")


def remove_undertaking(*, by: Person, undertaking: Undertaking) -> None:
    """Take away what one put there oneself, while no colleague takes part."""
    with transaction.atomic():
        now = _locked(undertaking)
        require(may_remove_undertaking(by, now))
        now.delete()
        announce(f"team:{undertaking.team_id}")


def _locked(undertaking: Undertaking) -> Undertaking:
    found = Undertaking.objects.select_for_update(of=("self",)).select_related("team")
    return found.get(pk=undertaking.pk)
