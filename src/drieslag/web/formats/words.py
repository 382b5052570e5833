"""Words of the editor for what a file of a format names by keys."""

import re

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from drieslag.kernel.format import (
    Keeps,
    Kolb,
    LearningFunction,
    MaterialKind,
    OriginKind,
    Phase,
    Preference,
    Readers,
    Showing,
    StepKind,
    Use,
)

_QUOTED = re.compile(r"‘([a-z_]+)’")

KINDS = {
    StepKind.REVIEW: _("Look back on what was tried"),
    StepKind.CHECK_IN: _("Check in: a word or a scale"),
    StepKind.COMPOSE: _("One person writes"),
    StepKind.COLLECT: _("Everyone writes"),
    StepKind.ROUND: _("A round, in turns"),
    StepKind.TALK: _("Talk, with a timer"),
    StepKind.ASK: _("Ask open questions"),
    StepKind.VOTE: _("Choose or put dots"),
    StepKind.DRAW: _("Draw a slip blindly"),
    StepKind.GROUPS: _("Split into small groups"),
    StepKind.DECIDE: _("Agree on what to try"),
    StepKind.HARVEST: _("Gather insights"),
    StepKind.RATE: _("Rate on scales"),
}
SHOWINGS = {
    Showing.OPEN: _("At once, with names"),
    Showing.HIDDEN: _("Closed until the facilitator opens all, then with names"),
    Showing.ANONYMOUS: _("Without names, always (from five people on)"),
}
SPEAKERS = {"all": _("Everyone"), "turns": _("In turns"), "nobody": _("Nobody: it is quiet")}
ORIGINS = {
    OriginKind.FIELD: _("From our own practice"),
    OriginKind.SOURCE: _("From a source"),
    OriginKind.MIX: _("From a source, changed by practice"),
}
KEEPS = {Keeps.ALL: _("What was written stays in the report"), Keeps.OUTCOMES: _("Only insights and try-outs stay")}
READERS = {Readers.TEAM: _("The team"), Readers.PARTICIPANTS: _("Only those who took part")}
ROLES = (
    ("facilitator", _("Facilitates")),
    ("presenter", _("Brings something in")),
    ("timekeeper", _("Keeps time")),
    ("scribe", _("Writes for others too")),
    ("participant", _("Takes part")),
)
USES = {
    Use.LIVE: _("We run it here"),
    Use.LOG: _("It is held elsewhere; here we write down that we held it"),
    Use.CONSENT: _("The materials are somebody else’s, who has to agree"),
}
MATERIALS = {MaterialKind.CARDS: _("Cards to cut out"), MaterialKind.SHEET: _("A sheet to write on")}
LEVELS = {
    "person": _("One person"),
    "pair": _("Two people"),
    "team": pgettext_lazy("level", "A team"),
    "organisation": _("The organisation"),
    "chain": _("With others around a resident"),
}
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
FUNCTIONS = {
    LearningFunction.SUBJECT: _("Knowing your field"),
    LearningFunction.PROBLEM: _("Solving problems"),
    LearningFunction.REFLECTION: _("Looking at how you work"),
    LearningFunction.COMMUNICATION: _("Talking and listening well"),
    LearningFunction.SELF_REGULATION: _("Steering yourself"),
    LearningFunction.CALM: _("Rest and steadiness"),
    LearningFunction.UNREST: _("A fresh stir"),
}
KOLB = {
    Kolb.EXPERIENCE: _("Going through something"),
    Kolb.REFLECT: _("Looking back on it"),
    Kolb.THINK: _("Making sense of it"),
    Kolb.DO: _("Trying something else"),
}

# What the boxes are called; the checker's sentences name the file's keys, which a writer here never sees.
BOXES = {
    "nl": _("Dutch"),
    "name": _("Name"),
    "purpose": _("What it is for"),
    "title": _("Title of the step"),
    "say": _("What you can say"),
    "ask": _("The question on the screen"),
    "minutes": _("Minutes"),
    "speaks": _("Who is it that speaks or writes?"),
    "showing": _("Who sees what is written?"),
    "prompts": _("Questions that help on"),
    "silence": _("If silence falls"),
    "fields": _("Boxes to write in"),
    "scales": _("Scales"),
    "options": _("Answers to choose from"),
    "dots": _("Dots for each person"),
    "source": _("What is it about?"),
    "group_size": _("People in a small group"),
    "group_min": _("Smallest group"),
    "group_max": _("Largest group"),
    "max_each": _("At most, each person"),
    "max_all": _("At most, all together"),
    "max_length": _("Longest text, in signs"),
    "max_words": _("Most words"),
    "quiet_seconds": _("Silence, in seconds"),
    "due_within_days": _("Look back within so many days"),
    "sitting": _("In which meeting"),
    "advice_held_until": _("Advice is welcome from this step on"),
    "said": _("What the source says"),
    "field": _("What practice added"),
    "sources": _("Sources"),
    "roles": _("Roles"),
    "steps": _("Steps"),
    "task": _("What this person does"),
    "conditions": _("What has to be in place"),
    "items": _("What stands on them"),
    "what": _("What happens"),
    "low_word": _("Word at the low end"),
    "high_word": _("Word at the high end"),
    "low": _("Lowest number"),
    "high": _("Highest number"),
}


def in_words(sentence: str) -> str:
    """Return a sentence of the checker with the names of boxes and kinds instead of keys."""
    kinds = {kind.value: label for kind, label in KINDS.items()}

    def named(key: re.Match[str]) -> str:
        label = BOXES.get(key[1]) or kinds.get(key[1])
        return f"‘{label}’" if label else key[0]

    return _QUOTED.sub(named, sentence)
