"""Reading the sentences of this folder, and counting what the shield found of them."""

import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import yaml

from drieslag.privacy import shield

HERE = Path(__file__).parent
PEOPLE = ("name", "initials")
_GOLD = re.compile(r"\[\[(\w+)\|(.*?)\]\](?!\])")


@dataclass(frozen=True)
class Gold:
    """What must be found: the words between `start` and `end`."""

    start: int
    end: int
    kind: str


@dataclass(frozen=True)
class Sentence:
    text: str
    gold: tuple[Gold, ...]


@dataclass(frozen=True)
class Tally:
    """How many of each kind there are, how many were wholly covered, and which were not."""

    there: Counter[str]
    found: Counter[str]
    missed: tuple[str, ...]

    def recall(self, *, people: bool) -> float:
        kinds = [kind for kind in self.there if (kind in PEOPLE) is people]
        return sum(self.found[kind] for kind in kinds) / sum(self.there[kind] for kind in kinds)


def read(name: str) -> list[Sentence]:
    """Return the sentences of a file with their marks taken out."""
    return [_parse(line) for line in yaml.safe_load((HERE / name).read_text(encoding="utf-8"))]


def _parse(line: str) -> Sentence:
    plain, gold, last = "", [], 0
    for match in _GOLD.finditer(line):
        plain += line[last : match.start()]
        gold.append(Gold(len(plain), len(plain) + len(match[2]), match[1]))
        plain += match[2]
        last = match.end()
    return Sentence(plain + line[last:], tuple(gold))


def tally(sentences: list[Sentence]) -> Tally:
    """A gold span counts as found when no letter or digit of it is left uncovered."""
    there: Counter[str] = Counter()
    found: Counter[str] = Counter()
    missed: list[str] = []
    for sentence in sentences:
        covered = {at for finding in shield.find(sentence.text) for at in range(finding.start, finding.end)}
        for gold in sentence.gold:
            there[gold.kind] += 1
            if all(at in covered or not sentence.text[at].isalnum() for at in range(gold.start, gold.end)):
                found[gold.kind] += 1
            else:
                missed.append(f"{gold.kind}: {sentence.text[gold.start : gold.end]} in: {sentence.text}")
    return Tally(there, found, tuple(missed))
