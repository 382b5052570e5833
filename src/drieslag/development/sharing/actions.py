"""The writers of shares. A look is written where something is read, in its owner's sight."""

from uuid import UUID

from django.db import transaction

from drieslag.core import clock
from drieslag.core.verdict import NotFound, require
from drieslag.development.sharing import queries, things
from drieslag.development.sharing.enums import Kind
from drieslag.development.sharing.models import Share
from drieslag.development.sharing.rules import may_reach, may_share
from drieslag.people.models import Person
from drieslag.privacy.models import Look


def share(*, by: Person, kind: Kind, key: UUID, reader: Person) -> Share:
    """Let one colleague read one thing of one's own. Raises NotFound and Refused."""
    with transaction.atomic():
        queries.get_own(by, kind, key)
        require(may_share(by, reader, kind))
        made, _new = Share.objects.get_or_create(
            organisation_id=by.organisation_id,
            object_id=key,
            person=reader.pk,
            defaults={"owner": by.pk, "kind": kind, "shared_on": clock.today()},
        )
    return made


def stop_sharing(*, by: Person, key: UUID, reader: UUID) -> int:
    """Let this person read it no longer; the looks of before stay in sight."""
    return Share.objects.filter(owner=by.pk, object_id=key, person=reader).delete()[0]


def forget(*, key: UUID) -> None:
    """Take back all shares of a thing that is erased, and the looks at it. Its part calls this as it erases."""
    Share.objects.filter(object_id=key).delete()
    Look.objects.filter(object_id=key).delete()


def read(*, by: Person, share_id: UUID) -> tuple[str, things.Told]:
    """Return whose it is and the thing, as its owner shares it, and write the look. Raises NotFound, also when one of
    the two left.
    """
    with transaction.atomic():
        found = Share.objects.filter(pk=share_id, person=by.pk).first()
        if found is None or by.left_on is not None or not may_reach(found.owner, by.pk, Kind(found.kind)):
            raise NotFound
        thing = things.one(found.owner, Kind(found.kind), found.object_id)
        owner = Person.objects.filter(pk=found.owner, left_on=None).first()
        if thing is None or owner is None:
            raise NotFound
        Look.objects.get_or_create(
            organisation_id=by.organisation_id,
            viewer=by.pk,
            object_id=found.object_id,
            day=clock.today(),
            defaults={"owner": found.owner, "object_kind": found.kind},
        )
    return owner.name, thing
