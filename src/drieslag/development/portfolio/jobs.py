"""Timed work, one organisation after another; thin, the actions do it."""

from procrastinate.contrib.django import app

from drieslag.core import tenancy
from drieslag.core.models import Organisation
from drieslag.development.portfolio.actions import withdraw_links_of_leavers


def withdraw_all() -> int:
    """Take back the addresses of everybody who left, in every organisation. Returns how many."""
    taken = 0
    for organisation in Organisation.objects.order_by("pk"):
        with tenancy.inside(organisation.pk):
            taken += withdraw_links_of_leavers()
    return taken


@app.periodic(cron="40 3 * * *")
@app.task(name="portfolio.withdraw_links", pass_context=False)
def withdraw_links_now(timestamp: int) -> None:  # noqa: ARG001 — the queue's signature
    """Every night."""
    withdraw_all()
