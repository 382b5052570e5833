"""Letting out what waits: the text is made now, from what is so now, and goes to one person."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import structlog
from django.db import transaction
from django.utils import translation

from drieslag.core import clock
from drieslag.learning.notices import letters
from drieslag.learning.notices.actions.digest import week_mail
from drieslag.learning.notices.actions.pushing import push_reminder
from drieslag.learning.notices.actions.telling import current
from drieslag.learning.notices.enums import Notice, Sending, Thing
from drieslag.learning.notices.ics import Entry
from drieslag.learning.notices.models import CalendarEvent, Outgoing, Told
from drieslag.learning.notices.queries.choices import wanted_by
from drieslag.learning.notices.queries.feeds import teams_of
from drieslag.learning.notices.queries.moments import Window, coming
from drieslag.people.models import Membership, Person

AT_ONCE = 200
TRIES = 6
LATER = timedelta(minutes=5)
SOON = timedelta(days=14)

log = structlog.get_logger()


def waiting() -> list[UUID]:
    """Return the keys of what may go out now, oldest first."""
    rows = Outgoing.objects.filter(sent_at=None, not_before__lte=clock.now(), tries__lt=TRIES)
    return list(rows.order_by("not_before", "pk").values_list("pk", flat=True)[:AT_ONCE])


def send_one(key: UUID) -> bool:
    """Send one, or try again later. Returns whether it went; what is no longer true or wanted just goes away."""
    with transaction.atomic():
        rows = Outgoing.objects.select_for_update(skip_locked=True, of=("self",)).select_related("person__account")
        row = rows.filter(pk=key, sent_at=None).first()
        if row is None:
            return False
        account = row.person.account
        if account is None or not account.is_active or row.person.left_on is not None:
            row.delete()
            return False
        try:
            with translation.override(account.language or "nl"), transaction.atomic():
                return SENDERS[Sending(row.sending)](row, account.email)
        except Exception as error:  # noqa: BLE001 — a mail that cannot be made or sent must not hold up everybody's
            log.warning("notice.not_sent", kind=row.sending, error=type(error).__name__)
            tries = row.tries + 1
            Outgoing.objects.filter(pk=key).update(tries=tries, not_before=clock.now() + LATER * 2**tries)
            return False


def _invitation(row: Outgoing, email: str) -> bool:
    wanted = wanted_by(row.person)
    event, entry = _entry(row, with_titles=Notice.TITLES in wanted)
    row.delete()
    if event is None or entry is None or Notice.INVITATION not in wanted or not _is_member(row.person, entry):
        return False
    _note(row.person, event)
    if entry.thing is Thing.SERIES:  # what was given up is left out of it, and needs no telling
        given_up = CalendarEvent.objects.filter(thing=Thing.CHANGE, object_id=event.object_id, cancelled=True)
        for other in given_up:
            _note(row.person, other)
    letters.invitation(row.person, email, entry).send()
    return True


def _note(person: Person, event: CalendarEvent) -> None:
    Told.objects.update_or_create(
        organisation_id=person.organisation_id, person=person, event=event, defaults={"sequence": event.sequence}
    )


def _farewell(row: Outgoing, email: str) -> bool:
    event, entry = _entry(row, with_titles=False)
    row.delete()
    if event is None or entry is None or _is_member(row.person, entry):
        return False
    if not Told.objects.filter(person=row.person, event=event).delete()[0]:
        return False
    gone = replace(entry, cancelled=True, sequence=entry.sequence + 1, stamp=clock.now())
    letters.invitation(row.person, email, gone).send()
    return True


def _is_member(person: Person, entry: Entry) -> bool:
    return Membership.objects.filter(person=person, team=entry.team_id, until=None).exists()


def _entry(row: Outgoing, *, with_titles: bool) -> tuple[CalendarEvent | None, Entry | None]:
    """Return what a mail is about as it is now, under the version that was given to it."""
    events = CalendarEvent.objects.select_related("team")
    event = events.filter(pk=row.about).first() if row.about else None
    if event is None:
        return None, None
    key = (Thing(event.thing), event.object_id, event.original_on)
    entry = current(event.team, {key: event}, with_titles=with_titles).get(key)
    return event, entry and replace(entry, sequence=event.sequence, stamp=event.changed_at)


def _reminder(row: Outgoing, email: str) -> bool:
    wanted = wanted_by(row.person)
    entry = _moment(row, with_titles=Notice.TITLES in wanted)
    if entry is None or Notice.REMINDER not in wanted:
        return False
    letters.reminder(row.person, email, entry).send()
    return True


def _push(row: Outgoing, _email: str) -> bool:
    entry = _moment(row, with_titles=False)
    return entry is not None and push_reminder(row.person, entry) > 0


def _moment(row: Outgoing, *, with_titles: bool) -> Entry | None:
    """Return the moment to be reminded of, when it is still to come; that it was done stays for a week."""
    row.sent_at = now = clock.now()
    row.save(update_fields=["sent_at"])
    rows = coming(teams_of(row.person), Window(now, now + SOON), with_titles=with_titles)
    return next((entry for entry in rows if entry.row_id == row.about), None)


def _digest(row: Outgoing, email: str) -> bool:
    row.sent_at = clock.now()
    row.save(update_fields=["sent_at"])
    mail = week_mail(row.person, email)
    return mail is not None and mail.send() > 0


type Sender = Callable[[Outgoing, str], bool]

SENDERS: dict[Sending, Sender] = {
    Sending.INVITATION: _invitation,
    Sending.FAREWELL: _farewell,
    Sending.REMINDER: _reminder,
    Sending.PUSH: _push,
    Sending.DIGEST: _digest,
}


def add_sender(sending: Sending, sender: Sender) -> None:
    """Let a part above this one write and send its own mails, in the same way and under the same switches."""
    SENDERS[sending] = sender
