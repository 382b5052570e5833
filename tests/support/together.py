"""What people press at the same moment, each on a connection of their own."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from datetime import datetime
from threading import Barrier
from uuid import UUID

from django.db import connection

from drieslag.core import clock, tenancy
from drieslag.core.verdict import NotFound, Refused
from tests.factories.world import World

type Act = Callable[[], object]


def at_once(world: World, *acts: Act, at: datetime | None = None) -> list[object]:
    """Do these on as many connections, begun together; refusals come back as results. Each thread has a clock of its
    own: `at` is what it says.
    """
    return begun_together(world.organisation.pk, acts, at=at)


def together(organisation: UUID, acts: Sequence[Act], *, at: datetime | None = None) -> list[object]:
    """Do these at once; who is refused, or comes where nothing is any more, brings the word "refused"."""
    found = begun_together(organisation, acts, at=at, refusals=(Refused, NotFound))
    return ["refused" if isinstance(one, Refused | NotFound) else one for one in found]


def begun_together(
    organisation: UUID,
    acts: Sequence[Act],
    *,
    at: datetime | None = None,
    refusals: tuple[type[Exception], ...] = (Refused,),
) -> list[object]:
    gate = Barrier(len(acts))

    def run(act: Act) -> object:
        try:
            with clock.frozen(at) if at else nullcontext(), tenancy.inside(organisation):
                gate.wait(5)
                return act()
        except refusals as refused:
            return refused
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return [each.result() for each in [pool.submit(run, act) for act in acts]]
