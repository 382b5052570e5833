"""Timed work: what was taken away goes for good."""

from procrastinate.contrib.django import app

from drieslag.core import tenancy
from drieslag.core.models import Organisation
from drieslag.learning.groundwork.actions import erase_removed


def erase_everywhere() -> int:
    """Erase what was taken away, one organisation after another. Returns how many rows went."""
    erased = 0
    for organisation in Organisation.objects.order_by("pk"):
        with tenancy.inside(organisation.pk):
            erased += erase_removed()
    return erased


@app.periodic(cron="50 3 * * *")
@app.task(name="groundwork.erase_removed", pass_context=False)
def erase_removed_now(timestamp: int) -> None:  # noqa: ARG001 — the queue's signature
    """Every night."""
    erase_everywhere()
