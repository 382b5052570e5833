"""What helps, as people said it when they were last asked: of each thing how many it helps much or very much."""

from dataclasses import dataclass

from drieslag.surveys.findings import flat
from drieslag.surveys.queries.results import GroupResult
from drieslag.web.frameworks.words import say

ASKS = "I01"  # the questionnaire that asks it, from "not at all" to "very much" (domain.md, K10)
ITEMS = "helps_"
MUCH = ["high"]  # the two upper answers, where they may be told apart from the others


@dataclass(frozen=True, slots=True)
class Help:
    """One thing, and how many of those who answered say that it helps much or very much."""

    name: str
    count: int
    of: int


def helps(result: GroupResult) -> list[Help]:
    """Return what may be told, what helps most people first. What a result withholds is not here either."""
    found = [
        Help(say(each.name), round(count), each.record.n)
        for each in flat(result.sections)
        if each.of.startswith(ITEMS) and each.record is not None and each.record.n
        for classes, count in each.record.counts or ()
        if list(classes) == MUCH and count is not None
    ]
    return sorted(found, key=lambda one: -one.count)
