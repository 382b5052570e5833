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


class Zone(models.TextChoices):
    """How a goal is for its owner now: for oneself alone, and never told to anybody.

    A ciphertext shows how long its words are, so the words of this choice are as long as each other; so are those of
    `Skill` and `Newness`.
    """

    COMFORT = "comfort", pgettext_lazy("zone", "easy: my comfort zone")
    LEARNING = "stretch", pgettext_lazy("zone", "it asks something of me: my learning zone")
    PANIC = "toomuch", pgettext_lazy("zone", "too much: my panic zone")
    UNSAID = "notsaid", pgettext_lazy("zone", "none of these")


class Skill(models.TextChoices):
    """How far somebody is with what a goal asks: with the zone it says what that often feels like."""

    NEW = "new", pgettext_lazy("skill", "it is new to me")
    PRACTISING = "try", pgettext_lazy("skill", "I practise")
    ABLE = "can", pgettext_lazy("skill", "I can do it")
    UNSAID = "not", pgettext_lazy("skill", "none of these")


class Newness(models.TextChoices):
    """Whether somebody did a thing for the first time. Kept encrypted: nobody can count it."""

    NEW = "new"
    KNOWN = "old"


class Phase(models.IntegerChoices):
    """How far the thread of a goal has come, in the six phases of any question."""

    NAMED = 1
    EXPLORED = 2
    LEARNED = 3
    TRIED = 4
    SEEN = 5
    SHARED = 6
