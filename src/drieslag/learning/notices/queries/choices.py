"""Reading which notices somebody wants."""

from collections.abc import Iterable
from uuid import UUID

from drieslag.core.verdict import NotFound
from drieslag.learning.notices.enums import ON_AT_FIRST, Notice
from drieslag.learning.notices.models import Choice
from drieslag.people.models import Person


def wanted_by(person: Person) -> set[Notice]:
    """Return the kinds that somebody wants (one query)."""
    return wanted_by_all([person.pk])[person.pk]


def wanted_by_all(people: Iterable[UUID]) -> dict[UUID, set[Notice]]:
    """Return the kinds that each of these wants (one query)."""
    found = {key: set(ON_AT_FIRST) for key in people}
    for key, notice, is_on in Choice.objects.filter(person__in=found).values_list("person_id", "notice", "is_on"):
        (found[key].add if is_on else found[key].discard)(Notice(notice))
    return found


def get_choice(key: UUID) -> Choice:
    """Return what the link in a mail is about. Raises NotFound."""
    found = Choice.objects.filter(pk=key).first()
    if found is None:
        raise NotFound
    return found
