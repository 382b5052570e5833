"""Announcing: in the transaction or not at all, without content, in one organisation."""

import json
from uuid import UUID, uuid4

import psycopg
import pytest
from django.db import transaction

from drieslag.core import tenancy
from drieslag.live.models import TopicVersion
from drieslag.live.topics import NowhereError, announce, dismiss, forget, versions_of
from tests.factories.world import World
from tests.live.program import conninfo


def test_each_change_counts_one(world: World) -> None:
    topic = f"meeting:{uuid4()}"
    assert versions_of(topic) == (0,)
    assert [announce(topic), announce(topic), announce(topic)] == [1, 2, 3]
    assert versions_of(topic, f"meeting:{uuid4()}") == (3, 0)


def test_another_organisation_counts_for_itself(world: World) -> None:
    topic = f"meeting:{uuid4()}"
    announce(topic)
    with tenancy.inside(world.elsewhere.pk):
        assert versions_of(topic) == (0,)
        assert announce(topic) == 1
    assert announce(topic) == 2


def test_nobody_announces_for_another_organisation(world: World) -> None:
    with pytest.raises(Exception, match="row-level security"), transaction.atomic():
        announce(f"meeting:{uuid4()}", world.elsewhere.pk)


def test_nothing_is_announced_outside_of_any_organisation(db: None) -> None:
    with tenancy.nowhere(), pytest.raises(NowhereError):
        announce(f"meeting:{uuid4()}")


def test_a_thing_without_a_key_is_no_topic(world: World) -> None:
    with pytest.raises(ValueError, match="not a topic"):
        announce("everything")


def test_a_place_counts_how_often_it_was_taken_away(world: World) -> None:
    seat, membership = uuid4(), uuid4()
    dismiss(seat, membership)
    dismiss(seat)
    assert versions_of(f"place:{seat}", f"place:{membership}") == (2, 1)


def test_what_is_erased_is_forgotten_but_never_that_a_place_was_taken_away(world: World) -> None:
    topic, seat = f"meeting:{uuid4()}", uuid4()
    announce(topic)
    dismiss(seat)
    forget(topic, f"place:{seat}")
    assert [row.name for row in TopicVersion.objects.all()] == [f"place:{seat}"]


def _heard(listening: psycopg.Connection) -> list[dict[str, object]]:
    return [json.loads(notice.payload) for notice in listening.notifies(timeout=0.2)]


def test_a_signal_says_where_and_how_many_and_leaves_with_the_commit(organisation: UUID) -> None:
    topic = f"meeting:{uuid4()}"
    with psycopg.connect(conninfo(), autocommit=True) as listening:
        listening.execute("listen drieslag")
        with tenancy.inside(organisation):
            announce(topic)
            announce(f"{topic}:presence", slow=True)
            assert _heard(listening) == []
        assert _heard(listening) == [
            {"o": str(organisation), "t": topic, "v": 1},
            {"o": str(organisation), "t": f"{topic}:presence", "v": 1, "s": 1},
        ]


def test_what_is_rolled_back_was_never_announced(organisation: UUID) -> None:
    topic = f"meeting:{uuid4()}"
    with psycopg.connect(conninfo(), autocommit=True) as listening:
        listening.execute("listen drieslag")
        with tenancy.inside(organisation):
            announce(topic)
            transaction.set_rollback(True)
        assert _heard(listening) == []
    with tenancy.inside(organisation):
        assert versions_of(topic) == (0,)
