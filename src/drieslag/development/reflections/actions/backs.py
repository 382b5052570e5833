"""Looking back: keeping a proposal in own words, putting it away, and a sentence to close with."""

from collections.abc import Callable
from datetime import date

from django.db import transaction

from drieslag.core.verdict import require
from drieslag.development.reflections import looking
from drieslag.development.reflections.enums import Span
from drieslag.development.reflections.looking import Said
from drieslag.development.reflections.models import CLOSING_MAX, WORDS_MAX, LookBack
from drieslag.development.reflections.rules import owns
from drieslag.development.sharing.actions import forget
from drieslag.learning.threads.actions.writing import within
from drieslag.people.models import Person

KEY_MAX = 80
MOST_KEPT = 40


def keep_pattern(*, by: Person, span: Span, day: date, key: str, words: str) -> LookBack:
    """Keep a proposal, in the words that one gives it. Again changes the words."""
    words = within(words, WORDS_MAX)
    return _change(by, span, day, lambda said: said.keep(key[:KEY_MAX], words))


def put_away(*, by: Person, span: Span, day: date, key: str) -> LookBack:
    """Put a proposal away, so that it is not proposed again for this time."""
    return _change(by, span, day, lambda said: said.put_away(key[:KEY_MAX]))


def close(*, by: Person, span: Span, day: date, closing: str) -> LookBack:
    """Write the sentence with which one closes this time, or take it away by leaving it empty."""
    closing = within(closing, CLOSING_MAX, needed=False)
    return _change(by, span, day, lambda said: Said(said.kept, said.away, closing))


def erase_back(*, by: Person, back: LookBack) -> None:
    """Erase what was kept of a week or a quarter. The notes stay."""
    with transaction.atomic():
        now = LookBack.objects.select_for_update().filter(pk=back.pk).first()
        if now is None:
            return
        require(owns(by, now.owner))
        forget(key=now.pk)
        now.delete()


def _change(by: Person, span: Span, day: date, changed: Callable[[Said], Said]) -> LookBack:
    with transaction.atomic():
        row, _made = LookBack.objects.select_for_update().get_or_create(
            organisation_id=by.organisation_id,
            owner=by.pk,
            span=span,
            begins_on=looking.begin_of(span, day),
            defaults={"said": Said().as_text()},
        )
        said = changed(Said.from_text(row.said))
        row.said = Said(said.kept[-MOST_KEPT:], said.away[-MOST_KEPT:], said.closing).as_text()
        row.save(update_fields=["said"])
    return row
