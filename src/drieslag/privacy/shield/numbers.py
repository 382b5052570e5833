"""Numbers and addresses on the net that point at one person: BSN, phone, IBAN, plate, mail, pages, case numbers."""

import re
from collections.abc import Iterator

from drieslag.privacy.shield.finding import Kind, Mark
from drieslag.privacy.shield.letters import has_digit
from drieslag.privacy.shield.vocabulary import any_of

_I = re.IGNORECASE

_NINE = re.compile(
    r"(?<![\d+.,-])(?:\d{9}|\d{3}([ .\-])\d{3}\1\d{3}|\d{4}([ .\-])\d{2}\2\d{3}|\d{2}([ .\-])\d{2}\3\d{2}\3\d{3}"
    r"|\d{3}([ .\-])\d{2}\4\d{2}\4\d{2}|\d(?:[ .\-]\d){8})(?![\d])(?![.,\-]\d)"
)
_BSN_WORD = re.compile(
    r"\b(?:bsn|burger\s?service\s?nummer|sofi(?:[- ]?nummer)?|service\s?nummer)\b"
    r"(?:[^\d\n]{0,40}?)(?<!\d)(\d(?:[ .\-/]{0,2}\d){7,8})(?!\d)",
    _I,
)
_PHONE = re.compile(r"(?<![\w+])(?:(?:\+|00)31[\s.\-]?(?:\(0\)[\s.\-]?)?|\(?0)[1-9](?:[\s./\-()]{0,3}\d){8}(?!\d)")
_PHONE_ABROAD = re.compile(r"(?<![\w+])(?:\+|00)[1-9]\d{0,2}(?:[\s.\-]?\d){7,12}(?!\d)")
_PHONE_WORD = re.compile(
    r"\b(?:tel(?:efoon)?(?:nummer|nr)?|mobiel(?:e nummer)?|06|bel(?:t|len)?|bereikbaar|nummer|phone|call)\b"
    r"[^\d\n]{0,25}?"
    r"(?<![\d.,])(\d{3}[ .\-]?\d{2}[ .\-]?\d{2}|\d{6,8}|\d{2}(?:[ .\-]\d{2}){3})(?![\d.,]*\d)",
    _I,
)
_IBAN = re.compile(
    r"(?<!\w)(?:NL\s?\d{2}(?:[\s.]?[A-Z]){4}(?:[\s.]?\d){10}"
    r"|[A-Z]{2}\d{2}(?:\s?[A-Z0-9]{4}){3,7}(\s?[A-Z0-9]{1,3})?)(?!\w)",
    _I,
)
_ACCOUNT = re.compile(
    r"\b(?:(?:bank)?rekening(?:nummer)?|giro(?:nummer|rekening)?|bank account)\b[^\d\n]{0,25}?"
    r"(?<!\d)(\d(?:[ .\-]?\d){6,9})(?!\d)",
    _I,
)
_PLATES = (
    "XX-99-99 99-99-XX 99-XX-99 XX-99-XX XX-XX-99 99-XX-XX 99-XXX-9 9-XXX-99 XX-999-X X-999-XX XXX-99-X X-99-XXX"
    " 9-XX-999 999-XX-9"
)
_PLATE = re.compile(
    rf"(?<![\w-])(?:{_PLATES.replace(' ', '|').replace('9', '[0-9]').replace('X', '[A-Z]')})(?![\w-])",
    _I,
)
_PLATE_WORD = re.compile(
    r"\b(?:kenteken(?:plaat)?|nummerbord|number plate|licence plate)\b[^\d\n]{0,20}?(?<!\w)"
    r"((?=[A-Z0-9 \-]*\d)(?=[A-Z0-9 \-]*[A-Z])[A-Z0-9]{1,3}[ \-]?[A-Z0-9]{1,3}[ \-]?[A-Z0-9]{1,3})(?!\w)",
    _I,
)
_MAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}(?:@|\s?(?:\[at\]|\(at\))\s?)[\w-]{1,60}(?:\.[\w-]{1,60}){1,5}", _I)
_MAIL_WORDS = re.compile(
    r"(?<![\w.])[\w-]{1,40}(?:(?: punt | dot |\.)[\w-]{1,40}){0,3} (?:at|apenstaart(?:je)?)"
    r" [\w-]{1,40}(?:(?: punt | dot |\.)[\w-]{1,40}){1,3}",
    _I,
)
_PAGE = re.compile(
    r"(?:https?://|www\.)[^\s<>\"')\]]{2,500}"
    r"|(?<![\w@.-])(?:[\w-]{2,60}\.){1,4}(?:nl|com|org|net|eu|be|info|io|me|tv)(?:/[^\s<>\"')\]]{0,300})?(?![\w.@-])",
    _I,
)
_HANDLE = re.compile(r"(?<![\w@./])@[A-Za-z0-9_][A-Za-z0-9_.]{1,39}(?<!\.)")
_HANDLE_WORD = re.compile(
    r"\b(?:insta(?:gram)?|snap(?:chat)?|tik\s?tok|facebook|twitter|telegram|discord|gamertag|gebruikersnaam|username)\b"
    r"(?:[- ]?(?:account|naam|profiel|name))?(?:\s(?:is|heet|als|onder|van haar|van hem))?\s?[:=]?\s?"
    r"((?=[\w.]*[\d_.])[A-Za-z][\w.]{2,38}\w)(?!\w)",
    _I,
)
_CASE = re.compile(
    rf"\b{any_of('cases')}[- ]?(?:nummer|nr\.?|number|id|kenmerk)\b[^\w\n]{{0,3}}(?:\s?is\s|:)?\s?"
    r"((?=[\w./\-]*\d)\w[\w./\-]{2,24}\w)",
    _I,
)
_FREE_LINES = re.compile(r"^0?(?:800|900)")


