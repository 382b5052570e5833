"""Where someone learns, is cared for, prays or plays: schools and institutions by name."""

import re
from collections.abc import Iterator

from drieslag.privacy.shield.finding import Kind, Mark
from drieslag.privacy.shield.letters import CAPITALISED, UPPER
from drieslag.privacy.shield.places import past_opener
from drieslag.privacy.shield.vocabulary import any_of, read

_I = re.IGNORECASE
_COLOUR = (
    r"(?:(?:openbare|christelijke|katholieke|islamitische|protestantse|speciale?|montessori|dalton|jenaplan|vrije)\s)?"
)
_NAMED = (
    rf"(?:(?:De|Het|de|het|['’]t)\s)?[\"'“‘]?{CAPITALISED}"
    rf"(?:[ ](?:(?:van|de|der|den|het|en)[ ]){{0,2}}{CAPITALISED}){{0,3}}[\"'”’]?"
)
_SCHOOL = re.compile(rf"(?<![\w-])((?i:{_COLOUR}{any_of('schools')}):?\s{_NAMED})")
_SCHOOL_LOWER = re.compile(
    rf"(?<![\w-])((?:{any_of('schools')}\s(?:de|het|['’]t)\s{any_of('school_names')}\b"
    r"|(?:obs|cbs|rkbs|pcbs|ikc|kdv)\s(?:de|het|['’]t)\s\w{3,30}))",
    _I,
)
_SCHOOL_AFTER = re.compile(rf"(?<![\w-])((?:{CAPITALISED}[ ]){{1,4}}{any_of('school_ends')})(?!\w)")
_SCHOOL_COMPOUND = re.compile(rf"(?<![\w-])({UPPER}[\w'’\-]{{3,40}}(?:college|lyceum|gymnasium|school))(?!\w)")
_CLASS = re.compile(r"\b((?:groep|klas|brugklas|havo|vwo|vmbo|mavo|mbo)\s?[1-8]\s?[\-/]?[a-h](?!\w))", _I)
_SCHOOL_WORDS = read("school_words")

_CARE = re.compile(rf"(?<![\w-])((?i:{any_of('cares')})\s{_NAMED})")
_CARE_AFTER = re.compile(rf"(?<![\w-])((?:{CAPITALISED}[ ]){{1,3}}{any_of('care_ends')})(?!\w)")
_CARE_KNOWN = re.compile(rf"(?<![\w-])({any_of('care_known')}|GGZ {CAPITALISED})(?!\w)")


def marks(text: str) -> Iterator[Mark]:
    """Everything of this file in `text`."""
    for pattern, rank in ((_SCHOOL, 68), (_SCHOOL_LOWER, 67), (_CLASS, 55)):
        for match in pattern.finditer(text):
            yield Mark(*match.span(1), Kind.SCHOOL, rank)
    for pattern in (_SCHOOL_AFTER, _SCHOOL_COMPOUND):
        for match in pattern.finditer(text):
            start = past_opener(text, *match.span(1))
            name = text[start : match.end(1)]
            if name and name.lower() not in _SCHOOL_WORDS and name[0].isupper():
                yield Mark(start, match.end(1), Kind.SCHOOL, 66)
    for pattern, rank in ((_CARE, 64), (_CARE_AFTER, 63), (_CARE_KNOWN, 65)):
        for match in pattern.finditer(text):
            start = past_opener(text, *match.span(1))
            if start < match.end(1):
                yield Mark(start, match.end(1), Kind.INSTITUTION, rank)
