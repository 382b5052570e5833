"""Words for where somebody stands, for what is asked of a theme, and for ways of learning."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext

from drieslag.development.evaluations.enums import Heading
from drieslag.kernel.format import Preference
from drieslag.kernel.framework import Standing

ASKED: Mapping[str, str | Promise] = {
    "doing": _("What do I do already?"),
    "example": _("An example from practice"),
    "wish": _("What do I want to learn?"),
    "matters": _("How much does it matter for my clients?"),
    "who": _("Who can look along?"),
}

HELP: Mapping[Heading, str | Promise] = {
    Heading.VALUES: _("What do you stand for in your work, also when it is busy?"),
    Heading.BELIEFS: _("What do you take for true about people, help and change?"),
    Heading.QUALITIES: _("For what do colleagues or clients come to you?"),
    Heading.PITFALLS: _("When does a quality of yours go too far?"),
    Heading.ENERGY: _("After what do you go home lighter than you came?"),
    Heading.DRIVES: _("Why do you do this work?"),
    Heading.WAYS: _("Choose what fits you. It says where to begin, not what you cannot do."),
}

PREFERENCES: Mapping[Preference, str | Promise] = {
    Preference.COPYING: _("Watching how others do it"),
    Preference.PARTICIPATING: _("Talking it over together"),
    Preference.ACQUIRING: _("Knowing more about it"),
    Preference.PRACTISING: _("Practising in safety"),
    Preference.DISCOVERING: _("Finding out for yourself"),
}


def standing_word(which: Standing) -> str:
    """Return the word of a standing, as its owner says it."""
    return {
        Standing.BEGIN: pgettext("standing", "I begin"),
        Standing.GROWS: pgettext("standing", "it grows"),
        Standing.STANDS: pgettext("standing", "it stands"),
        Standing.HELPS: pgettext("standing", "I help others"),
    }[which]


def ways_said(said: str) -> str:
    """Return preferred ways of learning in words; kept are their keys, with a comma between them."""
    known = {each.value: name for each, name in PREFERENCES.items()}
    return "\n".join(str(known[key]) for key in said.split(",") if key in known)
