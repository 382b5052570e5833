"""The sentence that belongs to each reason of the kernel why something cannot happen now."""

from collections.abc import Callable

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from drieslag.core.verdict import Refused
from drieslag.kernel.moves import IllegalMove, Reason, StepIsOver

SENTENCES: dict[Reason, str | Promise] = {
    Reason.NOT_STARTED: _("The meeting has not started yet."),
    Reason.ALREADY_STARTED: _("The meeting has started already."),
    Reason.CLOSED: _("The meeting has ended. What you typed is still here."),
    Reason.PAUSED: _("The meeting is paused already."),
    Reason.NOT_PAUSED: _("The meeting is not paused."),
    Reason.ALREADY_MOVED: _("The meeting is in another step by now."),
    Reason.NOT_NEXT: _("One can only go to the next step or back to the one before."),
    Reason.NO_SUCH_STEP: _("This meeting has no such step."),
    Reason.STEP_NOT_REACHED: _("The meeting has not come to this step yet."),
    Reason.STEP_IS_OVER: _(
        "This step is over. What you typed is still here: say it aloud, or keep it for a later step."
    ),
    Reason.NOT_YOUR_TURN: _("It is somebody else's turn now. What you typed is still here."),
    Reason.NO_TURNS: _("Nobody has a turn in this step."),
    Reason.ALREADY_OPEN: _("The cards have been turned already."),
    Reason.NEVER_CLOSED: _("In this step everything can be read from the start."),
    Reason.NOTHING_WRITTEN_HERE: _("In this step we only talk."),
    Reason.NOT_YOUR_ROLE: _("Somebody else writes in this step."),
    Reason.EMPTY: _("There is nothing here yet. Write something first."),
    Reason.WRONG_KIND: _("That is not possible in this step."),
    Reason.ALREADY_DRAWN: _("A slip has been drawn already."),
    Reason.ALREADY_SHOWN: _("Everybody has read the slip already."),
    Reason.NOT_DRAWN: _("No slip has been drawn."),
    Reason.BAD_GROUPS: _("These groups are not right: everybody can be in one group only."),
    Reason.ALREADY_FACILITATES: _("This person leads the meeting already."),
    Reason.NO_STAND_IN: _("Nobody stands in for the facilitator."),
    Reason.NO_SUCH_FIELD: _("There is no such box in this step."),
    Reason.OFF_THE_SCALE: _("Choose a number on the scale."),
    Reason.NO_SUCH_OPTION: _("Choose one of the answers."),
    Reason.DUE_PAST: _("That day is past. Choose a day to look back on it."),
    Reason.ANONYMOUS_STEP: _("This step is without names. Hand your slip in on the page itself."),
    Reason.NOT_ANONYMOUS: _("This step is with names."),
    Reason.SLIPS_ARE_CLOSED: _("The slips have been opened: nothing can be added any more."),
}


def _each(limit: int) -> str:
    text = ngettext(
        "You brought in %(count)d here, and no more fits.", "You brought in %(count)d here, and no more fit.", limit
    )
    return text % {"count": limit}


def _all(limit: int) -> str:
    text = ngettext("There is room for %(count)d here.", "There is room for %(count)d here, and it is taken.", limit)
    return text % {"count": limit}


def _length(limit: int) -> str:
    text = ngettext(
        "This is too long. Keep to %(count)d character.", "This is too long. Keep to %(count)d characters.", limit
    )
    return text % {"count": limit}


def _words(limit: int) -> str:
    text = ngettext("This is too long. Keep to %(count)d word.", "This is too long. Keep to %(count)d words.", limit)
    return text % {"count": limit}


def _minutes(limit: int) -> str:
    text = ngettext("Add %(count)d minute.", "Add 1 to %(count)d minutes.", limit)
    return text % {"count": limit}


def _dots(limit: int) -> str:
    text = ngettext("You have %(count)d dot in this step.", "You have %(count)d dots in this step.", limit)
    return text % {"count": limit}


def _days(limit: int) -> str:
    text = ngettext(
        "Choose a day within %(count)d day: small and soon.",
        "Choose a day within %(count)d days: small and soon.",
        limit,
    )
    return text % {"count": limit}


COUNTED: dict[Reason, Callable[[int], str]] = {
    Reason.TOO_MANY_EACH: _each,
    Reason.TOO_MANY_ALL: _all,
    Reason.TOO_LONG: _length,
    Reason.TOO_MANY_WORDS: _words,
    Reason.BAD_MINUTES: _minutes,
    Reason.NO_DOTS_LEFT: _dots,
    Reason.DUE_TOO_LATE: _days,
}


def sentence(illegal: IllegalMove) -> str | Promise:
    """Return what to tell the person who asked for this."""
    counted = COUNTED.get(illegal.reason)
    return counted(illegal.limit) if counted else SENTENCES[illegal.reason]


class TextRefused(Refused):
    """What someone wrote cannot be taken now. `over`: its step has ended, so it never will; the page keeps the text."""

    def __init__(self, illegal: IllegalMove) -> None:
        super().__init__(sentence(illegal))
        self.over = isinstance(illegal, StepIsOver)
        self.why = illegal.reason
