"""Where someone lives: addresses, postcodes and places."""

import re
from collections.abc import Iterator

from drieslag.privacy.shield.finding import Kind, Mark
from drieslag.privacy.shield.letters import CAPITALISED, UPPER, has_digit
from drieslag.privacy.shield.vocabulary import any_of, read

_I = re.IGNORECASE
_JOIN = r"(?:van|de|der|den|het|ten|ter|te|en|aan|op|in|la|le|du|['’]t)"
_MORE = rf"(?:[ ](?:{_JOIN}|{CAPITALISED}))"
_NUMBER = r"[ ,]{1,2}(?:nr\.?\s|nummer\s)?"
# Of two letters after a house number these are the next word of the sentence: `Kerkstraat 12 in Utrecht`.
_NEXT_WORD = r"(?:af|al|at|by|de|en|er|ga|he|ik|in|is|it|je|me|na|nu|of|om|on|op|or|te|to|we|ze|zo)"
_ADDITION = rf"(?:(?! {_NEXT_WORD}\b)[ \-]?[a-zA-Z]{{1,2}}(?!\w)|[\s\-/](?:bis|hs|huis|I{{1,3}}|zw|rd|\d{{1,4}})\b)"
_HOUSE = rf"\d{{1,4}}(?!\d){_ADDITION}?(?![\d:])(?!\s?{any_of('counted')}\b)"
_NO_ROAD = rf"(?!{any_of('no_roads')}\b)"
_ROAD, _SURE_ROAD = any_of("roads"), any_of("sure_roads")
_IN_WORDS = (
    r"(?:één|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|\w{2,8}tien|\w{2,16}(?:tig|derd)|honderd\w{2,14})"
)

_KERKSTRAAT_12 = re.compile(
    rf"(?<![\w-])(?:{CAPITALISED}{_MORE}{{0,4}}[ ])?{UPPER}[\w'’\-]{{0,40}}?{_ROAD}"
    r"(?:[ ](?:Noord|Zuid|Oost|West|[A-Z]))?"
    rf"{_NUMBER}{_HOUSE}"
)
_LOWER_KERKSTRAAT_12 = re.compile(
    rf"(?<![\w-]){_NO_ROAD}[a-z][\w'’\-]{{1,40}}{_SURE_ROAD}(?:weg)?{_NUMBER}{_HOUSE}", _I
)
_LANGE_WEG_12 = re.compile(rf"(?<![\w-])(?i:{CAPITALISED}{_MORE}{{0,3}}[ ]{_ROAD}){_NUMBER}{_HOUSE}")
_LAAN_VAN_X_12 = re.compile(rf"(?<![\w-])(?i:{_ROAD})[ ](?:van|der|de|het|ten|ter)\b{_MORE}{{0,4}}{_NUMBER}{_HOUSE}")
_KERKSTRAAT_TWAALF = re.compile(rf"(?<![\w-])(?i:{UPPER}[\w'’\-]{{0,40}}?{_SURE_ROAD})[ ](?:nummer\s)?{_IN_WORDS}\b")
_LIVES_ON_X_12 = re.compile(
    rf"\b(?i:{any_of('lives')})[\s:](?:\w{{2,8}}\s){{0,3}}?(?:(?:op|aan|in|bij|naar|at|on)\s)?(?:de|het|the)?\s?"
    rf"((?:['’]t\s)?{CAPITALISED}{_MORE}{{0,4}}(?:[ ]\d{{4}})?{_NUMBER}{_HOUSE})"
)
_AT_T_ZAND_8 = re.compile(rf"\b(?i:op|aan|in)\s(['’]t\s{CAPITALISED}{_MORE}{{0,3}}{_NUMBER}{_HOUSE})")
_ON_NUMBER_14 = re.compile(
    r"\b((?:op|van|naar)\s(?:huis)?nummer\s\d{1,4}\s?[a-z]?\b|(?:huisnummer|flat|appartement|portiek)\s\d{1,4}\s?[a-z]?\b)",
    _I,
)
_BARE_STREET = re.compile(
    rf"(?<![\w-])(?:{CAPITALISED}{_MORE}{{0,3}}[ ])?{UPPER}[\w'’\-]{{2,40}}?(?:{_SURE_ROAD}|weg)(?!\w)"
)
_BARE_LOWER = re.compile(rf"\b(?:op|aan|in)\sde\s({_NO_ROAD}[a-z]{{3,30}}{_SURE_ROAD})\b")
_POSTCODE = re.compile(
    r"(?<![\w.,\-])[1-9]\d{3}\s?(?!SA|SD|SS)[A-Z]{2}(?!\w)|(?<![\w.,\-])[1-9]\d{3}(?!sa|sd|ss)[a-z]{2}(?!\w)"
)
_POSTCODE_WORD = re.compile(r"\bpostcode(?:gebied)?\b\s?(?:is|:)?\s?([1-9]\d{3}(?:\s?[a-z]{2}\b)?)", _I)
_TO_PLACE = re.compile(
    r"\b(?:woont|wonen|woonde|woonden|verhuisd?e?|verhuist|verhuizen|komt|opgegroeid|groeide op|geboren|lives|lived)\s"
    rf"(?:\w{{2,8}}\s){{0,2}}?(?:in|te|naar|uit|bij)\s({CAPITALISED}(?:[ ](?:aan|op|de|den|{CAPITALISED})){{0,3}})"
)
_SOMEBODY_AT = re.compile(rf"\s(?:aan|op|in|bij|naar)\s(?:(?:de|het|den)\s)?(?={UPPER})")
_OPENERS = read("openers")
_SENTENCE_BEGINS = re.compile(r"(?:^|[.!?:\n][\s\"'“‘(]*)$")
_FAR = read("proper") - read("cities")
_WITHOUT_DIGIT = ((_KERKSTRAAT_TWAALF, 77),)
_WHOLE = (
    (_KERKSTRAAT_12, 78),
    (_LAAN_VAN_X_12, 77),
    (_LANGE_WEG_12, 74),
    (_LOWER_KERKSTRAAT_12, 76),
    *_WITHOUT_DIGIT,
)
_GROUPS_WITHOUT_DIGIT = ((_BARE_LOWER, Kind.ADDRESS, 58), (_TO_PLACE, Kind.PLACE, 45))
_GROUPS = (
    (_LIVES_ON_X_12, Kind.ADDRESS, 79),
    (_AT_T_ZAND_8, Kind.ADDRESS, 73),
    (_ON_NUMBER_14, Kind.ADDRESS, 62),
    (_POSTCODE_WORD, Kind.POSTCODE, 82),
    *_GROUPS_WITHOUT_DIGIT,
)


