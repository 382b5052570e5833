"""Amounts in whole cents and times in whole minutes, read from Dutch writing and written so; never floats."""

import re
from typing import Final

MOST_CENTS: Final = 1_000_000_000  # ten million euros: more is a slip of the pen
MOST_MINUTES: Final = 6_000_000
CENTS: Final = 100
MINUTES: Final = 60
NO_BREAK: Final = "\u00a0"  # between the sign and the amount, so that a line never ends between them

_AMOUNT: Final = re.compile(r"([0-9]{1,3}(?:\.[0-9]{3})+|[0-9]+)(?:,([0-9]{1,2}|-{1,2}))?")
_HOURS: Final = re.compile(r"([0-9]+)(?:,([0-9]{1,2})|:([0-5][0-9]))?")
_SPACES: Final = re.compile(r"[\s\u00a0\u202f]+")


class NotAnAmount(ValueError):
    """What was written is no amount, or no number of hours, in Dutch notation."""


def cents(text: str) -> int:
    """Return an amount in cents: "1.250,50", "1250,5", "€ 12", "12,-". Raises NotAnAmount.

    A point stands between thousands alone, so that 1.25 is nobody's guess.
    """
    found = _AMOUNT.fullmatch(_bare(text, "€"))
    if found is None:
        raise NotAnAmount(text)
    whole, part = found[1].replace(".", ""), (found[2] or "").strip("-")
    return _within(int(whole[:20]) * CENTS + int(part.ljust(2, "0")), MOST_CENTS, text)


def minutes(text: str) -> int:
    """Return a number of hours in minutes: "8", "7,5", "7:30", "8 uur". Raises NotAnAmount. A part of an hour that is
    no whole minute is rounded down.
    """
    found = _HOURS.fullmatch(_bare(text, "uur"))
    if found is None:
        raise NotAnAmount(text)
    part = int(found[3]) if found[3] else int((found[2] or "").ljust(2, "0")) * MINUTES // CENTS
    return _within(int(found[1][:20]) * MINUTES + part, MOST_MINUTES, text)


def euros(amount: int) -> str:
    """Write an amount of cents: € 1.250,50, and with a minus before the number when it is below zero."""
    return f"€{NO_BREAK}{plain(amount)}"


def plain(amount: int) -> str:
    """Write an amount of cents without its sign: 1.250,50. For a field, and for a sheet."""
    whole, part = divmod(abs(amount), CENTS)
    return f"{'-' if amount < 0 else ''}{whole:,}".replace(",", ".") + f",{part:02d}"


def hours(amount: int) -> str:
    """Write minutes as hours: 7:30, and 8 for whole hours."""
    whole, part = divmod(abs(amount), MINUTES)
    return f"{'-' if amount < 0 else ''}{whole}" + (f":{part:02d}" if part else "")


def _bare(text: str, sign: str) -> str:
    """Return the text without blanks around it, and without its sign before or after it."""
    bare = _SPACES.sub(" ", text).strip().lower()
    return bare.removeprefix(sign).removesuffix(sign).strip()


def _within(amount: int, most: int, text: str) -> int:
    if amount > most:
        raise NotAnAmount(text)
    return amount
