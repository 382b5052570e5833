"""Timed work, one organisation after another; thin, the actions do it."""

from procrastinate.contrib.django import app

from drieslag.core import tenancy
from drieslag.core.models import Organisation
from drieslag.development.offerings.actions import forget_names, give_up_of_leavers, hold_past


def tidy() -> int:
    """Give seats of who left to who waits, say of what is over that it was held, and erase names of 30 days ago.
    Returns how much changed.
    """
    changed = 0
    for organisation in Organisation.objects.order_by("pk"):
        with tenancy.inside(organisation.pk):
            changed += give_up_of_leavers() + hold_past() + forget_names()
    return changed


@app.periodic(cron="40 3 * * *")
@app.task(name="offerings.tidy", pass_context=False)
def tidy_now(timestamp: int) -> None:  # noqa: ARG001 — the queue's signature
    """Every night."""
    tidy()
