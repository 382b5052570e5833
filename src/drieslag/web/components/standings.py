"""Where somebody stands on a theme: four words in a row. Never a number, and never beside another person."""

from functools import lru_cache

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from drieslag.kernel.framework import Standing

STANDINGS = tuple(Standing)


def standing_word(which: str) -> str:
    """Return the word of a standing, as its owner says it."""
    return {
        Standing.BEGIN: pgettext("standing", "I begin"),
        Standing.GROWS: pgettext("standing", "it grows"),
        Standing.STANDS: pgettext("standing", "it stands"),
        Standing.HELPS: pgettext("standing", "I help others"),
    }[Standing(which)]


def growth(which: str) -> SafeString:
    """Draw the four words with the one where somebody stands marked."""
    return _growth(Standing(which), get_language())


@lru_cache(maxsize=16)
def _growth(which: Standing, _language: str | None) -> SafeString:
    here = STANDINGS.index(which)
    marks = (' class="past"', ' aria-current="true"', "")
    rows = (
        (SafeString(marks[(place >= here) + (place > here)]), standing_word(each))
        for place, each in enumerate(STANDINGS)
    )
    return format_html(
        '<ol class="ds-growth" aria-label="{}">{}</ol>',
        _("Where I stand"),
        format_html_join("", "<li{}>{}</li>", rows),
    )
