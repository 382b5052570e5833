"""Two presses at the same moment, on two connections."""

from uuid import uuid4

import pytest

from drieslag.core import clock, tenancy
from drieslag.learning.threads import actions
from drieslag.learning.threads.enums import Origin, Seen, TryOutKind
from drieslag.learning.threads.models import Effect, Thread, TryOut
from tests.factories.world import World
from tests.support.together import at_once

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


def test_a_double_click_is_one_question(committed: World) -> None:
    key = uuid4()

    def ask() -> Thread:
        return actions.open_thread(
            by=committed.bram, team=committed.team, origin=Origin.PERSON, title="Loslaten", key=key
        )

    first, second = at_once(committed, ask, ask)
    assert first == second
    with tenancy.inside(committed.organisation.pk):
        assert [each.pk for each in Thread.objects.all()] == [key]


def test_looking_back_twice_at_once_is_noted_once(committed: World) -> None:
    with tenancy.inside(committed.organisation.pk):
        try_out = actions.add_try_out(
            by=committed.bram, team=committed.team, kind=TryOutKind.ACTION, text="Vragen",
            owner=committed.bram, due_on=clock.today(),
        )  # fmt: skip
    results = at_once(committed, *[lambda: actions.note_effect(by=committed.bram, try_out=try_out, seen=Seen.YES)] * 2)
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

    at_once(committed, either, either)
    with tenancy.inside(committed.organisation.pk):
        kept, now = TryOut.objects.get(), Thread.objects.get()
        assert (kept.thread_id is None) == (now.withdrawn_at is not None)
