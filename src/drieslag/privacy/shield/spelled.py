"""Numbers and dates in words: a phone number said aloud, a BSN spelled out, a birthday without a digit."""

import re
from collections.abc import Iterator

from drieslag.privacy.shield.finding import Kind, Mark

_DIGIT = "nul|een|één|twee|drie|vier|vijf|zes|zeven|acht|negen"
_TEENS = "tien|elf|twaalf|dertien|veertien|vijftien|zestien|zeventien|achttien|negentien"
_TENS = "twintig|dertig|veertig|vijftig|zestig|zeventig|tachtig|negentig"
_WORD = rf"(?:(?:(?:{_DIGIT})(?:en|ën))?(?:{_TENS})|{_TEENS}|{_DIGIT})"
_ENGLISH = "zero|oh|one|two|three|four|five|six|seven|eight|nine|double"
_GAP = r"[\s,.\-]{1,3}(?:en\s)?"
_ROW = re.compile(
    rf"(?<!\w)(?:{_WORD}(?:{_GAP}(?:{_WORD}|\d{{1,2}}))+|(?:{_ENGLISH})(?:[\s,.\-]{{1,3}}(?:{_ENGLISH})){{5,}})(?!\w)",
    re.IGNORECASE,
)
_MONTH = "januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december"
_ORDINAL = (
    rf"(?:eerste|tweede|derde|vierde|vijfde|zesde|zevende|achtste|negende|(?:{_TEENS})de"
    rf"|(?:{_DIGIT})(?:en|ën)twintigste|twintigste|dertigste|eenendertigste)"
)
_YEAR = (
    rf"(?:negentien\s?(?:honderd)?\s?(?:en)?\s?(?:{_WORD})|twee\s?duizend(?:\s?(?:en)?\s?(?:{_WORD}))?|(?:19|20)\d\d)"
)
_DATE = re.compile(
    rf"(?<!\w)(?:op\s)?(?:de\s)?(?:{_ORDINAL}|{_WORD})(?:\svan)?\s(?:{_MONTH})(?:\s{_YEAR})?(?!\w)", re.IGNORECASE
)
_BORN = re.compile(
    r"\b(?:gebore[nm]?|geb\.?|geboortedatum|jarig|verjaart|verjaardag|born)\b[^.!?\n]{0,30}$", re.IGNORECASE
)
_IN_YEAR = re.compile(rf"\bgeboren\b[^.!?\n]{{0,25}}?\b(in\s(?:het\sjaar\s)?(?:{_YEAR}))(?!\w)", re.IGNORECASE)
_CONTEXTS = (
    (Kind.BSN, re.compile(r"\b(?:bsn|burgerservicenummer|sofinummer)\b[^.!?\n]{0,40}$", re.IGNORECASE)),
    (Kind.IBAN, re.compile(r"\b(?:rekening\w*|iban)\b[^.!?\n]{0,40}$", re.IGNORECASE)),
    (
        Kind.PHONE,
        re.compile(r"\b(?:tel\w*|bel\w*|mobiel\w*|bereikbaar|nummer|phone|call)\b[^.!?\n]{0,40}$", re.IGNORECASE),
    ),
)
_SHORT_ROW = 4  # enough behind 'bsn' or 'bel'
_LONG_ROW = 6  # as many number words in a row are no counting


def marks(text: str) -> Iterator[Mark]:
    """Number words in a row and dates in words."""
    for match in _DATE.finditer(text):
        born = _BORN.search(text, max(0, match.start() - 60), match.start())
        yield Mark(*match.span(), Kind.DATE_OF_BIRTH if born else Kind.DATE, 86 if born else 84)
    for match in _IN_YEAR.finditer(text):
        yield Mark(*match.span(1), Kind.DATE_OF_BIRTH, 85)
    for match in _ROW.finditer(text):
        kind = _kind_of_row(text, match)
        if kind is not None:
            yield Mark(*match.span(), kind, 87)


def _kind_of_row(text: str, match: re.Match[str]) -> Kind | None:
    words = re.findall(r"\w+", match.group().lower())
    if words[:2] == ["nul", "zes"] and len(words) >= _SHORT_ROW:
        return Kind.PHONE
    for kind, pattern in _CONTEXTS:
        if len(words) >= _SHORT_ROW and pattern.search(text, max(0, match.start() - 60), match.start()):
            return kind
    counting = [word for word in words if word in ("een", "één")] == words
    if len(words) >= _LONG_ROW and not counting and words[:4] != ["een", "twee", "drie", "vier"]:
        return Kind.PHONE if words[0] == "nul" else Kind.NUMBER
    return None
