"""Reading what stands beside one's own goals, and what was new to somebody."""

from datetime import date

from drieslag.development.plans.models import Activity, Goal, GoalAside
from drieslag.people.models import Person

LISTED = 200


def beside(goal: Goal) -> GoalAside:
    """Return what stands beside a goal of one's own; an empty one where nothing was written (no query for a goal that
    was read with it).
    """
    found: GoalAside | None = getattr(goal, "aside", None)
    return found or GoalAside(organisation_id=goal.organisation_id, goal=goal, owner=goal.owner)


def new_between(person: Person, begins_on: date, ends_on: date) -> list[str]:
    """Return what somebody did from one day to the other that was new to them, the earliest first (one query)."""
    found = (
        Activity.objects.filter(owner=person.pk, done_on__range=(begins_on, ends_on), aside__isnull=False)
        .select_related("aside")
        .order_by("done_on", "pk")
    )
    return [one.text for one in found[:LISTED] if one.is_new]
