"""Timed work of notices, one organisation after another; thin, the actions do it. A demo sends nothing to anybody."""

from collections.abc import Callable, Iterator
from uuid import UUID

from procrastinate.contrib.django import app

from drieslag.core import tenancy
from drieslag.core.models import Organisation
from drieslag.core.queries import is_demo
from drieslag.learning.notices.actions import digest, own_calendars, reminding, sending, telling
from drieslag.learning.notices.actions.feeds import drop_ended


def _everywhere(work: Callable[[], int]) -> int:
    done = 0
    for organisation in _organisations():
        with tenancy.inside(organisation):
            done += work()
    return done


def _organisations() -> Iterator[UUID]:
    yield from list(Organisation.objects.order_by("pk").values_list("pk", flat=True))


def tell() -> int:
    """See what changed in teams, and let the mails wait that come of it. Returns how many."""
    if is_demo():
        return 0
    _everywhere(drop_ended)
    return _everywhere(telling.tell_changes)


def send() -> int:
    """Let out what waits, each in a transaction of its own. Returns how many went."""
    sent = 0
    for organisation in _organisations():
        with tenancy.inside(organisation):
            keys = sending.waiting()
        for key in keys:
            with tenancy.inside(organisation):
                sent += sending.send_one(key)
    return sent


def remind() -> int:
    """Let the reminders and the mails of the week wait that are due. Returns how many."""
    if is_demo():
        return 0
    return _everywhere(reminding.plan_reminders) + _everywhere(digest.plan_week)


def look_again() -> int:
    """Read the calendars again that people subscribed to. Returns how many."""
    looked = 0
    for organisation in _organisations():
        with tenancy.inside(organisation):
            due = [(key, own_calendars.address_of(key)) for key in own_calendars.due()]
        for key, address in due:
            found = own_calendars.read_again(address)
            with tenancy.inside(organisation):
                own_calendars.keep_again(key, found)
            looked += 1
    return looked


def tidy() -> int:
    """Erase busy times that are over, and what was told of what is over. Returns how many rows changed."""
    return _everywhere(own_calendars.erase_past) + _everywhere(telling.forget_past)


@app.periodic(cron="* * * * *")
@app.task(name="notices.tell_and_send", pass_context=False, lock="notices", queueing_lock="notices.tell_and_send")
def tell_and_send_now(timestamp: int) -> None:  # noqa: ARG001 — the queue's signature
    """Every minute."""
    tell()
    send()


@app.periodic(cron="*/10 * * * *")
@app.task(name="notices.remind", pass_context=False)
def remind_now(timestamp: int) -> None:  # noqa: ARG001 — the queue's signature
    """Every ten minutes; what goes out waits for working time."""
    remind()


@app.periodic(cron="*/20 * * * *")
@app.task(name="notices.look_again", pass_context=False, lock="notices.look_again")
def look_again_now(timestamp: int) -> None:  # noqa: ARG001 — the queue's signature
    """Every twenty minutes those whose time it is."""
    look_again()


@app.periodic(cron="35 3 * * *")
@app.task(name="notices.tidy", pass_context=False)
def tidy_now(timestamp: int) -> None:  # noqa: ARG001 — the queue's signature
    """Every night."""
    tidy()