def marks(text: str) -> Iterator[Mark]:
    """Everything of this file in `text`."""
    for pattern, rank in _WHOLE if has_digit(text) else _WITHOUT_DIGIT:
        for match in pattern.finditer(text):
            yield Mark(
                past_opener(text, past_somebody(text, *match.span()), match.end()), match.end(), Kind.ADDRESS, rank
            )
    for pattern, kind, rank in _GROUPS if has_digit(text) else _GROUPS_WITHOUT_DIGIT:
        for match in pattern.finditer(text):
            if kind is not Kind.PLACE or match.group(1) not in _FAR:
                yield Mark(*match.span(1), kind, rank)
    for match in _BARE_STREET.finditer(text):
        start = past_opener(text, past_somebody(text, *match.span()), match.end())
        if start < match.end() and text[start].isupper():
            yield Mark(start, match.end(), Kind.ADDRESS, 56)
    for match in _POSTCODE.finditer(text):
        yield Mark(*match.span(), Kind.POSTCODE, 81)


def past_somebody(text: str, start: int, end: int) -> int:
    """Where the address begins when a person stands before it, as in `De Vries aan de Kerkstraat 5`."""
    begins = [match.end() for match in _SOMEBODY_AT.finditer(text, start, end)]
    return begins[-1] if begins else start


def past_opener(text: str, start: int, end: int) -> int:
    """Where the name begins once words that open a sentence are passed over; `end` when nothing is left.

    Inside a sentence `Van der Helstlaan` keeps its Van.
    """
    for word in re.finditer(r"\S+", text[start:end]):
        at = start + word.start()
        if word.group().lower() not in _OPENERS or (
            word.group()[0].isupper() and not _SENTENCE_BEGINS.search(text[:at])
        ):
            return at
    return end
