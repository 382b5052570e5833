# ruff: noqa: A002 — `round` is the word of the trade
"""What somebody expected to read in their own mirror. Nobody else has a way to it."""

import json
from collections.abc import Mapping

from drieslag.core.verdict import NotFound
from drieslag.kernel.instrument import Item, ItemKind
from drieslag.library import instruments
from drieslag.people.models import Person
from drieslag.surveys.models import Expectation, Round
from drieslag.surveys.rules.mirror import is_of


def questions_of(round: Round) -> list[Item]:
    """Return the questions of which one can expect an answer: those that are answered in own words."""
    return [item for item in instruments.pinned(round.instrument).items if item.kind is ItemKind.TEXT]


def expected(person: Person, round: Round) -> Mapping[str, str]:
    """Return what the subject of a mirror expects, by question (one query). Raises NotFound for who it is not about."""
    if not is_of(person, round):
        raise NotFound
    row = Expectation.objects.filter(round=round, person=person.pk).first()
    return json.loads(row.words) if row else {}
