"""“I was there”: said by oneself, kept for oneself. Nothing in it changes what a host sees."""

from dataclasses import replace
from uuid import UUID, uuid4

from django.db import connection, transaction

from drieslag.core import clock
from drieslag.core.verdict import NotFound, require
from drieslag.development.offerings.models import WORDS_MAX, Offering, TakenPart
from drieslag.development.offerings.queries import get_row
from drieslag.development.offerings.rules import may_have_been_there
from drieslag.development.offerings.taken import Taken
from drieslag.development.sharing import actions as sharing
from drieslag.learning.threads.actions.writing import MAX_BIGINT, within
from drieslag.people.models import Person


def say_i_was_there(*, by: Person, offering: Offering, brought: str = "") -> TakenPart:
    """Keep that one was there, with how long one learned. Again changes nothing."""
    words = within(brought, WORDS_MAX, needed=False)
    with transaction.atomic():
        require(may_have_been_there(by, offering))
        _one_at_a_time(by.pk)
        for row in TakenPart.objects.filter(owner=by.pk):
            if Taken.from_text(row.text).offering == offering.pk:
                return row
        found = get_row(by, offering.pk)
        said = Taken(
            offering=offering.pk,
            kind=str(offering.kind),
            title=offering.title,
            day=offering.last_at.astimezone(clock.AMSTERDAM).date(),
            minutes=found.minutes,
            net_minutes=found.net_minutes,
            is_live=offering.is_live,
            host=", ".join(found.hosts),
            brought=words,
        )
        return TakenPart.objects.create(
            id=uuid4(), organisation_id=by.organisation_id, owner=by.pk, text=said.as_text()
        )  # fmt: skip


def keep_what_it_brought(*, by: Person, key: UUID, brought: str) -> TakenPart:
    """Write down what it brought, for oneself. Raises NotFound."""
    words = within(brought, WORDS_MAX, needed=False)
    with transaction.atomic():
        row = TakenPart.objects.select_for_update().filter(pk=key, owner=by.pk).first()
        if row is None:
            raise NotFound
        row.text = replace(Taken.from_text(row.text), brought=words).as_text()
        row.save(update_fields=["text"])
    return row


def take_back(*, by: Person, key: UUID) -> int:
    """Erase that one was there, with all whom it was shared with."""
    with transaction.atomic():
        gone = TakenPart.objects.filter(pk=key, owner=by.pk).delete()[0]
        if gone:
            sharing.forget(key=key)
    return gone


def _one_at_a_time(owner: UUID) -> None:
    """Wait for a second press of the same person: the rows themselves cannot say that they are about one thing."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(%s)", [owner.int & MAX_BIGINT])
