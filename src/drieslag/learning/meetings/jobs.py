"""Timed work of meetings, one organisation after another; thin, the actions do it."""

from collections.abc import Iterator

from procrastinate.contrib.django import app

from drieslag.core import tenancy
from drieslag.core.models import Organisation
from drieslag.learning.meetings.actions.closing import close_if_forgotten, erase_old_guests
from drieslag.learning.meetings.actions.jar import renew_jars
from drieslag.learning.meetings.enums import LIVE_PHASES
from drieslag.learning.meetings.models import Meeting


def _everywhere() -> Iterator[Organisation]:
    yield from Organisation.objects.order_by("pk")


def close_forgotten() -> int:
    """Close what everybody left, each in a transaction of its own. Returns how many were closed."""
    closed = 0
    for organisation in _everywhere():
        with tenancy.inside(organisation.pk):
            live = list(Meeting.objects.filter(phase__in=LIVE_PHASES).order_by("pk"))
        for meeting in live:
            with tenancy.inside(organisation.pk):
                closed += close_if_forgotten(meeting=meeting) is not None
    return closed


def erase_guests() -> int:
    """Remove guests' names 30 days after their meeting. Returns how many went."""
    erased = 0
    for organisation in _everywhere():
        with tenancy.inside(organisation.pk):
            erased += erase_old_guests()
    return erased


def renew_every_jar() -> int:
    """Begin the week of every question jar. Returns how many jars there are."""
    renewed = 0
    for organisation in _everywhere():
        with tenancy.inside(organisation.pk):
            renewed += renew_jars()
    return renewed


@app.periodic(cron="*/5 * * * *")
@app.task(name="meetings.close_forgotten", pass_context=False)
def close_forgotten_now(timestamp: int) -> None:  # noqa: ARG001 — the queue's signature
    """Every five minutes."""
    close_forgotten()


@app.periodic(cron="20 3 * * *")
@app.task(name="meetings.erase_guests", pass_context=False)
def erase_guests_now(timestamp: int) -> None:  # noqa: ARG001 — the queue's signature
    """Every night."""
    erase_guests()


@app.periodic(cron="10 0 * * *")
@app.task(name="meetings.renew_jars", pass_context=False)
def renew_jars_now(timestamp: int) -> None:  # noqa: ARG001 — the queue's signature
    """Every night, so that a night in which nothing ran costs a day and no week."""
    renew_every_jar()
