"""What the tests of spread begin with: a question that was tried and looked back on, an offer of it, a training."""

from datetime import timedelta

from drieslag.core import clock
from drieslag.learning.spread import actions
from drieslag.learning.spread.enums import OfferKind
from drieslag.learning.spread.models import Offer, Training
from drieslag.learning.threads import actions as threads
from drieslag.learning.threads.enums import Origin, Seen, TryOutKind
from drieslag.learning.threads.models import Thread, TryOut
from drieslag.people.models import Person
from tests.factories.world import World


def make_thread(world: World, title: str = "Wat doe ik bij stilte?") -> Thread:
    return threads.open_thread(by=world.bram, team=world.team, origin=Origin.PERSON, title=title)


def make_try_out(world: World, thread: Thread | None = None, *, seen: Seen | None = Seen.YES) -> TryOut:
    """Something that Bram tried, looked back on unless `seen` is None."""
    made = threads.add_try_out(
        by=world.bram, team=world.team, thread=thread, kind=TryOutKind.EXPERIMENT, text="Tel tot tien.",
        owner=world.bram, due_on=clock.today() + timedelta(days=7),
    )  # fmt: skip
    if seen is not None:
        threads.note_effect(by=world.bram, try_out=made, seen=seen, text="Het werd rustiger")
    return made


def make_offer(world: World, source: Thread | TryOut | None = None, **changes: object) -> Offer:
    given = {
        "by": world.bram, "source": source or make_try_out(world, make_thread(world)), "kind": OfferKind.WORKS,
        "title": "Tien tellen stil", "what": "Na een vraag tel je tot tien.", "needed": "Geduld",
        "came": "Bewoners vertellen meer.",
    }  # fmt: skip
    return actions.offer(**{**given, **changes})  # type: ignore[arg-type]


def make_training(
    world: World, by: Person | None = None, *, days_ago: int = 0, title: str = "Oplossingsgericht"
) -> Training:
    return actions.add_training(by=by or world.bram, title=title, on=clock.today() - timedelta(days=days_ago))


def main_of(world: World, url: str, who: Person | None = None, status: int = 200) -> str:
    page = world.client(who or world.bram).get(url)
    assert page.status_code == status, (page.status_code, url)
    return str(page.content.decode().split("<main")[1].split("</main>")[0])
