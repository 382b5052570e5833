"""The journal only grows, holds no text, and knows people by a key that can be forgotten."""

import pytest
from django.db import IntegrityError, ProgrammingError, transaction

from drieslag.core.ids import new_id
from drieslag.journal import actions, queries
from drieslag.journal.models import Statement
from drieslag.journal.verbs import Verb
from tests.factories.world import World


def _ask(world: World) -> Statement:
    return actions.record(
        verb=Verb.ASKED,
        object_kind="thread",
        object_id=new_id(),
        by=world.anna.pk,
        place=world.team.pk,
        context={"origin": "practice"},
    )


def test_what_happened_here_since(world: World) -> None:
    first, second = _ask(world), _ask(world)
    first.refresh_from_db()
    assert [h.object_id for h in queries.since(place=world.team.pk)] == [first.object_id, second.object_id]
    assert [h.object_id for h in queries.since(place=world.team.pk, seq=first.seq)] == [second.object_id]
    assert queries.since(place=world.other_team.pk) == []


def test_text_is_refused(world: World) -> None:
    with pytest.raises(ValueError, match="never text"):
        actions.record(
            verb=Verb.ASKED,
            object_kind="thread",
            object_id=new_id(),
            by=None,
            context={"title": "Wanneer laat je een gezin los?"},
        )


def test_a_statement_cannot_be_changed_or_deleted(world: World) -> None:
    statement = _ask(world)
    with pytest.raises(ProgrammingError), transaction.atomic():
        Statement.objects.filter(pk=statement.pk).update(verb=Verb.CLOSED)
    with pytest.raises(ProgrammingError), transaction.atomic():
        statement.delete()
    with pytest.raises(IntegrityError), transaction.atomic():
        Statement.objects.filter(pk=statement.pk).update(actor=new_id())


def test_a_person_reads_own_statements_until_forgotten(world: World) -> None:
    _ask(world)
    assert [h.verb for h in queries.own(person=world.anna.pk)] == [Verb.ASKED]
    assert queries.own(person=world.bram.pk) == []
    assert Statement.objects.filter(actor=world.anna.pk).count() == 0
    assert actions.forget(person=world.anna.pk) == 1
    assert queries.own(person=world.anna.pk) == []
    assert Statement.objects.get().actor is None
