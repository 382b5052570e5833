"""Who somebody is in their work: a few headings, each written, shared and erased by itself."""

from collections.abc import Collection

from django.db import transaction

from drieslag.core import clock
from drieslag.development.evaluations.enums import Heading
from drieslag.development.evaluations.models import FIELD_MAX, ProfileField
from drieslag.development.sharing.actions import forget
from drieslag.kernel.format import Preference
from drieslag.learning.threads.actions.writing import within
from drieslag.people.models import Person


def write_field(
    *, by: Person, heading: Heading, words: str = "", ways: Collection[Preference] = ()
) -> ProfileField | None:
    """Write what stands under a heading, or choose ways of learning; nothing erases it."""
    chosen = ",".join(each for each in Preference if each in ways)
    said = chosen if heading is Heading.WAYS else within(words, FIELD_MAX, needed=False)
    if not said:
        erase_field(by=by, heading=heading)
        return None
    with transaction.atomic():
        row, made = ProfileField.objects.select_for_update().get_or_create(
            organisation_id=by.organisation_id,
            owner=by.pk,
            heading=heading,
            defaults={"said": said, "changed_on": clock.today()},
        )
        if not made and row.said != said:
            row.said, row.changed_on = said, clock.today()
            row.save(update_fields=["said", "changed_on"])
    return row


def erase_field(*, by: Person, heading: Heading) -> None:
    """Erase what stands under a heading, with whom it was shared with."""
    with transaction.atomic():
        row = ProfileField.objects.select_for_update().filter(owner=by.pk, heading=heading).first()
        if row is None:
            return
        forget(key=row.pk)
        row.delete()
