"""The word lists of the shield, read once at first use."""

import re
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

_WORDS = Path(__file__).parent / "words"


def read(name: str) -> frozenset[str]:
    """Return the words of one list; a line that begins with # is a comment."""
    lines = (_WORDS / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


def _lower(words: frozenset[str]) -> frozenset[str]:
    return frozenset(word.lower() for word in words)


@dataclass(frozen=True)
class Vocabulary:
    """All lists, in lower case."""

    women: frozenset[str]
    men: frozenset[str]
    last: frozenset[str]
    ordinary: frozenset[str]  # Dutch and English words that a list of names also holds, and words that open a sentence
    proper: frozenset[str]  # written with a capital and never a person: laws, peoples, methods, services
    endings: re.Pattern[str]  # a word with such an ending is no name: jeugdwet, wijkteam

    @cached_property
    def first(self) -> frozenset[str]:
        return self.women | self.men

    def is_plain(self, word: str) -> bool:
        """Whether `word` is, on its own, an ordinary word or the name of something that is no person."""
        low = word.lower()
        parts = low.split("-")
        return (
            low in self.ordinary
            or low in self.proper
            or self.endings.search(low) is not None
            or (len(parts) > 1 and all(part in self.ordinary or part in self.proper for part in parts))
        )

    def is_listed(self, word: str) -> bool:
        """Whether `word` stands in a list of first or family names and is no ordinary word."""
        low = word.lower()
        return (low in self.women or low in self.men or low in self.last) and low not in self.ordinary


@cache
def vocabulary() -> Vocabulary:
    endings = "|".join(sorted(read("endings")))
    return Vocabulary(
        women=_lower(read("first_names_women")),
        men=_lower(read("first_names_men")),
        last=_lower(read("last_names")),
        ordinary=_lower(read("ordinary")),
        proper=_lower(read("proper") | read("cities")),
        endings=re.compile(rf"(?:{endings})(?:s|en|je|jes)?$"),
    )


def any_of(*names: str) -> str:
    """Return a piece of pattern that matches any word of these lists, the longest first; an underscore is a space."""
    words = sorted(frozenset().union(*map(read, names)), key=lambda word: (-len(word), word))
    return "(?:" + "|".join(word.replace("_", r"\s") for word in words) + ")"
