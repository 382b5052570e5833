"""Preparing a talk. The owner's words are closed until laid open; what the other keeps about the owner is never closed:
there is no note about somebody that this person cannot read.
"""

import json
from collections.abc import Collection, Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from drieslag.core import clock
from drieslag.core.verdict import NotFound, Refused, require
from drieslag.development.sharing.enums import Kind
from drieslag.development.talks import table
from drieslag.development.talks.actions.locking import locked
from drieslag.development.talks.enums import Side
from drieslag.development.talks.models import WORDS_MAX, Preparation, Talk
from drieslag.development.talks.piles import offered, piles
from drieslag.development.talks.rules import may_prepare, side_of
from drieslag.development.talks.script import PREPARED
from drieslag.learning.threads.actions.writing import within
from drieslag.people.models import Person
from drieslag.privacy.models import Look

MOST_LAID = 12


def prepare(*, by: Person, talk: Talk, answers: Mapping[str, str]) -> Preparation:
    """Keep what one prepared; again changes it. Of the other it is open to the owner as soon as it is kept."""
    with transaction.atomic():
        now = locked(by, talk)
        require(may_prepare(by, now))
        side = side_of(by, now)
        assert side is not None
        said = json.dumps(_said(side, answers), ensure_ascii=False)
        row = Preparation.objects.filter(talk=now, side=side).first()
        if row is None:
            opened_on = clock.today() if side == Side.OTHER else None
            return Preparation.objects.create(
                organisation_id=now.organisation_id, talk=now, side=side, answers=said, opened_on=opened_on
            )
        row.answers = said
        row.save(update_fields=["answers"])
    return row


def _said(side: Side, answers: Mapping[str, str]) -> dict[str, str]:
    asked = [question.key for question in PREPARED[side]]
    said = {key: within(answers.get(key, ""), WORDS_MAX, needed=False) for key in asked}
    return {key: text for key, text in said.items() if text}


def lay_open(*, by: Person, talk: Talk) -> Preparation:
    """Let the other read what one prepared. Raises NotFound when there is nothing."""
    return _own(by, talk, open_now=True)


def close_again(*, by: Person, talk: Talk) -> Preparation:
    """Let the other read it no longer; what was read stays read. What was written about another is never closed."""
    return _own(by, talk, open_now=False)


def _own(by: Person, talk: Talk, *, open_now: bool) -> Preparation:
    with transaction.atomic():
        now = locked(by, talk)
        row = Preparation.objects.filter(talk=now, side=Side.OWNER).first()
        if side_of(by, now) != Side.OWNER or row is None:
            raise NotFound
        row.opened_on = clock.today() if open_now else None
        row.save(update_fields=["opened_on"])
    return row


def take_words_back(*, by: Person, talk: Talk) -> None:
    """Erase what one prepared: one's own words, for as long as the talk is there."""
    with transaction.atomic():
        now = locked(by, talk)
        Preparation.objects.filter(talk=now, side=side_of(by, now)).delete()


def read_prepared(*, by: Person, talk: Talk) -> None:
    """Open what the owner laid open; the owner sees on which days. Raises NotFound when nothing lies open."""
    with transaction.atomic():
        now = locked(by, talk)
        is_open = Preparation.objects.filter(talk=now, side=Side.OWNER, opened_on__isnull=False).exists()
        if side_of(by, now) != Side.OTHER or not is_open or by.left_on is not None:
            raise NotFound
        Look.objects.get_or_create(
            organisation_id=now.organisation_id,
            viewer=by.pk,
            object_id=now.pk,
            day=clock.today(),
            defaults={"owner": now.owner, "object_kind": Kind.TALK},
        )


def lay_cards(*, by: Person, talk: Talk, cards: Collection[str]) -> Talk:
    """Say which cards lie on the table; both see and change them. What lies there may stay, whatever became of its
    deck; a card for who leads the talk is laid by that one alone. Raises Refused for a card that is not offered.
    """
    with transaction.atomic():
        now = locked(by, talk)
        require(may_prepare(by, now))
        side = side_of(by, now)
        assert side is not None
        there = {one.key: one for one in table.from_text(now.cards)}
        known = {**offered(piles(), side), **there}
        chosen = set(cards)
        if chosen - known.keys():
            raise Refused(_("One of these cards is not offered any more. Load the page again."))
        if len(chosen) > MOST_LAID:
            raise Refused(_("Lay %(most)d cards on the table at most.") % {"most": MOST_LAID})
        now.cards = table.to_text(one for key, one in known.items() if key in chosen)
        now.save(update_fields=["cards"])
    return now