def marks(text: str) -> Iterator[Mark]:
    """Everything of this file in `text`."""
    yield from _net(text)
    if not has_digit(text):
        return
    yield from _bsn(text)
    yield from _iban(text)
    yield from _phones(text)
    for match in _PLATE.finditer(text):
        yield Mark(*match.span(), Kind.PLATE, 80)
    for pattern, kind, rank in ((_PLATE_WORD, Kind.PLATE, 82), (_CASE, Kind.NUMBER, 83)):
        for match in pattern.finditer(text):
            yield Mark(*match.span(1), kind, rank)


def _bsn(text: str) -> Iterator[Mark]:
    for match in _NINE.finditer(text):
        if passes_eleven(match.group()):
            yield Mark(*match.span(), Kind.BSN, 90)
    for match in _BSN_WORD.finditer(text):
        yield Mark(*match.span(1), Kind.BSN, 95)


def passes_eleven(text: str) -> bool:
    """The eleven-test of a BSN: 9a + 8b + … + 2h - i is a multiple of 11."""
    digits = [int(sign) for sign in text if sign.isdigit()]
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    return len(digits) == len(weights) and any(digits) and sum(map(int.__mul__, digits, weights)) % 11 == 0


def _iban(text: str) -> Iterator[Mark]:
    for match in _IBAN.finditer(text):
        for end in (match.end(), match.start(1) if match[1] else 0):  # the last group may be the next word
            bare = re.sub(r"[\s.]", "", text[match.start() : end]).upper()
            if end and (bare.startswith("NL") or _passes_97(bare)):
                yield Mark(match.start(), end, Kind.IBAN, 92)
                break
    for match in _ACCOUNT.finditer(text):
        yield Mark(*match.span(1), Kind.IBAN, 91)


def _passes_97(iban: str) -> bool:
    turned = iban[4:] + iban[:4]
    return int("".join(str(int(sign, 36)) for sign in turned)) % 97 == 1


def _phones(text: str) -> Iterator[Mark]:
    for pattern in (_PHONE, _PHONE_ABROAD):
        for match in pattern.finditer(text):
            if not is_public_line(match.group()):
                yield Mark(*match.span(), Kind.PHONE, 88)
    for match in _PHONE_WORD.finditer(text):
        yield Mark(*match.span(1), Kind.PHONE, 70)


def is_public_line(number: str) -> bool:
    """0800 and 0900 lead to a service, never to a client."""
    return _FREE_LINES.match(re.sub(r"\D", "", number)) is not None


def _net(text: str) -> Iterator[Mark]:
    for pattern in (_MAIL, _MAIL_WORDS):
        for match in pattern.finditer(text):
            yield Mark(*match.span(), Kind.EMAIL, 96)
    for match in _PAGE.finditer(text):
        yield Mark(match.start(), match.start() + len(match.group().rstrip(".,;:!?")), Kind.URL, 94)
    for match in _HANDLE.finditer(text):
        yield Mark(*match.span(), Kind.URL, 85)
    for match in _HANDLE_WORD.finditer(text):
        yield Mark(*match.span(1), Kind.URL, 60)
