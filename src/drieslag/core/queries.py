"""Reading what lies outside row-level security: what kind of database this is, and the names of organisations."""

from uuid import UUID

from drieslag.core.models import Installation, Organisation
from drieslag.core.verdict import NotFound


def is_demo() -> bool:
    """Return whether this database was marked demo when it was made."""
    return Installation.objects.filter(is_demo=True).exists()


def get_organisation(key: UUID) -> Organisation:
    """Return an organisation. Raises NotFound."""
    found = Organisation.objects.filter(pk=key).first()
    if found is None:
        raise NotFound
    return found


def is_taken(slug: str) -> bool:
    """Return whether an organisation has this short name."""
    return Organisation.objects.filter(slug=slug).exists()
