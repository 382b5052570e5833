"""Timed work: links to films are forgotten after two weeks."""

from procrastinate.contrib.django import app

from drieslag.core import tenancy
from drieslag.core.models import Organisation
from drieslag.development.competence.actions import forget_links


def forget_all_links() -> int:
    """Forget the links whose time is over, in every organisation. Returns how many went."""
    forgotten = 0
    for organisation in Organisation.objects.order_by("pk"):
        with tenancy.inside(organisation.pk):
            forgotten += forget_links()
    return forgotten


@app.periodic(cron="35 3 * * *")
@app.task(name="competence.forget_links", pass_context=False)
def forget_links_now(timestamp: int) -> None:  # noqa: ARG001 — the queue's signature
    """Every night."""
    forget_all_links()
