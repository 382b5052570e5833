"""Timed work of rhythms, one organisation after another; thin, the actions do it."""

from collections.abc import Callable

from procrastinate.contrib.django import app

from drieslag.core import tenancy
from drieslag.core.models import Organisation
from drieslag.learning.rhythm import actions


def everywhere(act: Callable[[], int]) -> int:
    """Do it in each organisation, each in a transaction of its own."""
    done = 0
    for organisation in Organisation.objects.order_by("pk"):
        with tenancy.inside(organisation.pk):
            done += act()
    return done


@app.periodic(cron="50 2 * * *")
@app.task(name="rhythm.unfold", pass_context=False)
def unfold_now(timestamp: int) -> None:  # noqa: ARG001 — the queue's signature
    """Every night: the moments three months ahead."""
    everywhere(actions.unfold_all)


@app.periodic(cron="*/20 * * * *")
@app.task(name="rhythm.follow_meetings", pass_context=False)
def follow_now(timestamp: int) -> None:  # noqa: ARG001 — the queue's signature
    """Three times an hour: what meetings proved. Pages see it at once; this is for calendars and figures."""
    everywhere(actions.follow_meetings)


@app.periodic(cron="15 2 * * *")
@app.task(name="rhythm.freeze_week", pass_context=False)
def freeze_now(timestamp: int) -> None:  # noqa: ARG001 — the queue's signature
    """Every night, so that a Monday night in which nothing ran costs a day and no week; made once a week."""
    everywhere(actions.freeze_week)
