"""Words for what a framework names by keys."""

from typing import TYPE_CHECKING

from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from drieslag.development.frameworks.drafting import Part
from drieslag.kernel.format import Text
from drieslag.kernel.framework import How, Way, What

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

LANGUAGE = "nl"

WAYS: "dict[Way, StrOrPromise]" = {
    Way.DOING: _("by doing"),
    Way.TOGETHER: _("with others"),
    Way.FORMAL: _("from a course or book"),
}
WAY_ICONS = {Way.DOING: "plant", Way.TOGETHER: "users-three", Way.FORMAL: "book-open"}
KINDS: "dict[Part, StrOrPromise]" = {
    Part.ROLE: _("Role"),
    Part.THEME: _("Theme"),
    Part.GOAL: _("Learning goal"),
    Part.LINE: _("Learning line"),
    Part.STEP: _("Step"),
}
WHATS: "dict[What, StrOrPromise]" = {
    What.ROLE: _("Roles"),
    What.THEME: _("Themes"),
    What.GOAL: _("Learning goals"),
    What.LINE: _("Learning lines"),
}
HOWS: "dict[How, StrOrPromise]" = {
    How.DROPPED: pgettext_lazy("version", "gone"),
    How.RENAMED: pgettext_lazy("version", "other words"),
    How.CHANGED: pgettext_lazy("version", "changed"),
    How.ADDED: pgettext_lazy("version", "new"),
}


# What a sentence of the checker is about, where it does not say so itself.
BOXES: "dict[str, StrOrPromise]" = {
    "name": _("Name"),
    "purpose": _("What is it for?"),
    "source": _("Where does it come from?"),
    "meaning": _("What is it about?"),
    "text": _("The words"),
    "link": _("A link"),
}


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
