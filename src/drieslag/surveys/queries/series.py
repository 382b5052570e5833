"""Reading pulses."""

from uuid import UUID

from drieslag.core.verdict import NotFound
from drieslag.people.models import Person
from drieslag.surveys.models import Round, Series
from drieslag.surveys.rules.rounds import may_end_series


def get_series(by: Person, key: UUID) -> Series:
    """Return a pulse that somebody may change. Raises NotFound."""
    found = Series.objects.filter(pk=key).first()
    if found is None or not may_end_series(by, found):
        raise NotFound
    return found


def rounds_of(series: Series) -> list[Round]:
    """Return its rounds with their groups, the latest first (two queries)."""
    return list(series.rounds.order_by("-made_at").prefetch_related("groups").defer("instrument"))
