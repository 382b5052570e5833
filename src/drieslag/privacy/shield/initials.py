"""Initials: `A.B.`, `kind J.`, `cliënt K`."""

import re
from collections.abc import Iterator

from drieslag.privacy.shield.finding import Kind, Mark
from drieslag.privacy.shield.letters import UPPER
from drieslag.privacy.shield.people import TITLES
from drieslag.privacy.shield.vocabulary import any_of, read

_SEVERAL = re.compile(
    rf"(?<![\w.])(?:(?:{UPPER}|IJ|Th|Ch|Ph)\. ?){{2,5}}(?!\w)|(?<![\w.])(?:{UPPER}\.){{2,4}}(?=\s|$|,)"
)
_ONE = re.compile(rf"(?<![\w.\-/'’]){UPPER}\.(?=\s[a-zà-ÿ0-9(]|,|;|\)|\?|!|['’]s)")
_BEHIND = "|".join(sorted(TITLES, key=len, reverse=True))
_BARE = re.compile(rf"\b(?:(?i:{any_of('roles')}|{_BEHIND})\.? )({UPPER}(?:\.? ?{UPPER})?\.?)(?![\w'’\-])")
_NONE = read("no_initials")
_COUNTING = read("before_a_letter")
_WORD_BEFORE = re.compile(r"(\w+)\W*$")
_SENTENCE_BEHIND = re.compile(rf"\s+{UPPER}|\s*$")


def marks(text: str) -> Iterator[Mark]:
    """Initials in `text`."""
    for match in _SEVERAL.finditer(text):
        written = match.group().strip()
        if written.lower().replace(" ", "") not in _NONE:
            yield Mark(match.start(), match.start() + len(written), Kind.INITIALS, 54)
    for match in _ONE.finditer(text):
        before = _WORD_BEFORE.search(text[max(0, match.start() - 20) : match.start()])
        if before is None or before[1].lower() not in _COUNTING:
            yield Mark(*match.span(), Kind.INITIALS, 53)
    for match in _BARE.finditer(text):
        letters = match.group(1)
        if letters not in ("U", "I"):
            stops = letters.endswith(".") and _SENTENCE_BEHIND.match(text, match.end()) is not None
            role = text[match.start() : match.start(1)].strip(". ")
            nl, en = TITLES.get(role.lower(), (role, role))
            yield Mark(match.start(), match.end() - stops, Kind.INITIALS, 71, nl, en)
