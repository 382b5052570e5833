"""Kinds, shapes and states of a rhythm; a state machine is one dict from state to the states that may follow."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Kind(models.TextChoices):
    """What a team comes back to. The seeds name all but the last two."""

    BOARD_SESSION = "board_session", _("Board session")
    CASE_DISCUSSION = "case_discussion", _("Case discussion")
    CHECK_IN = "check_in", _("Check-in")
    BUDDY_TALK = "buddy_talk", _("Buddy talk")
    INTERVISION = "intervision", _("Intervision")
    ACTION_LEARNING = "action_learning", _("Action learning")
    COACHING_TALK = "coaching_talk", _("Coaching talk")
    TEAM_DAY = "team_day", _("Team day")
    QUESTION_JAR = "question_jar", _("Question jar")
    SLOWING_DOWN = "slowing_down", _("Slowing down together")
    OTHER = "other", pgettext_lazy("a kind of moment", "Something of our own")


class Shape(models.TextChoices):
    """Whether the moments are known beforehand, or only how long they may stay away."""

    RECURS = "recurs", _("on a fixed day")
    AT_LEAST = "at_least", _("at least once in so many weeks")


class Unit(models.TextChoices):
    """What a recurrence is counted in; the same values as kernel.cadence has."""

    WEEK = "week", pgettext_lazy("counted in", "week")
    MONTH = "month", pgettext_lazy("counted in", "month")


class State(models.TextChoices):
    """Where a moment is. That it was moved is no state: a moved moment is planned or held as any other."""

    PLANNED = "planned", pgettext_lazy("a moment", "planned")
    HELD = "held", pgettext_lazy("a moment", "held")
    GIVEN_UP = "given_up", pgettext_lazy("a moment", "given up")


STATES: dict[State, frozenset[State]] = {
    State.PLANNED: frozenset({State.HELD, State.GIVEN_UP}),
    State.HELD: frozenset({State.PLANNED}),  # undone
    State.GIVEN_UP: frozenset({State.PLANNED}),
}


class Reason(models.TextChoices):
    """What learning time gave way to: never a person, never why somebody was not there, and no words of one's own."""

    CASELOAD = "caseload", _("Too full with work")
    CRISIS = "crisis", _("Crisis")
    VACANCY = "vacancy", _("Too few colleagues")
    HOLIDAY = "holiday", _("Holiday")
    OTHER = "other", pgettext_lazy("a reason", "Something else")


class Share(models.TextChoices):
    """How many of a team did something that is each one's own. Never said more exactly."""

    MOST = "most", pgettext_lazy("of a team", "most")
    HALF = "half", pgettext_lazy("of a team", "about half")
    FEW = "few", pgettext_lazy("of a team", "few")
