"""Timed work of threads, one organisation after another; thin, the actions do it."""

from procrastinate.contrib.django import app

from drieslag.core import tenancy
from drieslag.core.models import Organisation
from drieslag.learning.threads.actions import erase_withdrawn


def erase_taken_back() -> int:
    """Erase the questions that were taken back more than a day ago. Returns how many went."""
    erased = 0
    for organisation in Organisation.objects.order_by("pk"):
        with tenancy.inside(organisation.pk):
            erased += erase_withdrawn()
    return erased


@app.periodic(cron="40 3 * * *")
@app.task(name="threads.erase_taken_back", pass_context=False)
def erase_taken_back_now(timestamp: int) -> None:  # noqa: ARG001 — the queue's signature
    """Every night."""
    erase_taken_back()
