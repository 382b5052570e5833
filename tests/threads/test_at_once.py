"""Two presses at the same moment, on two connections."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from uuid import uuid4

import pytest
from django.db import connection

from drieslag.core import clock, tenancy
from drieslag.core.verdict import Refused
from drieslag.learning.threads import actions
from drieslag.learning.threads.enums import Origin, Seen, TryOutKind
from drieslag.learning.threads.models import Effect, Thread, TryOut
from tests.factories.world import World, make_world

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


@pytest.fixture
def committed(transactional_db: None) -> World:
    return make_world()


def at_once(world: World, act: Callable[[], object], times: int = 2) -> list[object]:
    """Do the same in so many connections, begun together; refusals come back as results."""
    gate = Barrier(times)

    def run() -> object:
        try:
            with tenancy.inside(world.organisation.pk):
                gate.wait(5)
                return act()
        except Refused as refused:
            return refused
        finally:
            connection.close()

    with ThreadPoolExecutor(times) as pool:
        return [each.result() for each in [pool.submit(run) for _ in range(times)]]


def test_a_double_click_is_one_question(committed: World) -> None:
    key = uuid4()

    def ask() -> Thread:
        return actions.open_thread(
            by=committed.bram, team=committed.team, origin=Origin.PERSON, title="Loslaten", key=key
        )

    first, second = at_once(committed, ask)
    assert first == second
    with tenancy.inside(committed.organisation.pk):
        assert [each.pk for each in Thread.objects.all()] == [key]


def test_looking_back_twice_at_once_is_noted_once(committed: World) -> None:
    with tenancy.inside(committed.organisation.pk):
        try_out = actions.add_try_out(
            by=committed.bram, team=committed.team, kind=TryOutKind.ACTION, text="Vragen",
            owner=committed.bram, due_on=clock.today(),
        )  # fmt: skip
    results = at_once(committed, lambda: actions.note_effect(by=committed.bram, try_out=try_out, seen=Seen.YES))
    assert sorted(type(each).__name__ for each in results) == ["Effect", "Refused"]
    with tenancy.inside(committed.organisation.pk):
        assert Effect.objects.count() == 1


def test_who_adds_while_another_takes_back_loses_nothing(committed: World) -> None:
    with tenancy.inside(committed.organisation.pk):
        thread = actions.open_thread(by=committed.bram, team=committed.team, origin=Origin.PERSON, title="Loslaten")
    turns = iter((True, False))

    def either() -> object:
        if next(turns):
            return actions.withdraw_thread(by=committed.bram, thread=thread)
        return actions.add_try_out(
            by=committed.anna, team=committed.team, thread=thread, kind=TryOutKind.ACTION, text="Vragen",
            owner=committed.anna, due_on=clock.today(),
        )  # fmt: skip

    at_once(committed, either)
    with tenancy.inside(committed.organisation.pk):
        kept, now = TryOut.objects.get(), Thread.objects.get()
        assert (kept.thread_id is None) == (now.withdrawn_at is not None)
