"""Timed work of rounds: keys, closing, pulses, and what was kept long enough."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from procrastinate.contrib.django import app

from drieslag.core import tenancy
from drieslag.core.models import Organisation
from drieslag.privacy.jobs import tidy_anonymous
from drieslag.surveys import jobs_mail
from drieslag.surveys.actions import closing, invitations, mirror, opening, series
from drieslag.surveys.enums import RoundState
from drieslag.surveys.queries.rounds import keys_in


def prepare_everywhere() -> int:
    """Make the keys that rounds wait for, each in a transaction of its own. Returns how many rounds there were."""
    prepared = 0
    for organisation in _organisations():
        with tenancy.inside(organisation.pk):
            waiting = keys_in(RoundState.PREPARING)
        for key in waiting:
            more = True
            while more:
                with tenancy.inside(organisation.pk):
                    more = opening.make_next_keys(round_id=key)
        prepared += len(waiting)
    return prepared


def close_everywhere() -> int:
    """Let rounds begin to close and close. What was deleted leaves the disk right after. Returns how many closed.

    A round that cannot be closed holds up no other; what went wrong is raised in the end.
    """
    closed, failed = 0, list[Exception]()
    for organisation in _organisations():
        with tenancy.inside(organisation.pk):
            ending, late = keys_in(RoundState.OPEN), keys_in(RoundState.LATE)
        for key in ending:
            with _held_up_by_none(failed), tenancy.inside(organisation.pk):
                closing.begin_closing(round_id=key)
        for key in late:
            with _held_up_by_none(failed), tenancy.inside(organisation.pk):
                closed += closing.close_round(round_id=key).state != RoundState.LATE
    if closed:
        tidy_anonymous()
    if failed:
        raise ExceptionGroup("some rounds could not be closed", failed)
    return closed


@contextmanager
def _held_up_by_none(failed: list[Exception]) -> Iterator[None]:
    try:
        yield
    except Exception as error:  # noqa: BLE001 — whatever it is, the other rounds close
        failed.append(error)


def every_night() -> int:
    """Say where enough people answered, open the pulses that are due, and erase what was kept long enough."""
    acts: tuple[Callable[[], int], ...] = (
        closing.note_enough,
        invitations.forget_leavers,
        mirror.end_of_leavers,
        closing.erase_raw,
        series.open_due,
    )
    changed = 0
    for organisation in _organisations():
        for act in acts:
            with tenancy.inside(organisation.pk):
                changed += act()
    return changed


def _organisations() -> list[Organisation]:
    return list(Organisation.objects.order_by("pk"))


@app.periodic(cron="* * * * *")
@app.task(name="surveys.prepare", queueing_lock="surveys.prepare", pass_context=False)
def prepare_now(timestamp: int) -> None:  # noqa: ARG001 — the queue's signature
    """Every minute, for rounds of many groups; it goes on where a crash stopped it."""
    prepare_everywhere()


@app.periodic(cron="7,22,37,52 * * * *")
@app.task(name="surveys.close", pass_context=False)
def close_now(timestamp: int) -> None:  # noqa: ARG001 — the queue's signature
    """Four times an hour: a round closes soon after the moment that everybody was told."""
    close_everywhere()


@app.periodic(cron="20 4 * * *")
@app.task(name="surveys.night", pass_context=False)
def night_now(timestamp: int) -> None:  # noqa: ARG001 — the queue's signature
    """Every night."""
    every_night()


@app.periodic(cron="*/5 * * * *")
@app.task(name="surveys.mails", queueing_lock="surveys.mails", pass_context=False)
def mails_now(timestamp: int) -> None:  # noqa: ARG001 — the queue's signature
    """Every five minutes; what is due outside working time waits for it."""
    jobs_mail.tell()
