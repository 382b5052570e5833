"""A text read word by word, with what the rules about names need to know of each."""

import re
from dataclasses import dataclass
from functools import cached_property

from drieslag.privacy.shield.letters import UPPER
from drieslag.privacy.shield.vocabulary import Vocabulary, any_of, read, vocabulary

_WORD = re.compile(r"[^\W\d_](?:[^\W_]|['’](?=[^\W\d_])|-(?=[^\W\d_]))*")
_PREFIX = re.compile(rf"(?:[^\W\d_A-Z]+-)+(?={UPPER}[^\W\d_A-Z])")
_JOINS = read("joins")
_JOINS_IN_A_ROW = 2  # van de(r)
_LONGEST_NAME = 6  # words; a longer row of capitals is read as more than one name
_OPENING_SIGNS = r"\s\"'“”‘’„«»(\[\-–—•*"
_SENTENCE_END = re.compile(rf"[.!?…:;\n\r•*#>|][{_OPENING_SIGNS}]*$|(?:^|\s)[\"“„«(‘'\[]$|^[{_OPENING_SIGNS}\d.)]*$")
_SHORT = re.compile(rf"(?:^|[\s(])(?:{any_of('short')}|{UPPER})\.\s?$", re.IGNORECASE)
_LOOK_BACK = 12
_CALLED = re.compile(
    rf"\b{any_of('called')}(?: voluit| eigenlijk| in het echt| nu| dus)?:?\s[\"'“‘„]?(?=[^\W\d_])", re.IGNORECASE
)
_OF_THE_PUBLIC = re.compile(r"\b(?:gemeente|provincie|regio|wijk|wijkteam|buurtteam|stad)\s", re.IGNORECASE)
_JOINED = re.compile(rf"\s(?:van|de|der|den|el|al|ben)\s(?:de\s|der\s|den\s)?({UPPER}[\w'’\-]+)")
_POSSESSION = re.compile(r"['’]s$")


@dataclass(frozen=True)
class Word:
    """One word and its place."""

    start: int
    end: int
    text: str

    @property
    def is_capital(self) -> bool:
        return self.text[0].isupper()

    @cached_property
    def bare(self) -> str:
        """Without the s of possession: Fatima's."""
        return _POSSESSION.sub("", self.text)

    @cached_property
    def low(self) -> str:
        return self.bare.lower()


def _word(match: re.Match[str]) -> Word:
    """The word found; of `zaak-Bouzid` only what could be a name."""
    prefix = _PREFIX.match(match.group())
    skip = prefix.end() if prefix else 0
    return Word(match.start() + skip, match.end(), match.group()[skip:])


class Reading:
    """The words of one piece of text."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.lists: Vocabulary = vocabulary()
        self.words = [_word(match) for match in _WORD.finditer(text)]
        self._named_at = {match.end() for match in _CALLED.finditer(text)}
        self._public_at = {match.end() for match in _OF_THE_PUBLIC.finditer(text)}

    def opens(self, word: Word) -> bool:
        """Whether a sentence, line or quotation begins at `word`."""
        before = self.text[max(0, word.start - _LOOK_BACK) : word.start]
        return word.start == 0 or (_SENTENCE_END.search(before) is not None and _SHORT.search(before) is None)

    def is_named(self, word: Word) -> bool:
        """Whether `heet`, `genaamd` and the like stand before `word`."""
        return word.start in self._named_at

    def is_of_the_public(self, word: Word) -> bool:
        """`gemeente Utrecht` is no one's home."""
        return word.start in self._public_at

    def next(self, index: int) -> Word | None:
        """The word right behind, with one space between, or none."""
        if index + 1 >= len(self.words):
            return None
        return self.words[index + 1] if self._gap(index) in (" ", "\u00a0") else None

    def is_joined(self, word: Word) -> bool:
        """Whether a join and a capital follow, as in `Roos van Dijk` and `Van den Berg`."""
        match = _JOINED.match(self.text, word.end, word.end + 60)
        return match is not None and match[1].lower() not in self.lists.proper

    def touches(self, index: int) -> bool:
        """Whether the next word belongs to this title or role: `mevr. Smit`, `zoon Daan`."""
        if index + 1 >= len(self.words):
            return False
        gap = self._gap(index)
        short = _SHORT.match(f"{self.words[index].text}.") is not None
        return gap in (" ", "\u00a0") or (short and gap in (". ", "."))

    def past_joins(self, index: int) -> int:
        """The index of the first word from `index` on that is no join."""
        while index < len(self.words) - 1 and self.words[index].text.lower() in _JOINS and self.touches(index):
            index += 1
        return index

    def name_end(self, index: int) -> int:
        """Where the name that begins at `index` ends: on over capitals, and over joins before one more."""
        last = index
        for at in range(index + 1, min(len(self.words), index + _LONGEST_NAME)):
            gap, word = self._gap(at - 1), self.words[at]
            initial = gap == ". " and len(self.words[at - 1].text) == 1
            if gap not in (" ", "\u00a0") and not initial:
                break
            if self._goes_on(word, lower=not self.words[index].is_capital or at - last > 1):
                last = at
            elif word.text.lower() not in _JOINS or at - last > _JOINS_IN_A_ROW:
                break
        return self.words[last].end

    def _goes_on(self, word: Word, *, lower: bool) -> bool:
        if word.is_capital:
            return word.low not in self.lists.proper
        return lower and self.lists.is_listed(word.bare)

    def _gap(self, index: int) -> str:
        return self.text[self.words[index].end : self.words[index + 1].start]
