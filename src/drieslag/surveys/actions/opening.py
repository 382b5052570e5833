# ruff: noqa: A002 — `round` is the word of the trade
"""The keys of an anonymous round: one to sign with and one to seal with for each group that is asked by itself."""

from uuid import UUID

from django.db import transaction

from drieslag.core import clock
from drieslag.journal.actions import record
from drieslag.journal.verbs import Verb
from drieslag.kernel.instrument import Mode
from drieslag.live.topics import announce
from drieslag.people.models import Person
from drieslag.privacy.anonymous import actions as anonymous
from drieslag.privacy.anonymous.enums import Purpose, Taking
from drieslag.surveys.checking import longest
from drieslag.surveys.enums import RoundState
from drieslag.surveys.models import Group, Round
from drieslag.surveys.queries.rounds import instrument_of, signing

INLINE = 12  # keys that are made while somebody waits: about a second
BATCH = 25  # keys of one transaction of the job


def keyed_groups(round: Round) -> list[Group]:
    """Return the groups that get keys of their own, in an order that does not change."""
    if round.mode != Mode.ANONYMOUS:
        return []
    wanted = round.groups.filter(keyed_in__isnull=False).values("keyed_in")
    return list(Group.objects.filter(pk__in=wanted).order_by("pk"))


def make_keys(round: Round, *, by: Person | None = None) -> None:
    """Make all keys that are missing, and open the round. The round is locked and being prepared."""
    for group in _without_key(round):
        _make_key(round, group)
    _finish(round, by)


def make_next_keys(*, round_id: UUID) -> bool:
    """Make some of the keys of a round that is being prepared, or open it when it has them all. False when there is
    nothing to do any more. A crash in between loses nothing: the next call goes on.
    """
    with transaction.atomic():
        found = Round.objects.select_for_update(of=("self",)).filter(pk=round_id).first()
        if found is None or found.state != RoundState.PREPARING:
            return False
        missing = _without_key(found)
        for group in missing[:BATCH]:
            _make_key(found, group)
        if not missing:
            _finish(found, None)
    return bool(missing)


def put(round: Round, state: RoundState) -> None:
    """Put a locked round in a state that its rule allowed."""
    round.state = state
    round.save(update_fields=["state"])


def _without_key(round: Round) -> list[Group]:
    there = set(signing(round).values_list("scope", flat=True))
    return [group for group in keyed_groups(round) if group.pk not in there]


def _make_key(round: Round, group: Group) -> None:
    anonymous.open_round(purpose=Purpose.SURVEY, scope=group.pk)
    anonymous.open_box(
        purpose=Purpose.SURVEY, scope=group.pk, taking=Taking.ONCE, max_length=longest(instrument_of(round))
    )


def _finish(round: Round, by: Person | None) -> None:
    """Open it; a round whose keys took until its end is stopped instead."""
    if round.closes_at <= clock.now():
        from drieslag.surveys.actions.closing import put_away

        put_away(round)
        return
    round.opened_at = clock.now()
    round.state = RoundState.OPEN
    round.save(update_fields=["opened_at", "state"])
    record(verb=Verb.OPENED, object_kind="round", object_id=round.pk, by=by.pk if by else None)
    for group in round.groups.filter(team__isnull=False).order_by("team"):
        announce(f"team:{group.team_id}")
