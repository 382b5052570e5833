"""Words for what the kernel names: kinds of step, phases, ways of learning, who sees it."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from drieslag.kernel.format import LearningFunction, OriginKind, Phase, Preference, Readers, Showing, StepKind

PREFERENCES = {
    Preference.COPYING: _("Watching how others do it"),
    Preference.PARTICIPATING: _("Talking it over together"),
    Preference.ACQUIRING: _("Knowing more about it"),
    Preference.PRACTISING: _("Practising in safety"),
    Preference.DISCOVERING: _("Finding out for yourself"),
}
PHASES = {
    Phase.QUESTION: _("It is still a question"),
    Phase.EXPLORATION: _("We want to explore it"),
    Phase.INSIGHT: _("We look for insight"),
    Phase.TRY_OUT: _("We want to try something out"),
    Phase.EFFECT: _("We look at what it brought"),
    Phase.SHARED: _("We want to share it"),
}
KINDS = {
    StepKind.REVIEW: _("Looking back"),
    StepKind.CHECK_IN: pgettext_lazy("kind of step", "Check-in"),
    StepKind.COMPOSE: _("One person writes"),
    StepKind.COLLECT: _("Everyone writes"),
    StepKind.ROUND: _("In turns"),
    StepKind.TALK: _("Talking"),
    StepKind.ASK: _("Open questions"),
    StepKind.VOTE: _("Choosing"),
    StepKind.DRAW: _("Drawing blindly"),
    StepKind.GROUPS: _("In small groups"),
    StepKind.DECIDE: _("Agreeing on what to try"),
    StepKind.HARVEST: _("Gathering insights"),
    StepKind.RATE: _("Looking at how it went"),
}
FUNCTIONS = {
    LearningFunction.SUBJECT: _("Knowing your field"),
    LearningFunction.PROBLEM: _("Solving problems"),
    LearningFunction.REFLECTION: _("Looking at how you work"),
    LearningFunction.COMMUNICATION: _("Talking and listening well"),
    LearningFunction.SELF_REGULATION: _("Steering yourself"),
    LearningFunction.CALM: _("Rest and steadiness"),
    LearningFunction.UNREST: _("A fresh stir"),
}
ORIGINS = {
    OriginKind.SOURCE: _("from a source"),
    OriginKind.FIELD: _("from practice"),
    OriginKind.MIX: _("from a source and from practice"),
}
READERS = {
    Readers.TEAM: _("Your team can read the report."),
    Readers.PARTICIPANTS: _("Only those who took part can read the report."),
}
NAMES = {
    Showing.OPEN: _("What you write shows at once, with your name."),
    Showing.HIDDEN: _("What you write stays closed until the facilitator opens all. Then your name shows."),
    Showing.ANONYMOUS: _("What you write is without a name, also for the facilitator."),
}
NOT_WRITTEN = frozenset({StepKind.TALK, StepKind.GROUPS, StepKind.DRAW, StepKind.REVIEW})
CHECKED_IN = _("Your name shows with it, in this meeting. It is not kept.")


def say_names(kind: StepKind, showing: Showing) -> object:
    """Return the sentence that says, before anyone writes, whether names show; empty where nothing is written."""
    if kind in NOT_WRITTEN:
        return ""
    if kind is StepKind.CHECK_IN and showing is Showing.OPEN:
        return CHECKED_IN
    return NAMES[showing]
