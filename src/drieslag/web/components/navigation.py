"""The menu: five places on a phone, a few more on the spine. A place whose part is not there is left out."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from django.urls import NoReverseMatch, get_script_prefix, get_urlconf, reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from drieslag.web.components.drawings import icon


@dataclass(frozen=True)
class Place:
    """One place in the menu."""

    key: str
    url: str
    icon: str
    label: object
    wide: bool = False  # on the spine only; a phone has room for five


PLACES: Final = (
    Place("today", "today:home", "sun-horizon", _("Today")),
    Place("board", "board:mine", "list-bullets", pgettext_lazy("menu", "Board")),
    Place("ask", "board:ask", "plus-circle", pgettext_lazy("menu", "Question")),
    Place("rhythm", "rhythm:mine", "metronome", pgettext_lazy("menu", "Rhythm"), wide=True),
    Place("meetings", "meetings:list", "users-three", pgettext_lazy("menu", "Meetings"), wide=True),
    Place("growth", "growth:home", "plant", pgettext_lazy("menu", "Growth")),
    Place("formats", "meetings:formats", "book-open", _("Formats"), wide=True),
    Place("more", "components:more", "list", _("More")),
)
MORE: Final = "more"
# What lies within a place, by its namespace: one comes there from that place and goes back to it.
WITHIN: Final = dict.fromkeys(
    (
        "evaluations", "reflections", "talks", "competence", "offerings", "budgets", "portfolio", "badges", "registers",
        "frameworks",
    ),
    "growth",
)  # fmt: skip
KEYS: Final = frozenset(place.key for place in PLACES)
WIDE: Final = frozenset(place.key for place in PLACES if place.wide)


def address(name: str, *key: object) -> str:
    """Return the address of a named page, or nothing where no such page is installed."""
    return _found(name, key) if key else _plain(name, get_urlconf(), get_script_prefix())


@lru_cache(maxsize=512)
def _plain(name: str, _urlconf: str | None, _prefix: str) -> str:
    """Find it once: a page names some twenty places, the same each time."""
    return _found(name, ())


def _found(name: str, key: tuple[object, ...]) -> str:
    try:
        return reverse(name, args=key)
    except NoReverseMatch:
        return ""


def navigation(current: str) -> SafeString:
    """Draw the menu with the place where one is marked. What has no place of its own lies under More."""
    current = WITHIN.get(current, current)
    return _menu(current if current in KEYS or not current else MORE, get_language(), get_urlconf())


@lru_cache(maxsize=64)
def _menu(current: str, _language: str | None, _urlconf: str | None) -> SafeString:
    """Draw it once for each place and language: every page has it."""
    rows = [(place, address(place.url)) for place in PLACES]
    return format_html(
        "<ul>{}</ul>", format_html_join("", "{}", ((_row(place, url, current),) for place, url in rows if url))
    )


def _row(place: Place, url: str, current: str) -> SafeString:
    return format_html(
        '<li{}><a href="{}"{}>{}{}</a></li>',
        SafeString(' class="only-wide"') if place.wide else "",
        url,
        _mark(place.key, current),
        icon(place.icon),
        place.label,
    )


def _mark(key: str, current: str) -> SafeString:
    """Mark the place itself, and More around a place that a phone has no room for."""
    if key == current:
        return SafeString(' aria-current="page"')
    return SafeString(' aria-current="true"' if key == MORE and current in WIDE else "")
