"""Where a goal stands, whose wish it is, and how one learns; a state machine is one dict from state to state."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Wish(models.TextChoices):
    """Whose wish a goal is. It is said with each goal, since a wish of somebody else is carried otherwise."""

    MINE = "mine", pgettext_lazy("wish", "mine")
    TEAM = "team", pgettext_lazy("wish", "my team's")
    ORGANISATION = "organisation", pgettext_lazy("wish", "the organisation's")
    RESIDENT = "resident", pgettext_lazy("wish", "a resident's")
    TOGETHER = "together", pgettext_lazy("wish", "made up together")


class GoalState(models.TextChoices):
    """Where a goal stands. Done is looked back on, never passed or failed."""

    ACTIVE = "active", pgettext_lazy("goal", "I work at it")
    RESTING = "resting", pgettext_lazy("goal", "it rests")
    DONE = "done", pgettext_lazy("goal", "looked back on")
    DROPPED = "dropped", pgettext_lazy("goal", "put away")


GOAL_STATES: dict[GoalState, frozenset[GoalState]] = {
    GoalState.ACTIVE: frozenset({GoalState.RESTING, GoalState.DONE, GoalState.DROPPED}),
    GoalState.RESTING: frozenset({GoalState.ACTIVE, GoalState.DONE, GoalState.DROPPED}),
    GoalState.DONE: frozenset({GoalState.ACTIVE, GoalState.RESTING}),  # undone
    GoalState.DROPPED: frozenset({GoalState.ACTIVE, GoalState.RESTING}),  # undone
}
OPEN_STATES = frozenset({GoalState.ACTIVE, GoalState.RESTING})


class LearningWay(models.TextChoices):
    """How one learns by an activity; the same three words as in a framework."""

    DOING = "doing", _("by doing")
    TOGETHER = "together", _("with others")
    FORMAL = "formal", _("from a course or book")


class Origin(models.TextChoices):
    """Where an activity comes from, when it was there already."""

    OWN = "", _("own words")
    LINE = "line", _("a learning line")
    THREAD = "thread", _("a question of your team")
    TRY_OUT = "try_out", _("a try-out of your team")
    MEETING = "meeting", _("a meeting")
    OFFER = "offer", _("what another team offers")
    OFFERING = "offering", _("what a colleague offers")


class WeekAnswer(models.TextChoices):
    """What one says of a goal in a minute a week. Kept encrypted: nobody can count it."""

    DID = "did", _("Did something for it")
    NOT_NOW = "not_now", _("Not this week")
    CHANGED = "changed", _("It has changed")


class Phase(models.IntegerChoices):
    """How far the thread of a goal has come, in the six phases of any question."""

    NAMED = 1
    EXPLORED = 2
    LEARNED = 3
    TRIED = 4
    SEEN = 5
    SHARED = 6
