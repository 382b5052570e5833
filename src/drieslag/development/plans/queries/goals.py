"""Reading goals: only ever one's own. Texts stay closed until they are shown."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import connection
from django.db.models import Case, F, FilteredRelation, IntegerField, Prefetch, Q, Subquery, Value, When

from drieslag.core import clock
from drieslag.core.verdict import NotFound
from drieslag.development.plans.enums import OPEN_STATES, GoalState
from drieslag.development.plans.models import FRIDAY, MOST_ACTIVE, Activity, Goal, GoalNote, PlanSetting
from drieslag.people.models import Person
from drieslag.privacy.fields import opener_of

LISTED = 200
WEEK = timedelta(days=7)
A_FEW_DAYS = 3

_SETTING = "select most_active, applying_until, week_day from plans_plansetting where owner = %(owner)s"
_ORDER = Case(
    When(state=GoalState.ACTIVE, then=Value(0)),
    When(state=GoalState.RESTING, then=Value(1)),
    default=Value(2),
    output_field=IntegerField(),
)


def active(person: Person) -> list[Goal]:
    """Return the goals that somebody works at now, the oldest first (one query)."""
    return list(Goal.objects.filter(owner=person.pk, state=GoalState.ACTIVE).order_by("made_at", "pk"))


@dataclass(frozen=True, slots=True)
class WeekLine:
    """A goal that somebody works at, with this week's line where it was written already."""

    goal: Goal
    is_written: bool
    answer: str = ""
    text: str = ""


def this_week(person: Person) -> list[WeekLine]:
    """Return the goals that somebody works at now, each with this week's line (one query)."""
    today = clock.today()
    found = (
        Goal.objects.filter(owner=person.pk, state=GoalState.ACTIVE)
        .annotate(line=FilteredRelation("notes", condition=Q(notes__week=monday_of(today))))
        .annotate(line_id=F("line__pk"), line_answer=F("line__answer"), line_text=F("line__text"))
        .select_related("aside")
        .order_by("made_at", "pk")
    )
    answer, text = opener_of(GoalNote, "answer"), opener_of(GoalNote, "text")
    return [
        WeekLine(goal, True, answer(goal.line_answer.data, goal.line_id), text(goal.line_text.data, goal.line_id))
        if goal.line_id
        else WeekLine(goal, False)
        for goal in found
    ]


def monday_of(day: date) -> date:
    """Return the Monday of the week of this day."""
    return day - timedelta(days=day.weekday())


def of_year(person: Person, year: int) -> list[tuple[Goal, list[Activity]]]:
    """Return the goals that were worked at in a year, each with what was done for it (two queries)."""
    begun = Q(made_at__lt=datetime(year + 1, 1, 1, tzinfo=clock.AMSTERDAM))
    not_over = Q(ended_on=None) | Q(ended_on__gte=date(year, 1, 1))
    found = Goal.objects.filter(begun & not_over, owner=person.pk).order_by("made_at", "pk")
    done_for = Prefetch("activities", Activity.objects.order_by("made_at", "pk"))
    return [(goal, list(goal.activities.all())) for goal in found.prefetch_related(done_for)[:LISTED]]


def first_year(person: Person) -> int:
    """Return the year of somebody's first goal, or this one (one query)."""
    made_at = Goal.objects.filter(owner=person.pk).order_by("made_at").values_list("made_at", flat=True).first()
    return made_at.astimezone(clock.AMSTERDAM).year if made_at else clock.today().year


def get_goal(person: Person, key: UUID) -> Goal:
    """Return one's own goal and what stands beside it. Raises NotFound, also for whoever leads or administers."""
    found = Goal.objects.filter(owner=person.pk, pk=key).select_related("aside").first()
    if found is None:
        raise NotFound
    return found


def planning(person: Person) -> Goal | None:
    """Return the goal of a plan in ten minutes that is halfway, the latest begun (one query)."""
    return Goal.objects.filter(owner=person.pk, planning=True).order_by("-made_at", "-pk").first()


def get_activity(person: Person, key: UUID) -> Activity:
    """Return one's own activity, with its goal. Raises NotFound."""
    found = Activity.objects.filter(owner=person.pk, pk=key).select_related("goal", "aside").first()
    if found is None:
        raise NotFound
    return found


def activities_of(goal: Goal) -> list[Activity]:
    """Return what is done for a goal, in the order in which it was chosen."""
    return list(Activity.objects.filter(goal=goal).select_related("aside").order_by("made_at", "pk"))


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
    with connection.cursor() as cursor:
        cursor.execute(_SETTING, {"owner": person.pk})
        most, until, day = cursor.fetchone() or (MOST_ACTIVE, None, FRIDAY)
    return PlanSetting(
        organisation_id=person.organisation_id, owner=person.pk, most_active=most, applying_until=until, week_day=day
    )


def is_applying(person: Person) -> bool:
    """Return whether somebody only applies what was learned now, so that nothing new is offered (one query)."""
    return applies(setting(person), clock.today())


def applies(chosen: PlanSetting, on: date) -> bool:
    """Return whether on this day nothing new is offered."""
    return chosen.applying_until is not None and on <= chosen.applying_until


@dataclass(frozen=True, slots=True)
class Waiting:
    """What a goal asks of its owner today: looking back, or a line about the week."""

    due: Sequence[Goal]
    week_is_open: bool


def waiting(person: Person) -> Waiting:
    """Return which goals are due to look back on, and whether it is time for the line of this week: on one's own day
    of the week, or when the last one was over a week ago (one query).
    """
    today = clock.today()
    latest = GoalNote.objects.filter(owner=person.pk).order_by("-on").values("on")[:1]
    chosen = PlanSetting.objects.filter(owner=person.pk).values("week_day")[:1]
    found = list(
        Goal.objects.filter(owner=person.pk, state=GoalState.ACTIVE)
        .annotate(noted_on=Subquery(latest), week_day=Subquery(chosen))
        .order_by("look_back_on", "pk")
    )
    due = [goal for goal in found if goal.look_back_on <= today]
    others = [goal for goal in found if goal not in due]
    if not others:
        return Waiting(due, week_is_open=False)
    day = FRIDAY if found[0].week_day is None else found[0].week_day
    return Waiting(due, _week_is_open(others, found[0].noted_on, today, day))


def _week_is_open(others: Sequence[Goal], noted_on: date | None, today: date, day: int) -> bool:
    """Goals that are looked back on today need no line beside that, and one that was just made needs none yet."""
    since = noted_on or min(goal.made_at.astimezone(clock.AMSTERDAM).date() for goal in others)
    if today.weekday() == day:
        return today - since > timedelta(days=max(day, A_FEW_DAYS))
    return today - since > WEEK
