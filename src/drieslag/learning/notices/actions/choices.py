"""Which kinds of notices somebody wants, and the link in a mail by which one is switched off."""

import base64
import hashlib
import hmac
from uuid import UUID

from django.conf import settings
from django.db import transaction

from drieslag.core import doors
from drieslag.core.models import DoorKind
from drieslag.core.verdict import NotFound
from drieslag.learning.notices.enums import ON_AT_FIRST, Notice
from drieslag.learning.notices.models import Choice
from drieslag.people.models import Person


def choose(*, by: Person, wanted: set[Notice]) -> None:
    """Want exactly these kinds of notices."""
    with transaction.atomic():
        Person.objects.select_for_update().get(pk=by.pk)
        for notice in Notice:
            Choice.objects.update_or_create(
                organisation_id=by.organisation_id, person=by, notice=notice, defaults={"is_on": notice in wanted}
            )


def switch_off(*, choice_id: UUID) -> Choice:
    """Switch a kind off by the link in a mail. Twice is once. Raises NotFound."""
    return _switch(choice_id, is_on=False)


def switch_on(*, choice_id: UUID) -> Choice:
    """Take that back, by the same link. Raises NotFound."""
    return _switch(choice_id, is_on=True)


def _switch(choice_id: UUID, *, is_on: bool) -> Choice:
    with transaction.atomic():
        row = Choice.objects.select_for_update().filter(pk=choice_id).first()
        if row is None:
            raise NotFound
        row.is_on = is_on
        row.save(update_fields=["is_on"])
    return row


def secret_for(person: Person, notice: Notice) -> str:
    """Return the secret of the link that switches this kind off. It is made from the row's key and the installation's,
    so that each mail can carry it and it need not be kept.
    """
    with transaction.atomic():
        choice, _made = Choice.objects.get_or_create(
            organisation_id=person.organisation_id,
            person=person,
            notice=notice,
            defaults={"is_on": notice in ON_AT_FIRST},
        )
        mac = hmac.new(settings.SECRET_KEY.encode(), b"notices:" + choice.pk.bytes, hashlib.sha256).digest()
        secret = base64.urlsafe_b64encode(mac[:24]).decode()
        if doors.open_door(kind=DoorKind.NOTICES, secret=secret) is None:
            doors.close_doors(choice.pk)
            doors.make_door(
                kind=DoorKind.NOTICES, secret=secret, organisation_id=person.organisation_id, target=choice.pk
            )
    return secret
