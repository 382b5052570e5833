"""Timed work of support, one organisation after another; thin, the actions do it."""

import secrets

from procrastinate.contrib.django import app

from drieslag.core import tenancy
from drieslag.core.models import Organisation
from drieslag.learning.support.actions import forget_old, freeze_due, settle_pairs


def settle() -> int:
    """End pairs that are over with a new proposal, freeze tallies and drop what is old. Returns how much changed."""
    changed = 0
    for organisation in Organisation.objects.order_by("pk"):
        with tenancy.inside(organisation.pk):
            changed += settle_pairs(seed=secrets.randbits(32)) + freeze_due() + forget_old()
    return changed


@app.periodic(cron="20 3 * * *")
@app.task(name="support.settle", pass_context=False)
def settle_now(timestamp: int) -> None:  # noqa: ARG001 — the queue's signature
    """Every night."""
    settle()
