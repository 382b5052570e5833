# ruff: noqa: A002 — `round` is the word of the trade
"""Answering under the own name: a draft, handing in, changing, taking back; and reading it as was promised.

Nothing here is written in the journal and nothing is announced: who answered is nobody's to know. Anonymous answers
do not come here at all; they go by `privacy.anonymous`.
"""

from collections.abc import Mapping
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from drieslag.core import clock
from drieslag.core.verdict import NotFound, Refused, require
from drieslag.library import instruments
from drieslag.people.models import Person
from drieslag.privacy.models import Look
from drieslag.surveys.checking import Answers, checked, is_asked, kept
from drieslag.surveys.models import Invitee, NamedAnswer, Round
from drieslag.surveys.queries.answers import Reading, reading_for
from drieslag.surveys.rules.answers import may_answer, may_hand_in

KIND = "named_answer"


def keep_draft(*, by: Person, round_id: UUID, answers: Mapping[str, object]) -> NamedAnswer | None:
    """Keep what was filled in so far, encrypted. What cannot be an answer is left out. What was handed in stays as it
    was until it is handed in again; then nothing is kept.
    """
    with transaction.atomic():
        invitee = _invitee(by, round_id)
        require(may_hand_in(invitee.round, by.pk))
        row = _row(by, invitee)
        if row.handed_in_at is not None:
            return None
        row.answers = kept(_possible(invitee.round, answers))
        row.save()
    return row


def hand_in_named(*, by: Person, round_id: UUID, answers: Mapping[str, object]) -> NamedAnswer:
    """Hand in, or hand in again with other answers, until the round closes. Raises Refused."""
    with transaction.atomic():
        invitee = _invitee(by, round_id)
        require(may_hand_in(invitee.round, by.pk))
        row = _row(by, invitee)
        row.answers = kept(checked(instruments.pinned(invitee.round.instrument), answers))
        row.handed_in_at = clock.now()
        row.save()
    return row


def withdraw_named(*, by: Person, round_id: UUID) -> None:
    """Take back what one handed in, or throw a draft away. Nothing of it stays."""
    with transaction.atomic():
        _invitee(by, round_id)
        if not NamedAnswer.objects.filter(round=round_id, person=by.pk).delete()[0]:
            raise NotFound


def read_named(*, by: Person, round_id: UUID) -> Reading:
    """Read the answers of a round as the reader who was named beforehand. Each look is told to who is looked at, by
    day. Raises NotFound.
    """
    with transaction.atomic():
        reading = reading_for(by, round_id)
        looks = [
            Look(
                organisation_id=reading.round.organisation_id,
                owner=owner,
                viewer=by.pk,
                object_kind=KIND,
                object_id=key,
                day=clock.today(),
            )
            for key, owner in reading.keys
            if owner != by.pk
        ]
        Look.objects.bulk_create(looks, ignore_conflicts=True)
    return reading


def problems(round: Round, answers: Mapping[str, object]) -> dict[str, str]:
    """Return a sentence for each item whose answer cannot be taken, or is needed and missing."""
    instrument = instruments.pinned(round.instrument)
    found: Answers = {}
    wrong: dict[str, str] = {}
    for item in instrument.items:
        try:
            found |= checked(instrument, {**found, **_only(answers, item.key)}, complete=False)
        except Refused as refused:
            wrong[item.key] = str(refused.reason)
    for item in instrument.items:
        if item.required and item.key not in found and item.key not in wrong and is_asked(item, found):
            wrong[item.key] = _("This question needs an answer.")
    return wrong


def _possible(round: Round, answers: Mapping[str, object]) -> Answers:
    """Leave out what is in the way of keeping the rest."""
    instrument = instruments.pinned(round.instrument)
    wrong = problems(round, answers)
    known = {item.key for item in instrument.items}
    fine = {key: answer for key, answer in answers.items() if key in known and key not in wrong}
    return checked(instrument, fine, complete=False)


def _only(answers: Mapping[str, object], key: str) -> dict[str, object]:
    return {key: answers[key]} if key in answers else {}


def _invitee(by: Person, round_id: UUID) -> Invitee:
    """Return the invitation, with the round locked: it may be closing just now."""
    invitee = Invitee.objects.filter(round=round_id, person=by.pk, named=True).first()
    if invitee is None:
        raise NotFound
    invitee.round = Round.objects.select_for_update(no_key=True, of=("self",)).get(pk=round_id)
    require(may_answer(invitee.round, by.pk))
    return invitee


def _row(by: Person, invitee: Invitee) -> NamedAnswer:
    row = NamedAnswer.objects.select_for_update().filter(round=invitee.round, person=by.pk).first()
    return row or NamedAnswer(
        organisation_id=invitee.organisation_id, round=invitee.round, group_id=invitee.group_id, person=by.pk
    )
