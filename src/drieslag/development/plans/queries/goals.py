"""Reading goals: only ever one's own. Texts stay closed until they are shown."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.db.models import Case, IntegerField, Prefetch, Value, When

from drieslag.core import clock
from drieslag.core.verdict import NotFound
from drieslag.development.plans.enums import OPEN_STATES, GoalState
from drieslag.development.plans.models import Activity, Goal, GoalNote, PlanSetting
from drieslag.people.models import Person

LISTED = 200

_ORDER = Case(
    When(state=GoalState.ACTIVE, then=Value(0)),
    When(state=GoalState.RESTING, then=Value(1)),
    default=Value(2),
    output_field=IntegerField(),
)


def active(person: Person) -> list[Goal]:
    """Return the goals that somebody works at now, the oldest first (one query)."""
    return list(Goal.objects.filter(owner=person.pk, state=GoalState.ACTIVE).order_by("made_at", "pk"))


def goals(person: Person) -> list[Goal]:
    """Return all goals with what is done for them: those worked at, those that rest, and then what was ended, the
    latest first (two queries).
    """
    done_for = Prefetch("activities", Activity.objects.order_by("made_at", "pk"))
    found = Goal.objects.filter(owner=person.pk).prefetch_related(done_for)
    return list(found.order_by(_ORDER, "-ended_on", "made_at", "pk")[:LISTED])


def get_goal(person: Person, key: UUID) -> Goal:
    """Return one's own goal. Raises NotFound, also for whoever leads, advises or administers."""
    found = Goal.objects.filter(owner=person.pk, pk=key).first()
    if found is None:
        raise NotFound
    return found


def get_activity(person: Person, key: UUID) -> Activity:
    """Return one's own activity, with its goal. Raises NotFound."""
    found = Activity.objects.filter(owner=person.pk, pk=key).select_related("goal").first()
    if found is None:
        raise NotFound
    return found


def activities_of(goal: Goal) -> list[Activity]:
    """Return what is done for a goal, in the order in which it was chosen."""
    return list(Activity.objects.filter(goal=goal).order_by("made_at", "pk"))


def notes_of(goal: Goal) -> list[GoalNote]:
    """Return the lines of a goal, the latest first."""
    return list(GoalNote.objects.filter(goal=goal).order_by("-week"))


def choices(person: Person) -> list[tuple[UUID, str]]:
    """Return the goals that something can be laid beside: those worked at, then those that rest (one query)."""
    found = Goal.objects.filter(owner=person.pk, state__in=OPEN_STATES).order_by(_ORDER, "made_at", "pk")
    return [(goal.pk, goal.text) for goal in found]


def words_of(person: Person, keys: Collection[UUID]) -> dict[UUID, str]:
    """Return the words of these goals of one's own, for naming what was laid beside them (one query)."""
    return {goal.pk: goal.text for goal in Goal.objects.filter(owner=person.pk, pk__in=keys)}


def setting(person: Person) -> PlanSetting:
    """Return how somebody wants to work at goals; what is usual where nothing was chosen (one query)."""
    found = PlanSetting.objects.filter(owner=person.pk).first()
    return found or PlanSetting(organisation_id=person.organisation_id, owner=person.pk)


def is_applying(person: Person) -> bool:
    """Return whether somebody only applies what was learned now, so that nothing new is offered (one query)."""
    return applies(setting(person), clock.today())


def applies(chosen: PlanSetting, on: date) -> bool:
    """Return whether on this day nothing new is offered."""
    return chosen.applying_until is not None and on <= chosen.applying_until
