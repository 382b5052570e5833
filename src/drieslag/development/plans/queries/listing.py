"""Goals for a list, with what is done for them. A page with all goals is asked for often, so it is read in two plain
queries, and of each row only what a list shows is opened.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import connection

from drieslag.development.plans.enums import GoalState
from drieslag.development.plans.models import Activity, Goal
from drieslag.people.models import Person
from drieslag.privacy.fields import opener_of

LISTED = 200
_GOALS = """
    select id, text, for_residents, this_week, state, look_back_on, planning from plans_goal
    where owner = %(owner)s and state = any(%(states)s)
    order by case state when 'active' then 0 when 'resting' then 1 else 2 end, ended_on desc, made_at, id
    limit %(most)s
"""
_ACTIVITIES = """
    select goal_id, id, text, brought, "on", done_on from plans_activity
    where owner = %(owner)s and goal_id = any(%(goals)s) order by made_at, id
"""


@dataclass(frozen=True, slots=True)
class ActivityLine:
    """Something done for a goal, as a list shows it."""

    text: str
    brought: str
    on: date | None
    done_on: date | None


@dataclass(frozen=True, slots=True)
class GoalLine:
    """A goal as a list shows it."""

    pk: UUID
    text: str
    for_residents: str
    this_week: str
    state: str
    look_back_on: date
    planning: bool
    activities: list[ActivityLine]

    @property
    def is_active(self) -> bool:
        """Whether its owner works at it now."""
        return self.state == GoalState.ACTIVE


def at_work(person: Person) -> list[GoalLine]:
    """Return the goals that somebody works at now, the oldest first (two queries)."""
    return _listed(person, [GoalState.ACTIVE.value])


def goals(person: Person) -> list[GoalLine]:
    """Return all goals: those worked at, those that rest, and then what was ended, the latest first (two queries)."""
    return _listed(person, GoalState.values)


def _listed(person: Person, states: list[str]) -> list[GoalLine]:
    with connection.cursor() as cursor:
        cursor.execute(_GOALS, {"owner": person.pk, "states": states, "most": LISTED})
        rows = cursor.fetchall()
        cursor.execute(_ACTIVITIES, {"owner": person.pk, "goals": [row[0] for row in rows]})
        under: dict[UUID, list[ActivityLine]] = defaultdict(list)
        text, brought = opener_of(Activity, "text"), opener_of(Activity, "brought")
        for goal, key, said, came, on, done_on in cursor.fetchall():
            under[goal].append(ActivityLine(text(said, key), brought(came, key), on, done_on))
    words, good, week = (opener_of(Goal, name) for name in ("text", "for_residents", "this_week"))
    return [
        GoalLine(key, words(text_, key), good(for_, key), week(step, key), state, on, halfway, under[key])
        for key, text_, for_, step, state, on, halfway in rows
    ]
