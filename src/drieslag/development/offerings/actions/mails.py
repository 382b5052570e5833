"""Mails to who signed up: a seat came free, it was called off, it changed. A mail waits as keys; its words are made
when it goes, for whoever still wants it.
"""

from collections.abc import Iterable
from uuid import UUID

from django.utils.translation import gettext as _

from drieslag.core import clock
from drieslag.development.offerings.enums import Standing, State
from drieslag.development.offerings.models import Offering, Seat
from drieslag.learning.notices.actions.sending import add_sender
from drieslag.learning.notices.addresses import absolute
from drieslag.learning.notices.enums import Notice, Sending
from drieslag.learning.notices.letters import day_and_time, plain
from drieslag.learning.notices.models import Outgoing
from drieslag.learning.notices.queries.choices import wanted_by, wanted_by_all
from drieslag.people.models import Person


def fill() -> None:
    """Say how these mails are written and sent."""
    add_sender(Sending.SEAT, _send_seat)
    add_sender(Sending.OFFERING, _send_changed)


def tell_moved_up(seat: Seat) -> None:
    """Let the mail wait that says that there is a seat now."""
    _put_out(Sending.SEAT, seat.offering, [seat.person])


def tell_changed(offering: Offering) -> None:
    """Let the mail wait that says that it is called off, is on again, or has another day or place."""
    people = Seat.objects.filter(offering=offering).values_list("person", flat=True)
    _put_out(Sending.OFFERING, offering, list(people))


def _put_out(sending: Sending, offering: Offering, people: Iterable[UUID]) -> None:
    wanted = wanted_by_all(people)
    here = Person.objects.filter(pk__in=wanted, left_on=None, account__is_active=True)
    waiting = [
        Outgoing(
            organisation_id=offering.organisation_id,
            person_id=person,
            sending=sending,
            about=offering.pk,
            not_before=clock.now(),
        )
        for person in here.values_list("pk", flat=True)
        if Notice.OFFERINGS in wanted[person]
    ]
    Outgoing.objects.bulk_create(waiting, ignore_conflicts=True)


def _send_seat(row: Outgoing, email: str) -> bool:
    """Say that a seat came free: only to who still has it, before it begins."""
    seat = _seat(row)
    row.delete()
    if seat is None or seat.standing != Standing.SEATED or seat.offering.first_at <= clock.now():
        return False
    title = seat.offering.title
    lines = [
        _("A seat came free. You have it now."),
        "",
        title,
        day_and_time(seat.offering.first_at),
        "",
        _("Can you not come? Then let it go, so that the next one can."),
        absolute("offerings:one", seat.offering_id),
    ]
    subject = _("You have a seat: %(title)s") % {"title": title}
    return plain(row.person, email, Notice.OFFERINGS, subject, lines).send() > 0


def _send_changed(row: Outgoing, email: str) -> bool:
    seat = _seat(row)
    row.delete()
    if seat is None or seat.offering.state == State.HELD:
        return False
    title, off = seat.offering.title, seat.offering.state == State.CANCELLED
    subject = (_("Called off: %(title)s") if off else _("Changed: %(title)s")) % {"title": title}
    said = _("This is called off.") if off else _("Something changed: the day, the time or the place.")
    lines = [said, "", title, day_and_time(seat.offering.first_at), "", absolute("offerings:one", seat.offering_id)]
    return plain(row.person, email, Notice.OFFERINGS, subject, lines).send() > 0


def _seat(row: Outgoing) -> Seat | None:
    if Notice.OFFERINGS not in wanted_by(row.person):
        return None
    found = Seat.objects.select_related("offering").filter(offering=row.about, person=row.person_id)
    return found.first()
