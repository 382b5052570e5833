"""A look at what somebody opened for a colleague, in its owner's sight."""

from uuid import UUID

from drieslag.core import clock
from drieslag.people.models import Person
from drieslag.privacy.models import Look


def note_look(by: Person, owner: UUID, kind: str, key: UUID) -> None:
    """Write the look, once a day."""
    Look.objects.get_or_create(
        organisation_id=by.organisation_id,
        viewer=by.pk,
        object_id=key,
        day=clock.today(),
        defaults={"owner": owner, "object_kind": kind},
    )
