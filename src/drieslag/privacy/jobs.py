"""Timed work of privacy: the last traces of anonymous acts, and what has been kept long enough."""

from datetime import timedelta

from django.core.cache import cache
from django.db import connections
from procrastinate.contrib.django import app

from drieslag.core import clock, tenancy
from drieslag.core.models import Organisation
from drieslag.journal import actions as journal
from drieslag.live.topics import forget_places
from drieslag.privacy.anonymous import compaction
from drieslag.privacy.models import Erasure, Look

LOOKS_KEPT = timedelta(days=365)
TICKETS_LIVE = timedelta(days=1)  # far longer than a ticket is good for


def tidy_anonymous() -> bool:
    """Write the stores of anonymous acts anew, and destroy keys that a crash left. False when a table was in use."""
    compaction.destroy_stale_keys()
    try:
        return compaction.compact()
    finally:
        connections["owner"].close()


def forget_old() -> int:
    """Make old statements actorless, drop old looks and the last trace of who was erased. Returns how many rows
    changed.
    """
    changed = 0
    for organisation in Organisation.objects.order_by("pk"):
        with tenancy.inside(organisation.pk):
            changed += journal.forget_old()
            changed += Look.objects.filter(day__lt=clock.today() - LOOKS_KEPT).delete()[0]
            erased = Erasure.objects.filter(at__lt=clock.now() - TICKETS_LIVE)
            changed += forget_places(*erased.values_list("person", flat=True))
    return changed


@app.periodic(cron="*/15 * * * *")
@app.task(name="privacy.tidy_anonymous", pass_context=False)
def tidy_anonymous_now(timestamp: int) -> None:  # noqa: ARG001 — the queue's signature
    """Every quarter of an hour: a meeting that just closed leaves nothing on the disk for long."""
    tidy_anonymous()


@app.periodic(cron="50 3 * * *")
@app.task(name="privacy.forget_old", pass_context=False)
def forget_old_now(timestamp: int) -> None:  # noqa: ARG001 — the queue's signature
    """Every night; also the counters against guessing, which the cache leaves lying after their time."""
    forget_old()
    cache.clear()
