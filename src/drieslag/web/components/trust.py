"""Who sees it, said in words with a sign: the same sentence wherever something is written or shown."""

from functools import lru_cache
from typing import Final

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from drieslag.web.components.drawings import icon

SIGNS: Final = {
    "private": "lock-simple",
    "closed": "lock-simple",
    "team": "users",
    "participants": "users-three",
    "shared": "git-branch",
    "anonymous": "eye-slash",
    "named": "identification-card",
    "everyone": "buildings",
}
LOOKS: Final = {"closed": "private", "participants": "team", "everyone": "team"}


def words_of(kind: str) -> str:
    """Return the standing sentence of a kind of sight."""
    return {
        "private": _("Only you see this"),
        "closed": _("Still closed"),
        "team": _("Your team sees this"),
        "participants": _("Only who takes part sees this"),
        "shared": _("Shared"),
        "anonymous": _("Without name"),
        "named": _("With name"),
        "everyone": _("Everyone in the organisation sees this"),
    }[kind]


def seen(kind: str, words: str = "") -> SafeString:
    """Say who sees a thing. `words` replace the standing sentence, for names and numbers."""
    return _seen(kind, words, get_language())


@lru_cache(maxsize=512)
def _seen(kind: str, words: str, language: str | None) -> SafeString:
    return format_html(
        '<span class="ds-seen ds-seen--{}">{}<span>{}</span></span>',
        LOOKS.get(kind, kind),
        icon(SIGNS[kind]),
        words or words_of(kind),
    )
