"""Words for what a file of an instrument names by keys, and for what its checker says."""

import re
from typing import TYPE_CHECKING

from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from drieslag.kernel.format import Text
from drieslag.kernel.instrument import ItemKind, Licence, Mode, Scoring, Use
from drieslag.surveys.composing import AnswerScale

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

LANGUAGE = "nl"
_QUOTED = re.compile(r"‘([a-z_]+)’")

KINDS = {
    ItemKind.SCALE: _("A point of a scale"),
    ItemKind.CHOICE: _("Choose one"),
    ItemKind.CHOICES: _("Choose several"),
    ItemKind.RANK: _("Put in order"),
    ItemKind.NUMBER: _("A number"),
    ItemKind.SLIDER: _("A slider between two words"),
    ItemKind.TEXT: _("In one’s own words"),
}
USES = {
    Use.TEAM: pgettext_lazy("use", "A team"),
    Use.ORGANISATION: pgettext_lazy("use", "The organisation"),
    Use.PERSON: pgettext_lazy("use", "One’s own development"),
    Use.MIRROR: pgettext_lazy("use", "A mirror: others about one person"),
    Use.RESIDENT: pgettext_lazy("use", "Residents"),
    Use.MEETING: pgettext_lazy("use", "The end of a meeting"),
}
SHELVES = {
    Use.TEAM: (_("For a team"), _("How is it here, and what do we try?")),
    Use.ORGANISATION: (_("For the organisation"), _("What helps and hinders learning, seen over teams.")),
    Use.PERSON: (_("For oneself"), _("To look at one’s own work. Nobody else needs to see it.")),
    Use.MIRROR: (_("A mirror"), _("What do others see in what you do?")),
    Use.RESIDENT: (_("For residents"), _("Short, in plain words, without a name.")),
    Use.MEETING: (_("At the end of a meeting"), _("In a minute, before all leave.")),
}
LICENCES = {
    Licence.OWN: _("free to use"),
    Licence.FREE: _("free to use, with its source"),
    Licence.PERMISSION: _("the texts are not ours"),
    Licence.AVOID: _("we advise against it"),
}
MODES = {
    Mode.ANONYMOUS: _("Anonymous: nobody can tell who answered what"),
    Mode.CONFIDENTIAL: _("Confidential: one role reads them under names"),
    Mode.OPEN: _("Open: one named reader sees who said what"),
}
ANSWERS = {
    AnswerScale.AGREEMENT: _("How true is it? Five answers, from not true at all to completely true"),
    AnswerScale.FREQUENCY: _("How often? Five answers, from never to always"),
    AnswerScale.GRADE: _("A mark from 0 to 10"),
    AnswerScale.YES_NO: _("Yes, no, I do not know"),
    AnswerScale.OPEN: _("In one’s own words"),
}
SCORINGS = {Scoring.MEAN: _("The mean"), Scoring.SUM: _("The sum")}

# What the boxes are called; the checker's sentences name the file's keys, which a writer here never sees.
BOXES: "dict[str, StrOrPromise]" = {
    "name": _("Name"),
    "purpose": _("What is it for?"),
    "intro": _("What people read first"),
    "text": _("The question"),
    "title": _("Title of the page"),
    "explanation": _("A short explanation beside it"),
    "answers": _("Answers"),
    "options": _("Answers to choose from"),
    "items": _("Questions"),
    "scales": _("Scales"),
    "pages": _("Pages"),
    "uses": _("For whom is it?"),
    "modes": _("How can it be asked?"),
    "pulse": _("It may come back every few weeks"),
    "low": _("Lowest number"),
    "high": _("Highest number"),
    "step": _("In steps of"),
    "low_word": _("Word at the low end"),
    "high_word": _("Word at the high end"),
    "unit": _("Of what? (days, hours, people)"),
    "required": _("It needs an answer"),
    "reverse": _("It counts the other way round in its scale"),
    "when": _("Only ask this after a certain answer"),
    "max_length": _("Longest answer, in signs"),
    "most": _("Choose so many at most"),
    "needed": _("So many must be answered"),
    "reading": _("Help for reading it"),
    "caveat": _("What it cannot tell"),
    "labels": _("Answers"),
    "points": _("Answers"),
    "label": _("Answers"),
    "sources": _("Sources"),
    "anonymous": _("anonymous"),
    "confidential": _("confidential"),
}


def in_words(sentence: str) -> str:
    """Return a sentence of the checker with the names of boxes instead of keys."""
    return _QUOTED.sub(lambda key: f"‘{BOXES[key[1]]}’" if key[1] in BOXES else key[0], sentence)


def language() -> str:
    """Return the language of the page."""
    return get_language() or LANGUAGE


def say(text: Text) -> str:
    """Return the text in the reader's language."""
    return text.get(language())


def said(text: dict[str, str] | None) -> str:
    """Return a text of a draft in the reader's language; Dutch where there is no other."""
    known = text or {}
    return (known.get("en") if language().startswith("en") else "") or known.get("nl", "")
