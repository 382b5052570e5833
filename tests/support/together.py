"""What people press at the same moment, each on a connection of their own."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from datetime import datetime
from threading import Barrier

from django.db import connection

from drieslag.core import clock, tenancy
from drieslag.core.verdict import Refused
from tests.factories.world import World


def at_once(world: World, *acts: Callable[[], object], at: datetime | None = None) -> list[object]:
    """Do these on as many connections, begun together; refusals come back as results. Each thread has a clock of its
    own: `at` is what it says.
    """
    gate = Barrier(len(acts))

    def run(act: Callable[[], object]) -> object:
        try:
            with clock.frozen(at) if at else nullcontext(), tenancy.inside(world.organisation.pk):
                gate.wait(5)
                return act()
        except Refused as refused:
            return refused
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return [each.result() for each in [pool.submit(run, act) for act in acts]]
