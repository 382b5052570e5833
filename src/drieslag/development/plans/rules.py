"""What somebody may do with the own goals. Only the owner ever gets one: queries.get_goal finds no other's."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from drieslag.core.verdict import YES, Verdict, no
from drieslag.development.plans.enums import GOAL_STATES, GoalState
from drieslag.development.plans.models import MOST_ACTIVE_EVER, SUNDAY, Activity, Goal


def has_room(active: int, most: int) -> Verdict:
    """A few goals at once are enough. With no room left, one of them rests first, or the new one waits."""
    if active < most:
        return YES
    said = ngettext(
        "You work at %(count)d goal already. That is enough at once. Choose which one rests.",
        "You work at %(count)d goals already. That is enough at once. Choose which one rests.",
        active,
    )
    return no(said % {"count": active})


def may_move(goal: Goal, state: GoalState) -> Verdict:
    """A goal goes only where it can go from here."""
    if state in GOAL_STATES[GoalState(goal.state)]:
        return YES
    return no(_("That was done already."))


def may_change(goal: Goal) -> Verdict:
    """What was ended stays as it was, until it is taken up again."""
    return YES if goal.is_open else no(_("This goal was ended. Take it up again first."))


def may_set_most(most: int) -> Verdict:
    """One to five."""
    if 1 <= most <= MOST_ACTIVE_EVER:
        return YES
    return no(_("Choose a number from 1 to %(most)d.") % {"most": MOST_ACTIVE_EVER})


def may_set_week_day(day: int) -> Verdict:
    """Any day of the week: care has no weekend."""
    return YES if 0 <= day <= SUNDAY else no(_("Choose a day of the week."))


def may_change_activity(activity: Activity) -> Verdict:
    """As its goal."""
    return may_change(activity.goal)
