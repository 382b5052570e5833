"""Timed work of budgets: the sums of personal budgets, once a month."""

from procrastinate.contrib.django import app

from drieslag.core import tenancy
from drieslag.core.models import Organisation
from drieslag.development.budgets.actions import sum_up


def every_month() -> int:
    """Make the sums of the month that began. Returns how many were made anew."""
    made = 0
    for key in list(Organisation.objects.order_by("pk").values_list("pk", flat=True)):
        with tenancy.inside(key):
            made += sum_up()
    return made


@app.periodic(cron="55 3 1-7 * *")
@app.task(name="budgets.month", pass_context=False)
def month_now(timestamp: int) -> None:  # noqa: ARG001 — the queue's signature
    """In the first week of a month, so that one night without the program loses nothing."""
    every_month()
