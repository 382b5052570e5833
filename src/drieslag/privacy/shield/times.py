"""Dates in digits, and dates of birth by what stands before them."""

import re
from collections.abc import Iterator

from drieslag.privacy.shield.finding import Kind, Mark
from drieslag.privacy.shield.letters import has_digit

_MONTH = (
    r"(?:jan(?:uari)?|feb(?:ruari)?|maart|mrt|apr(?:il)?|mei|juni?|juli?|aug(?:ustus)?|sept?(?:ember)?|okt(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?|january|february|march|may|june|july|august|october)"
)
_WEEKDAY = r"(?:(?:maan|dins|woens|donder|vrij|zater|zon)dag|ma|di|wo|do|vr|za|zo)"
_YEAR = r"(?:(?:19|20)\d{2}|['’]?\d{2}(?!\s?(?:uur|u\b)|[:.]\d))"
_DATE = re.compile(
    rf"(?<![\w.\-/])(?:op\s|on\s)?(?:{_WEEKDAY}\s)?"
    r"(?:\d{1,2}[\-/.]\d{1,2}[\-/.](?:(?:19|20)\d{2}|['’]?\d{2})|\d{1,2}\s\d{1,2}\s(?:19|20)\d{2}"
    r"|(?:19|20)\d{2}[\-/.]\d{1,2}[\-/.]\d{1,2}"
    rf"|\d{{1,2}}(?:e|ste|de|st|nd|rd|th)?\s?{_MONTH}\.?(?:\s?{_YEAR})?"
    rf"|{_MONTH}\s\d{{1,2}}(?:st|nd|rd|th)?,?\s(?:19|20)\d{{2}})(?![\w\-/])",
    re.IGNORECASE,
)
_BORN_BEFORE = re.compile(
    r"\b(?:gebore?n|geb\.?(?:\s?dat\.?)?|geboortedatum|jarig|verjaart|verjaardag|born|birthday|date of birth|dob)(?!\w)"
    r"[^.!?\n]{0,30}$|\*\s?$",
    re.IGNORECASE,
)
_BORN_AFTER = re.compile(r"^\s(?:is\s\w+\s|werd\s\w+\s)?(?:geboren|jarig)\b", re.IGNORECASE)
_DAYS = 31
_SLASHED = re.compile(r"^\D*(\d{1,2})\D(\d{1,2})\D\d{2,4}$")


def marks(text: str) -> Iterator[Mark]:
    """Days of one calendar date; a month or a year alone is no trace."""
    for match in _DATE.finditer(text) if has_digit(text) else ():
        if not _is_possible(match.group()):
            continue
        born = _BORN_BEFORE.search(text, max(0, match.start() - 50), match.start()) or _BORN_AFTER.match(
            text[match.end() : match.end() + 30]
        )
        yield Mark(*match.span(), Kind.DATE_OF_BIRTH if born else Kind.DATE, 86 if born else 75)


def _is_possible(text: str) -> bool:
    slashed = _SLASHED.match(text)
    return slashed is None or all(1 <= int(part) <= _DAYS for part in slashed.groups())
