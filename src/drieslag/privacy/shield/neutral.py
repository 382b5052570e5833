"""The neutral words, in Dutch and English, and which of the two a text asks for."""

import re

from drieslag.privacy.shield.finding import Kind, Mark
from drieslag.privacy.shield.vocabulary import vocabulary

_WORDS: dict[Kind, tuple[str, str]] = {
    Kind.NAME: ("iemand", "someone"),
    Kind.INITIALS: ("iemand", "someone"),
    Kind.ADDRESS: ("een adres in de wijk", "an address in the area"),
    Kind.POSTCODE: ("een postcode", "a postcode"),
    Kind.PLACE: ("een plaats in de buurt", "a place nearby"),
    Kind.PHONE: ("een telefoonnummer", "a phone number"),
    Kind.EMAIL: ("een mailadres", "a mail address"),
    Kind.BSN: ("een persoonsnummer", "a personal number"),
    Kind.IBAN: ("een rekeningnummer", "an account number"),
    Kind.DATE_OF_BIRTH: ("jaren geleden", "years ago"),
    Kind.SCHOOL: ("een school", "a school"),
    Kind.INSTITUTION: ("een instelling", "an institution"),
    Kind.PLATE: ("een kenteken", "a number plate"),
    Kind.URL: ("een account", "an account"),
    Kind.NUMBER: ("een nummer", "a number"),
}
_SEASONS = (
    (("jan", "feb"), ("begin van het jaar", "early in the year")),
    (("maart", "mrt", "march", "apr", "mei", "may"), ("in het voorjaar", "in spring")),
    (("jun", "jul", "aug"), ("in de zomer", "in summer")),
    (("sep", "okt", "oct", "nov"), ("in het najaar", "in autumn")),
    (("dec",), ("eind van het jaar", "late in the year")),
)
_SEASON_OF_MONTH = (0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 3, 4)
_SOME_TIME = ("kort geleden", "recently")
_ENGLISH = re.compile(r"\b(?:the|and|was|with|her|his|they|she|he|is|lives|of|my|has|to|at)\b", re.IGNORECASE)
_DUTCH = re.compile(r"\b(?:de|het|een|en|met|van|haar|zijn|zij|hij|ze|ik|woont|niet|naar|heeft|op)\b", re.IGNORECASE)
_OPENING = re.compile(r"(?:^|[.!?…]\s+|\n\s*)[\"'“‘(]?$")


def is_english(text: str) -> bool:
    """Whether more small words of `text` are English than Dutch. The first thousand characters decide."""
    head = text[:1000]
    return len(_ENGLISH.findall(head)) > len(_DUTCH.findall(head))


def word_for(mark: Mark, text: str, *, english: bool) -> str:
    """The words that can stand in the place of `mark`, with a capital where its sentence begins."""
    word = (mark.neutral_en or mark.neutral if english else mark.neutral) or _default(mark, text)[english]
    opening = _OPENING.search(text[max(0, mark.start - 4) : mark.start]) is not None
    return word[0].upper() + word[1:] if opening else word


def _default(mark: Mark, text: str) -> tuple[str, str]:
    covered = text[mark.start : mark.end]
    if mark.kind is Kind.DATE:
        return _season(covered)
    if mark.kind is Kind.NAME:
        return _person(covered)
    if mark.kind is Kind.SCHOOL and re.match(
        r"(?:groep|klas|brugklas|havo|vwo|vmbo|mavo|mbo)\s?\d", covered, re.IGNORECASE
    ):
        return "een klas", "a class"
    if mark.kind is Kind.ADDRESS and not any(sign.isdigit() for sign in covered):
        return "een straat in de wijk", "a street in the area"
    return _WORDS[mark.kind]


def _person(covered: str) -> tuple[str, str]:
    if re.search(r"['’]s$", covered):
        return "iemands", "someone's"
    words = vocabulary()
    first = re.split(r"[\s\-]", covered.lower())[0]
    if first in words.women and first not in words.men:
        return "een bewoonster", "a woman"
    if first in words.men and first not in words.women:
        return "een bewoner", "a man"
    return _WORDS[Kind.NAME]


def _season(covered: str) -> tuple[str, str]:
    low = covered.lower()
    for months, words in _SEASONS:
        if any(re.search(rf"(?<![a-z]){month}", low) for month in months):
            return words
    digits = re.match(r"\D*\d{1,2}\D(\d{1,2})\D", low)
    if digits and 1 <= int(digits[1]) <= len(_SEASON_OF_MONTH):
        return _SEASONS[_SEASON_OF_MONTH[int(digits[1]) - 1]][1]
    return _SOME_TIME
