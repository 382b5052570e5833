"""What may be done with notes. Whose they are decides everything; a role decides nothing."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from drieslag.core.verdict import YES, Verdict, no
from drieslag.people.models import Person


def owns(person: Person, owner: UUID) -> Verdict:
    """Only whoever wrote it changes or erases it."""
    return YES if person.pk == owner else no(_("Only whoever wrote this can change it."))
