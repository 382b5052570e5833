"""Writing down beforehand what one thinks that others will say, for oneself alone.

Nothing is written in the journal and nothing is announced: that somebody did this is theirs as well.
"""

import json
from collections.abc import Mapping
from uuid import UUID

from django.db import transaction

from drieslag.core.verdict import NotFound, require
from drieslag.learning.threads.actions.writing import within
from drieslag.people.models import Person
from drieslag.surveys.actions.rounds import locked
from drieslag.surveys.models import Expectation, Round
from drieslag.surveys.queries.expectations import questions_of
from drieslag.surveys.rules.mirror import is_of, may_expect


def expect(*, by: Person, round_id: UUID, words: Mapping[str, str]) -> Expectation | None:
    """Keep what one expects others to write, in place of what stood there; nothing at all when no words are left.
    Raises Refused once what came out may be read, and NotFound for everybody else.
    """
    with transaction.atomic():
        found = _locked(by, round_id)
        require(may_expect(found))
        asked = questions_of(found)
        said = {item.key: within(words.get(item.key, ""), item.max_length, needed=False) for item in asked}
        said = {key: text for key, text in said.items() if text}
        if not said:
            Expectation.objects.filter(round=found, person=by.pk).delete()
            return None
        row = Expectation.objects.filter(round=found, person=by.pk).first()
        row = row or Expectation(organisation_id=found.organisation_id, round=found, person=by.pk)
        row.words = json.dumps(said, ensure_ascii=False)
        row.save()
    return row


def throw_away(*, by: Person, round_id: UUID) -> None:
    """Throw away what one expected. That can be done always: it is one's own. Raises NotFound."""
    with transaction.atomic():
        if not Expectation.objects.filter(round=_locked(by, round_id), person=by.pk).delete()[0]:
            raise NotFound


def _locked(by: Person, round_id: UUID) -> Round:
    """Return one's own mirror, locked: it may be closing just now."""
    found = locked(round_id)
    if not is_of(by, found):
        raise NotFound
    return found
