"""Goals of a group: how many can do something, before and after."""

from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from drieslag.core import clock
from drieslag.core.ids import new_id
from drieslag.core.verdict import Refused, require
from drieslag.journal.verbs import Verb
from drieslag.kernel.disclosure import MINIMUMS
from drieslag.learning.groundwork.models import LINE_MAX, Goal, GoalCount
from drieslag.learning.groundwork.rules import may_keep
from drieslag.learning.threads.actions.writing import earlier, tell, within
from drieslag.people.models import Person, Team


def set_goal(*, by: Person, team: Team, text: str, percent: int, due_on: date, key: UUID | None = None) -> Goal:
    """Agree on what so many percent of the group will be able to do by a day. Raises Refused for a day gone by."""
    words = within(text, LINE_MAX)
    if due_on < clock.today():
        raise Refused(_("That day is over. Choose a later one."))
    with transaction.atomic():
        require(may_keep(by, team))
        if known := earlier(Goal, key, team_id=team.pk, by=by.pk):
            return known
        goal = Goal.objects.create(
            id=key or new_id(),
            organisation_id=team.organisation_id,
            team=team,
            text=words,
            percent=percent,
            due_on=due_on,
            by=by.pk,
            begun_at=clock.now(),
        )
        tell(verb=Verb.AGREED, kind="goal", key=goal.pk, by=by, team_id=team.pk)
    return goal


def count_goal(*, by: Person, goal: Goal, able: int, people: int, key: UUID | None = None) -> GoalCount:
    """Note how many of how many can do it now. Raises Refused for a group so small that the number tells who."""
    if people < MINIMUMS.private_acts:
        raise Refused(_("With fewer than five people a number tells who. Talk about it, and write down an insight."))
    if able > people:
        raise Refused(_("More people can do it than there are. Look at the numbers once more."))
    with transaction.atomic():
        now = _locked(goal)
        require(may_keep(by, now.team))
        if known := earlier(GoalCount, key, goal_id=now.pk):
            return known
        count = GoalCount.objects.create(
            id=key or new_id(),
            organisation_id=now.organisation_id,
            goal=now,
            able=able,
            people=people,
            counted_at=clock.now(),
        )
        tell(verb=Verb.MEASURED, kind="goal", key=now.pk, by=by, team_id=now.team_id)
    return count


def end_goal(*, by: Person, goal: Goal) -> None:
    """Put a goal away, reached or not."""
    with transaction.atomic():
        now = _locked(goal)
        require(may_keep(by, now.team))
        now.ended_at = now.ended_at or clock.now()
        now.save(update_fields=["ended_at"])
        tell(verb=Verb.CLOSED, kind="goal", key=now.pk, by=by, team_id=now.team_id)


def resume_goal(*, by: Person, goal: Goal) -> None:
    """Undo putting away."""
    with transaction.atomic():
        now = _locked(goal)
        require(may_keep(by, now.team))
        now.ended_at = None
        now.save(update_fields=["ended_at"])
        tell(verb=Verb.RESUMED, kind="goal", key=now.pk, by=by, team_id=now.team_id)


def _locked(goal: Goal) -> Goal:
    return Goal.objects.select_for_update(of=("self",)).select_related("team").get(pk=goal.pk)
