"""Notes as moments of learning: of each only the marks are opened, and never its text."""

from datetime import date

from drieslag.development.reflections.enums import AboutKind
from drieslag.development.reflections.models import Reflection
from drieslag.kernel.framework import Way
from drieslag.kernel.learning import Moment
from drieslag.people.models import Person

# A note about one of these belongs to it, and is no moment beside it.
GATHERED = frozenset({AboutKind.MEETING, AboutKind.OFFERING})


def noted_by_oneself(person: Person, since: date) -> list[Moment]:
    """Return the notes since a day in which somebody learned from the own work (one query)."""
    rows = Reflection.objects.filter(owner=person.pk, written_on__gte=since).only("written_on", "said")
    return [
        Moment(Way.DOING, row.written_on)
        for row in rows
        if (about := row.marks.about) is None or about.kind not in GATHERED
    ]
