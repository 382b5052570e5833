"""Timed work, one organisation after another; thin, the actions do it."""

from procrastinate.contrib.django import app

from drieslag.core import tenancy
from drieslag.core.models import Organisation
from drieslag.learning.spread.actions import freeze_figures


def freeze_all() -> int:
    """Freeze the figures of trainings in every organisation. Returns how many were frozen."""
    frozen = 0
    for organisation in Organisation.objects.order_by("pk"):
        with tenancy.inside(organisation.pk):
            frozen += freeze_figures()
    return frozen


@app.periodic(cron="20 4 * * 1")
@app.task(name="spread.freeze_figures", pass_context=False)
def freeze_figures_now(timestamp: int) -> None:  # noqa: ARG001 — the queue's signature
    """Once a week: a figure that changed at the moment of an answer would tell whose it was."""
    freeze_all()
