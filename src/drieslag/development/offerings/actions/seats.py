"""Signing up, waiting, letting go. The offering's row is locked first, so that one seat goes to one person."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from drieslag.core import clock
from drieslag.core.verdict import require
from drieslag.development.offerings.actions import mails
from drieslag.development.offerings.enums import Standing, State
from drieslag.development.offerings.models import Offering, Seat
from drieslag.development.offerings.rules import NAMES_KEPT, may_sign_up, may_withdraw
from drieslag.people.models import Person


def sign_up(*, by: Person, offering: Offering) -> Seat:
    """Take a seat, or a place on the waiting list where there is none. Again changes nothing."""
    with transaction.atomic():
        now = locked(offering)
        if known := Seat.objects.filter(offering=now, person=by.pk).first():
            return known
        require(may_sign_up(by, now))
        free = now.seats is None or now.taken < now.seats
        seat = Seat.objects.create(
            organisation_id=now.organisation_id,
            offering=now,
            person=by.pk,
            standing=Standing.SEATED if free else Standing.WAITING,
            asked_at=clock.now(),
        )
        if free:
            _take(now, 1)
    return seat


def withdraw(*, by: Person, offering: Offering) -> int:
    """Let go of a seat or of waiting. The first who waits has the seat from then on. Twice changes nothing."""
    with transaction.atomic():
        now = locked(offering)
        seat = Seat.objects.select_related("offering").filter(offering=now, person=by.pk).first()
        if seat is None:
            return 0
        require(may_withdraw(by, seat))
        _let_go(now, seat)
    return 1


def give_up_all(*, person: UUID) -> int:
    """Take somebody out of all lists: who is erased. What was not yet begun goes to who waits."""
    with transaction.atomic():
        return _give_up(Seat.objects.filter(person=person))


def give_up_of_leavers() -> int:
    """Give the seats of who left, at what did not begin, to who waits; in the organisation of the transaction. Returns
    at how many of these.
    """
    gone = Person.objects.exclude(left_on=None).values("pk")
    with transaction.atomic():
        return _give_up(Seat.objects.filter(person__in=gone, offering__first_at__gt=clock.now()))


def _give_up(seats: QuerySet[Seat]) -> int:
    keys = sorted(set(seats.values_list("offering_id", flat=True)))
    for key in keys:
        now = Offering.objects.select_for_update().get(pk=key)
        # Who waits goes first, so that nobody moves up who is leaving. None, when it was let go before the lock.
        for seat in seats.filter(offering=now).order_by("-standing"):
            _let_go(now, seat)
    return len(keys)


def fill_up(offering: Offering) -> int:
    """Give the free seats of a locked offering to who waits, the first first. Returns how many moved up."""
    if offering.state != State.PLANNED or offering.first_at <= clock.now():
        return 0
    free = None if offering.seats is None else offering.seats - offering.taken
    line = Seat.objects.filter(offering=offering, standing=Standing.WAITING).order_by("asked_at", "pk")
    first = list(line if free is None else line[:free])
    for seat in first:
        seat.standing, seat.moved_up_at = Standing.SEATED, clock.now()
        seat.save(update_fields=["standing", "moved_up_at"])
        mails.tell_moved_up(seat)
    if first:
        _take(offering, len(first))
    return len(first)


def forget_names(*, before: datetime | None = None) -> int:
    """Erase who signed up for what ended more than 30 days ago, in the organisation of the transaction. Returns how
    many sign-ups went. The number of seats that were taken stays.
    """
    return Seat.objects.filter(offering__last_at__lt=before or clock.now() - NAMES_KEPT).delete()[0]


def locked(offering: Offering) -> Offering:
    """Return the offering as it is now, locked until the transaction ends."""
    return Offering.objects.select_for_update().get(pk=offering.pk)


def _let_go(offering: Offering, seat: Seat) -> None:
    had_one = seat.standing == Standing.SEATED
    seat.delete()
    if had_one:
        _take(offering, -1)
        fill_up(offering)


def _take(offering: Offering, count: int) -> None:
    offering.taken += count
    offering.save(update_fields=["taken"])
