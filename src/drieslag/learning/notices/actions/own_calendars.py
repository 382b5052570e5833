"""Somebody's own calendar: read for when its owner is busy, and for nothing else."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from drieslag.core import clock
from drieslag.core.verdict import Refused
from drieslag.learning.notices import reaching, reading
from drieslag.learning.notices.enums import Problem, Source
from drieslag.learning.notices.models import OwnCalendar
from drieslag.people.models import Person

AHEAD = timedelta(weeks=26)
MOST = 3
EVERY = timedelta(hours=6)
AT_ONCE = 25
LONGEST_WAIT = timedelta(days=2)


def span(now: datetime) -> tuple[datetime, datetime]:
    """Return which part of time is kept."""
    return now, now + AHEAD


def upload(*, by: Person, data: bytes) -> OwnCalendar:
    """Keep when somebody is busy according to a file; the file itself is not kept. Replaces an earlier file. Raises
    Refused, in words, for what cannot be read.
    """
    spans = _read(data)
    with transaction.atomic():
        Person.objects.select_for_update().get(pk=by.pk)
        OwnCalendar.objects.filter(person=by, source=Source.FILE).delete()
        _room(by)
        return OwnCalendar.objects.create(
            organisation_id=by.organisation_id,
            person=by,
            source=Source.FILE,
            busy=reading.written(spans),
            read_at=clock.now(),
        )


def subscribe(*, by: Person, address: str) -> OwnCalendar:
    """Keep when somebody is busy according to a calendar at an address, and look there again every so often."""
    plain = reaching.plain(address)
    spans = _read(_fetch(plain))
    with transaction.atomic():
        Person.objects.select_for_update().get(pk=by.pk)
        for known in OwnCalendar.objects.filter(person=by, source=Source.ADDRESS):
            if known.address == plain:
                known.delete()
        _room(by)
        return OwnCalendar.objects.create(
            organisation_id=by.organisation_id,
            person=by,
            source=Source.ADDRESS,
            address=plain,
            busy=reading.written(spans),
            read_at=clock.now(),
            next_at=clock.now() + EVERY,
        )


def forget(*, by: Person, calendar: OwnCalendar) -> None:
    """Erase a calendar of one's own, with its address and all busy times. Twice is once."""
    with transaction.atomic():
        OwnCalendar.objects.filter(pk=calendar.pk, person=by).delete()


def _room(by: Person) -> None:
    if OwnCalendar.objects.filter(person=by).count() >= MOST:
        raise Refused(_("You have three calendars here already. Take one away first."))


def _read(data: bytes) -> list[reading.Span]:
    try:
        return reading.busy_times(data, *span(clock.now()))
    except reading.Unreadable as error:
        raise Refused(Problem(error.problem).label) from error


def _fetch(address: str) -> bytes:
    try:
        return reaching.fetch(address, most=reading.MAX_BYTES)
    except reaching.Unreachable as error:
        raise Refused(Problem(error.problem).label) from error


def due() -> list[UUID]:
    """Return the calendars to look at again now."""
    rows = OwnCalendar.objects.filter(source=Source.ADDRESS, next_at__lte=clock.now()).order_by("next_at")
    return list(rows.values_list("pk", flat=True)[:AT_ONCE])


def address_of(key: UUID) -> str:
    """Return where a calendar is fetched from, or nothing when it is gone."""
    found = OwnCalendar.objects.filter(pk=key).first()
    return found.address if found else ""


def read_again(address: str) -> list[reading.Span] | Problem:
    """Look at an address once more; outside of every transaction, for it may take long."""
    try:
        return reading.busy_times(reaching.fetch(address, most=reading.MAX_BYTES), *span(clock.now()))
    except (reading.Unreadable, reaching.Unreachable) as error:
        return Problem(error.problem)


def keep_again(key: UUID, found: list[reading.Span] | Problem) -> None:
    """Keep what was found, or what is wrong; then one looks less and less often."""
    with transaction.atomic():
        row = OwnCalendar.objects.select_for_update().filter(pk=key).first()
        if row is None:
            return
        now = clock.now()
        if isinstance(found, Problem):
            row.problem, row.failures = found, row.failures + 1
            row.next_at = now + min(EVERY * 2 ** min(row.failures, 4), LONGEST_WAIT)
        else:
            row.busy, row.problem, row.failures, row.read_at = reading.written(found), "", 0, now
            row.next_at = now + EVERY
        row.save()


def erase_past() -> int:
    """Erase the busy times that are over. Returns how many went."""
    now, erased = int(clock.now().timestamp()) // 60, 0
    for row in OwnCalendar.objects.select_for_update().order_by("pk"):
        spans = reading.parsed(row.busy)
        kept = [span for span in spans if span[1] > now]
        if len(kept) < len(spans):
            row.busy, erased = reading.written(kept), erased + len(spans) - len(kept)
            row.save(update_fields=["busy"])
    return erased
