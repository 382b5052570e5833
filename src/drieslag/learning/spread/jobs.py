"""Timed work, one organisation after another; thin, the actions do it."""

from procrastinate.contrib.django import app

from drieslag.core import tenancy
from drieslag.core.models import Organisation
from drieslag.learning.spread.actions import erase_taken, erase_withdrawn, freeze_figures


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


def erase_all_taken() -> int:
    """Erase what was taken out of themes, and the offers taken back, more than a day ago. Returns how many went."""
    erased = 0
    for organisation in Organisation.objects.order_by("pk"):
        with tenancy.inside(organisation.pk):
            erased += erase_taken() + erase_withdrawn()
    return erased


@app.periodic(cron="50 3 * * *")
@app.task(name="spread.erase_taken", pass_context=False)
def erase_taken_now(timestamp: int) -> None:  # noqa: ARG001 — the queue's signature
    """Every night."""
    erase_all_taken()
