"""What the command line says, in Dutch or English, without waking Django."""

import gettext
import sys
from functools import cache
from pathlib import Path

from drieslag.config.settings import environment

LOCALE = Path(__file__).resolve().parents[1] / "locale"


@cache
def _catalogue() -> gettext.NullTranslations:
    language = "en" if environment.speaks_english() else "nl"
    return gettext.translation("django", LOCALE, languages=[language], fallback=True)


def _(text: str) -> str:
    return _catalogue().gettext(text)


def N_(text: str) -> str:  # noqa: N802  gettext's usual name for: translated where it is shown
    return text


def speak_english() -> None:
    environment.choose(LC_ALL="en")
    _catalogue.cache_clear()


def say(text: str = "") -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def complain(text: str) -> None:
    sys.stderr.write(f"{text}\n")
    sys.stderr.flush()
