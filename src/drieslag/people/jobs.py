"""Timed work of people: sessions that are over go, since they tell until when, and so from when, somebody was here; and
who left goes after three months.
"""

from django.contrib.sessions.backends.db import SessionStore
from procrastinate.contrib.django import app

from drieslag.core import tenancy
from drieslag.core.models import Organisation
from drieslag.people.actions import erase_leavers


def forget_sessions() -> None:
    """Remove the sessions whose time is over."""
    SessionStore.clear_expired()


@app.periodic(cron="40 3 * * *")
@app.task(name="people.forget_sessions", pass_context=False)
def forget_sessions_now(timestamp: int) -> None:  # noqa: ARG001 — the queue's signature
    """Every night."""
    forget_sessions()


def erase_all_leavers() -> int:
    """Erase who left more than three months ago, in every organisation. Returns how many."""
    erased = 0
    for organisation in Organisation.objects.order_by("pk"):
        with tenancy.inside(organisation.pk):
            erased += erase_leavers()
    return erased


@app.periodic(cron="30 3 * * *")
@app.task(name="people.erase_leavers", pass_context=False)
def erase_leavers_now(timestamp: int) -> None:  # noqa: ARG001 — the queue's signature
    """Every night."""
    erase_all_leavers()
