"""Threads in all stages, for tests of what becomes of them."""

from datetime import date
from uuid import UUID

from drieslag.core import clock
from drieslag.learning.threads import actions
from drieslag.learning.threads.enums import Level, Origin, Seen, TryOutKind
from drieslag.learning.threads.models import Effect, Insight, Thread, TryOut
from drieslag.people.models import Membership, Person
from tests.factories.world import World


def ask(world: World, title: str = "Loslaten", **changes: object) -> Thread:
    given = {"by": world.bram, "team": world.team, "origin": Origin.PERSON, "title": title, "story": "Al lang"}
    return actions.open_thread(**{**given, **changes})  # type: ignore[arg-type]


def see(world: World, thread: Thread | None, text: str = "We vragen het nooit", **changes: object) -> Insight:
    given = {"by": world.anna, "team": world.team, "thread": thread, "text": text, "level": Level.DOUBLE}
    return actions.add_insight(**{**given, **changes})  # type: ignore[arg-type]


def take_on(world: World, thread: Thread | None, owner: Person | None = None, **changes: object) -> TryOut:
    given = {
        "by": owner, "team": world.team, "thread": thread, "kind": TryOutKind.EXPERIMENT, "text": "Eerst luisteren",
        "owner": owner, "due_on": date(2026, 10, 26),
    }  # fmt: skip
    return actions.add_try_out(**{**given, **changes})  # type: ignore[arg-type]


def look_back(try_out: TryOut, by: Person | None = None, seen: Seen = Seen.NO, **changes: object) -> Effect:
    return actions.note_effect(by=by, try_out=try_out, seen=seen, **changes)  # type: ignore[arg-type]


def leave(person: Person, team_id: UUID) -> None:
    """End a membership, as the team page does."""
    Membership.objects.filter(person=person, team=team_id, until=None).update(until=clock.today())
