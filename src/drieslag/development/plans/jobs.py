"""Timed work of plans: counting which themes live, once a quarter."""

from procrastinate.contrib.django import app

from drieslag.core import tenancy
from drieslag.core.models import Organisation
from drieslag.development.plans.actions.figures import freeze_themes


def every_quarter() -> int:
    """Make the figures of the quarter that began. Returns in how many organisations they were made."""
    made = 0
    for key in list(Organisation.objects.order_by("pk").values_list("pk", flat=True)):
        with tenancy.inside(key):
            made += freeze_themes() is not None
    return made


@app.periodic(cron="50 3 1-7 1,4,7,10 *")
@app.task(name="plans.quarter", pass_context=False)
def quarter_now(timestamp: int) -> None:  # noqa: ARG001 — the queue's signature
    """In the first week of a quarter, so that one night without the program loses nothing. By the calendar alone: a day
    that somebody's goal could choose would tell when it came.
    """
    every_quarter()
