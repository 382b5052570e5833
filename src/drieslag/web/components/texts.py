"""The words that scripts say. They stand in the page as data, so that translation stays in one place."""

from functools import lru_cache

from django.utils.html import json_script
from django.utils.safestring import SafeString
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _


def script_texts() -> SafeString:
    """Return the data block of words in the language of the page."""
    return _script_texts(get_language())


@lru_cache(maxsize=8)
def _script_texts(language: str | None) -> SafeString:
    return json_script({**_keeping(), **_time(), **_shield(), **_rest()}, "texts")


def _keeping() -> dict[str, str]:
    return {
        "kept_here": _("Kept on this device at {time}"),
        "queued": _("Kept on this device at {time}. We send it as soon as we can"),
        "sending": _("Being kept"),
        "received": _("Kept at {time}"),
        "refused": _("Keeping it did not work. Your text is still here"),
        "signed_out": _("You have been away for a while. Sign in, your text is still here"),
    }


def _time() -> dict[str, str]:
    return {
        "minutes_one": _("about 1 minute left"),
        "minutes_many": _("about {count} minutes left"),
        "almost": _("almost done"),
        "over": _("We are over the time. Go on, or round off."),
        "paused": _("paused"),
        "half": _("Half of the time is over"),
        "two_minutes": _("Two minutes left"),
    }


def _shield() -> dict[str, str]:
    return {
        "is_this": _("Is this a {kind}?"),
        "replace_by": _("Replace by ‘{word}’"),
        "leave": _("Leave it"),
        "replaced": _("Replaced by ‘{word}’"),
        "undo": _("Undo"),
        "found_one": _("1 word that may point to one person"),
        "found_many": _("{count} words that may point to one person"),
    }


def _rest() -> dict[str, str]:
    return {
        "newer_one": _("1 new. Show it"),
        "newer_many": _("{count} new. Show them"),
        "time_mark": pgettext("between hours and minutes", ":"),
        "copied": _("Copied"),
        "keys_on": _("Keys are on"),
        "keys_off": _("Keys are off"),
        "keys_title": _("Keys on this page"),
        "close": _("Close"),
    }
