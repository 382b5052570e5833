"""Timed work of badges."""

from procrastinate.contrib.django import app

from drieslag.core import tenancy
from drieslag.core.models import Organisation
from drieslag.development.badges.actions import follow_declarations


def follow_all() -> int:
    """Take back, in every organisation, the badges whose declaration stands no longer. Returns how many."""
    ended = 0
    for organisation in Organisation.objects.order_by("pk"):
        with tenancy.inside(organisation.pk):
            ended += follow_declarations()
    return ended


@app.periodic(cron="35 3 * * *")
@app.task(name="badges.follow_declarations", pass_context=False)
def follow_declarations_now(timestamp: int) -> None:  # noqa: ARG001 — the queue's signature
    """Every night. The public list says it at once; this makes it last when the declaration itself is erased."""
    follow_all()
