"""Kinds and states of what shows competence. Nowhere is a score, or a pass and a fail."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class MomentKind(models.TextChoices):
    """How somebody tries it out and lets somebody look."""

    OBSERVATION = "observation", _("somebody looks along at work")
    CASE = "case", _("a case")
    PEER = "peer", _("a colleague and I assess each other")
    FILM = "film", _("a short film")


# What somebody wrote beforehand, by kind: in the words of whose moment it is, and of the colleague who looks along.
SAID_BEFORE = {
    MomentKind.OBSERVATION: _("What I expected"),
    MomentKind.CASE: _("What I would do, and why"),
    MomentKind.PEER: _("The question with which we look at each other"),
    MomentKind.FILM: _("What I expected"),
}
READ_BEFORE = {
    MomentKind.OBSERVATION: _("What your colleague expects"),
    MomentKind.CASE: _("What your colleague would do, and why"),
    MomentKind.PEER: _("The question with which you look at each other"),
    MomentKind.FILM: _("What your colleague expects"),
}


class FilmPlace(models.TextChoices):
    """Where a film is. The program keeps none."""

    PHONE = "phone", _("on my phone")
    LINK = "link", _("behind a link")


class FeedbackState(models.TextChoices):
    """What a colleague who was asked to look did."""

    ASKED = "asked", _("asked")
    GIVEN = "given", _("looked along")
    DECLINED = "declined", _("does not fit now")


class ViewState(models.TextChoices):
    """What a colleague who was asked about a declaration did."""

    ASKED = "asked", _("asked")
    SAW = "saw", _("saw it")
    DECLINED = "declined", _("does not fit now")
    TAKEN_BACK = "taken_back", _("took it back")


VIEW_STATES: dict[ViewState, frozenset[ViewState]] = {
    ViewState.ASKED: frozenset({ViewState.SAW, ViewState.DECLINED}),
    ViewState.SAW: frozenset({ViewState.SAW, ViewState.TAKEN_BACK}),
    ViewState.DECLINED: frozenset(),
    ViewState.TAKEN_BACK: frozenset({ViewState.SAW}),
}

FEEDBACK_STATES: dict[FeedbackState, frozenset[FeedbackState]] = {
    FeedbackState.ASKED: frozenset({FeedbackState.GIVEN, FeedbackState.DECLINED}),
    FeedbackState.GIVEN: frozenset({FeedbackState.GIVEN}),
    FeedbackState.DECLINED: frozenset(),
}


class Standing(models.TextChoices):
    """Where a declaration is on a day. It is never kept: it follows from its words, its views and its term."""

    WAITS = "waits", _("waits for the views of two colleagues")
    STANDS = "stands", pgettext_lazy("a declaration", "stands")
    OVER = "over", _("its term is over")
    WITHDRAWN = "withdrawn", _("withdrawn")


class Fact(models.TextChoices):
    """The facts that an owner can show for a task."""

    QUALIFIED = "qualified", _("qualified")
    COMPETENT = "competent", _("competent")
