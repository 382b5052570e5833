"""How a goal and an activity are told to whom they are shared with, and in a portfolio."""

from collections.abc import Collection
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from drieslag.development.plans.enums import GoalState, LearningWay, Wish
from drieslag.development.plans.models import Activity, Goal
from drieslag.development.sharing.enums import Kind
from drieslag.development.sharing.things import Told

type Lines = tuple[tuple[str, str], ...]


def goals(owner: UUID, keys: Collection[UUID] | None) -> list[Told]:
    """Tell goals: the words, for whose good, whose wish, and what changed. Weekly lines stay their owner's."""
    found = Goal.objects.filter(owner=owner).order_by("-made_at", "-pk")
    if keys is not None:
        found = found.filter(pk__in=keys)
    return [
        Told(Kind.GOAL, goal.pk, goal.text, timezone.localtime(goal.made_at).date(), _goal(goal), "growth:goal")
        for goal in found
    ]


def activities(owner: UUID, keys: Collection[UUID] | None) -> list[Told]:
    """Tell activities: what was done, for which goal, and what it brought."""
    found = Activity.objects.filter(owner=owner).select_related("goal").order_by("-made_at", "-pk")
    if keys is not None:
        found = found.filter(pk__in=keys)
    return [
        Told(Kind.ACTIVITY, row.pk, row.text, row.done_on or timezone.localtime(row.made_at).date(), _activity(row))
        for row in found
    ]


def _goal(goal: Goal) -> Lines:
    return _said(
        (_("What residents notice of it"), goal.for_residents),
        (_("Whose wish it is"), str(Wish(goal.wish).label)),
        (_("How I see that it works"), goal.seen_by),
        (_("Goes with this goal of the team"), goal.paired),
        (_("This week"), goal.this_week if goal.is_open else ""),
        *(
            (
                (_("What has changed"), goal.changed),
                (_("For whom"), goal.changed_for),
                (_("How I know that"), goal.known_by),
            )
            if goal.state == GoalState.DONE
            else ()
        ),
    )


def _activity(row: Activity) -> Lines:
    return _said(
        (_("For the goal"), row.goal.text),
        (_("How I learn by it"), str(LearningWay(row.way).label)),
        (_("What it brought"), row.brought),
    )


def _said(*lines: tuple[str, str]) -> Lines:
    return tuple((label, text) for label, text in lines if text)
