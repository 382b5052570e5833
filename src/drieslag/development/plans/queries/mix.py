"""What somebody did for goals, as moments of learning. No text is opened for it."""

from datetime import date

from drieslag.development.plans.enums import LearningWay, Origin
from drieslag.development.plans.models import Activity
from drieslag.kernel.framework import Way
from drieslag.kernel.learning import Moment
from drieslag.people.models import Person

# With these others are there, whatever way its owner chose.
JOINT = frozenset({Origin.MEETING, Origin.OFFERING})


def done_since(person: Person, since: date) -> list[Moment]:
    """Return what somebody did for own goals since a day, by the way that was chosen for it (one query)."""
    rows = Activity.objects.filter(owner=person.pk, done_on__gte=since).order_by("done_on", "pk")
    return [
        Moment(
            Way(way), on, joint=way == LearningWay.TOGETHER or kind in JOINT, of=f"{kind}:{of}" if kind in JOINT else ""
        )
        for way, on, kind, of in rows.values_list("way", "done_on", "origin_kind", "origin_id")
        if on is not None
    ]
